import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../../api/case-queries.js';
import type { Schemas } from '../../../../api/client.js';
import { ProblemError } from '../../../../api/problem.js';
import { addDays } from '../../../../lib/dates.js';
import { unitOption } from '../../../../ui/unit-option.js';
import { t } from '../../../../messages/t.js';
import { ActDialog } from '../../../../ui/act-dialog.js';
import { ComboBox } from '../../../../ui/combo-box.js';
import { DateField } from '../../../../ui/date-field.js';
import { MultiSelect } from '../../../../ui/multi-select.js';
import type { Option } from '../../../../ui/option.js';
import { TextArea } from '../../../../ui/text-area.js';
import { closeUnits, previewClosing, type UnitRecord } from '../../units-api.js';
import { ClosingPreview } from './closing-preview.js';
import { shareBodies, SplitShares, type Share } from './split-shares.js';
import { useUnitAct } from './use-unit-act.js';

interface Props {
  readonly unit: UnitRecord;
  readonly today: string;
  readonly onClose: () => void;
}

/** Closes a unit, merges others with it into a successor, or splits it. What it does is shown before it can be done. */
export function CloseUnitDialog({ unit, today, onClose }: Props) {
  const { data: units = [] } = useQuery(unitsQuery);
  const [others, setOthers] = useState<readonly Option[]>([]);
  const [successor, setSuccessor] = useState<Option | null>(null);
  const [lastDay, setLastDay] = useState<string | null>(addDays(today, -1));
  const [shares, setShares] = useState<readonly Share[]>([]);
  const [reason, setReason] = useState('');
  const options = units
    .filter(({ code, validTo, kind }) => validTo === null && kind !== 'PREFECTURE' && code !== unit.code)
    .map(unitOption);
  const bodies = shareBodies(shares);
  const body: Schemas['CloseUnitsBody'] = {
    units: [unit.code, ...others.map(({ id }) => id)],
    successor: successor?.id ?? '',
    lastDay: lastDay ?? '',
    ...(bodies.length > 0 && { shares: bodies }),
    reason,
  };
  const asked = JSON.stringify(body);
  const preview = useMutation({ mutationFn: () => previewClosing(body).then((view) => ({ asked, view })) });
  const close = useUnitAct(closeUnits, t('units.closed'), onClose);
  const error = close.error ?? preview.error;
  const faults = error instanceof ProblemError ? error.fields : new Map<string, string>();
  const known = ['successor', 'lastDay', 'reason'];
  const elsewhere = [...faults].flatMap(([field, text]) =>
    known.includes(field) || field.startsWith('shares.') ? [] : [text],
  );
  const shown = preview.data?.asked === asked ? preview.data.view : undefined;
  return (
    <ActDialog
      title={t('units.close', { name: unit.shortName })}
      act={t(shown ? 'units.doClose' : 'units.preview')}
      isSending={close.isPending || preview.isPending}
      error={faults.size > 0 ? undefined : error}
      onClose={onClose}
      onSubmit={() => (shown ? close.mutate(body) : preview.mutate())}
    >
      <ComboBox
        label={t('units.successor')}
        note={t('units.successorNote')}
        options={options}
        value={successor}
        onChange={setSuccessor}
        error={faults.get('successor')}
      />
      <DateField
        label={t('units.lastDay')}
        note={t('units.lastDayNote')}
        value={lastDay}
        onChange={setLastDay}
        today={today}
        error={faults.get('lastDay')}
      />
      <MultiSelect
        label={t('units.mergeWith')}
        note={t('units.mergeNote')}
        options={options}
        value={others}
        onChange={setOthers}
      />
      <SplitShares shares={shares} units={options} onChange={setShares} faults={faults} />
      <TextArea
        label={t('accounts.reason')}
        note={t('accounts.reasonNote')}
        max={200}
        rows={2}
        value={reason}
        onChange={setReason}
        error={faults.get('reason')}
      />
      {elsewhere.map((text) => (
        <p key={text} role="alert">
          {text}
        </p>
      ))}
      {shown && <ClosingPreview view={shown} />}
    </ActDialog>
  );
}
