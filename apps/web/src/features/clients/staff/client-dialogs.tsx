import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { unitOption } from '../../../ui/unit-option.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Banner } from '../../../ui/banner.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { ComboBox } from '../../../ui/combo-box.js';
import { NumberField } from '../../../ui/number-field.js';
import type { Option } from '../../../ui/option.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { toasts } from '../../../ui/toasts.js';
import {
  endClient,
  proposeClient,
  rejectClient,
  rotateSecret,
  SCOPES,
  type Client,
  type ClientWithSecret,
} from '../clients-api.js';
import { scopeTitle } from './scope-title.js';
import { useClientAct } from './use-client-act.js';

interface ReasonedProps<Result> {
  readonly title: string;
  readonly run: (reason: string) => Promise<Result>;
  readonly onDone: (result: Result) => void;
  readonly onClose: () => void;
  readonly fields: (faults: ReadonlyMap<string, string>) => ReactNode;
}

/** An act on a program, with its reason. */
function ReasonedDialog<Result>({ title, run, onDone, onClose, fields }: ReasonedProps<Result>) {
  const [reason, setReason] = useState('');
  const act = useClientAct(() => run(reason), onDone);
  const faults = act.error instanceof ProblemError ? act.error.fields : new Map<string, string>();
  return (
    <ActDialog
      title={title}
      act={title}
      isSending={act.isPending}
      error={faults.size > 0 ? undefined : act.error}
      onSubmit={() => act.mutate()}
      onClose={onClose}
    >
      {fields(faults)}
      <TextArea
        label={t('clients.reason')}
        note={t('clients.reasonNote')}
        value={reason}
        onChange={setReason}
        max={200}
        rows={2}
        error={faults.get('reason')}
      />
    </ActDialog>
  );
}

interface NewProps {
  readonly onClose: () => void;
  readonly onSecret: (client: ClientWithSecret) => void;
}

/** A new program: who runs it and what it may do. */
export function NewClientDialog({ onClose, onSecret }: NewProps) {
  const { data: units = [] } = useQuery(unitsQuery);
  const [id, setId] = useState('');
  const [title, setTitle] = useState('');
  const [unit, setUnit] = useState<Option | null>(null);
  const [scopes, setScopes] = useState<readonly (typeof SCOPES)[number][]>([]);
  const options = units.filter(({ validTo }) => validTo === null).map(unitOption);
  return (
    <ReasonedDialog
      title={t('clients.create')}
      run={(reason) =>
        proposeClient({
          ...{ id: id.trim(), title: title.trim(), unit: unit?.id ?? '', scopes: [...scopes] },
          reason,
        })
      }
      onDone={onSecret}
      onClose={onClose}
      fields={(faults) => (
        <>
          <TextField
            label={t('clients.name')}
            value={title}
            onChange={setTitle}
            error={faults.get('title')}
          />
          <TextField
            label={t('clients.id')}
            note={t('clients.idNote')}
            value={id}
            onChange={setId}
            error={faults.get('id')}
            autoComplete="off"
          />
          <ComboBox
            label={t('clients.unit')}
            options={options}
            value={unit}
            onChange={setUnit}
            error={faults.get('unit')}
          />
          <div role="group" aria-label={t('clients.scopes')}>
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                isSelected={scopes.includes(scope)}
                onChange={(isOn) =>
                  setScopes(isOn ? [...scopes, scope] : scopes.filter((one) => one !== scope))
                }
                note={scope}
              >
                {scopeTitle(scope)}
              </Checkbox>
            ))}
            {faults.has('scopes') && <Banner tone="late">{faults.get('scopes')}</Banner>}
          </div>
        </>
      )}
    />
  );
}

interface ChangeProps extends NewProps {
  readonly client: Client;
}

/** Another secret; the old one stays valid for a while, so that the program can be changed over. */
export function RotateDialog({ client, onClose, onSecret }: ChangeProps) {
  const [hours, setHours] = useState<number | undefined>(24);
  return (
    <ReasonedDialog
      title={t('clients.rotate')}
      run={(reason) => rotateSecret(client.id, { overlapHours: hours ?? 24, reason })}
      onDone={onSecret}
      onClose={onClose}
      fields={(faults) => (
        <NumberField
          label={t('clients.overlap')}
          note={t('clients.overlapNote')}
          value={hours}
          onChange={setHours}
          min={0}
          max={720}
          error={faults.get('overlapHours')}
        />
      )}
    />
  );
}

/** Rejects what another person has proposed, or withdraws what the reader has. */
export function RejectDialog({ client, onClose }: Omit<ChangeProps, 'onSecret'>) {
  return (
    <ReasonedDialog
      title={t('clients.reject')}
      run={(reason) => rejectClient(client.id, reason)}
      onDone={() => {
        toasts.add(t('clients.doneReject'));
        onClose();
      }}
      onClose={onClose}
      fields={() => (
        <Banner tone="warn">
          {client.title}：{t('clients.rejectHint')}
        </Banner>
      )}
    />
  );
}

export function EndDialog({ client, onClose }: Omit<ChangeProps, 'onSecret'>) {
  return (
    <ReasonedDialog
      title={t('clients.end')}
      run={(reason) => endClient(client.id, reason)}
      onDone={() => {
        toasts.add(t('clients.doneEnd'));
        onClose();
      }}
      onClose={onClose}
      fields={() => (
        <Banner tone="warn">
          {client.title}：{t('clients.endHint')}
        </Banner>
      )}
    />
  );
}
