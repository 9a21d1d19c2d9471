import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/text-area.js';
import { moderate } from '../consultation-api.js';
import { useDeskAct } from './use-desk-act.js';

interface Props {
  readonly id: string;
  readonly opinions: string[];
  readonly onHeld: () => void;
  readonly onClose: () => void;
}

/** Holds opinions with a reason; they stay on record and can be published again. */
export function HoldDialog({ id, opinions, onHeld, onClose }: Props) {
  const [reason, setReason] = useState('');
  const holding = useDeskAct<string>(
    (why) => moderate(id, { opinions, action: 'setAside', reason: why }),
    () => t('consultations.held', { n: opinions.length }),
  );
  const fault = holding.error instanceof ProblemError ? holding.error.fields.get('reason') : undefined;
  return (
    <Dialog
      title={t('consultations.holdTitle', { n: opinions.length })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            onPress={() =>
              holding.mutate(reason, {
                onSuccess: () => {
                  onHeld();
                  onClose();
                },
              })
            }
          >
            {t('consultations.hold')}
          </Button>
        </>
      }
    >
      <TextArea
        label={t('consultations.holdReason')}
        hint={t('consultations.holdHint')}
        value={reason}
        onChange={setReason}
        max={500}
        error={fault}
        isRequired
      />
      {holding.error && fault === undefined && <Banner tone="late">{reasonOf(holding.error)}</Banner>}
    </Dialog>
  );
}
