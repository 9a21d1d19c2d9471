import type { ComponentProps } from 'react';
import { t } from '../../../messages/t.js';
import type { Option } from '../../../ui/option.js';
import { TextArea } from '../../../ui/text-area.js';
import { ColleagueField } from './colleague-field.js';

interface Props {
  readonly of: ComponentProps<typeof ColleagueField>['of'];
  readonly to: Option | null;
  readonly onTo: (to: Option | null) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** By field, what the server refused. */
  readonly faults: ReadonlyMap<string, string> | undefined;
  /** The act was tried. */
  readonly isAsked: boolean;
}

/** To which colleague, and why, one task or several are handed over. */
export function DelegateFields({ of, to, onTo, reason, onReason, faults, isAsked }: Props) {
  return (
    <>
      <ColleagueField
        of={of}
        label={t('doing.delegateTo')}
        value={to}
        onChange={onTo}
        error={faults?.get('to') ?? (isAsked && !to ? t('doing.chooseFirst') : undefined)}
      />
      <TextArea
        label={t('doing.reason')}
        note={t('forms.optional')}
        hint={t('doing.reasonHint')}
        value={reason}
        onChange={onReason}
        max={1000}
        error={faults?.get('reason')}
      />
    </>
  );
}
