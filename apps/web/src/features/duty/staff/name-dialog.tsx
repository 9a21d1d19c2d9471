import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { DateField } from '../../../ui/date-field.js';
import { Select } from '../../../ui/select.js';
import { TextField } from '../../../ui/text-field.js';
import { nameForDuty, type Business, type DutyUnit, type Kind } from '../duty-api.js';
import { useDutyAct } from './use-duty-act.js';

interface Props {
  readonly unit: DutyUnit;
  readonly business: Business;
  readonly kind: Kind;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly onClose: () => void;
}

/** Somebody without an account. */
const OTHER = '*';

/** Names a person in charge: an account of the unit, or somebody by name. */
export function NameDialog({ unit, business, kind, today, onClose }: Props) {
  const { username: own } = useMe();
  const [account, setAccount] = useState(
    unit.colleagues.find(({ username }) => username === own)?.username ?? OTHER,
  );
  const [name, setName] = useState('');
  const [post, setPost] = useState('');
  const [phone, setPhone] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [from, setFrom] = useState<string | null>(today);
  const send = useDutyAct(
    () =>
      nameForDuty(unit.unit, {
        ...{ business, kind, isPublic, phone: phone.trim() },
        ...(account === OTHER ? { name: name.trim() } : { account }),
        ...(post.trim() && { post: post.trim() }),
        ...(from !== null && from !== today && { from }),
      }),
    t('duty.wasNamed'),
    onClose,
  );
  const faults = send.error instanceof ProblemError ? send.error.fields : new Map<string, string>();
  const title = t('duty.nameKind', { unit: unit.unitName, kind: t(`duty.${kind}`) });
  return (
    <ActDialog
      title={title}
      act={t('duty.name')}
      isSending={send.isPending}
      error={faults.size > 0 ? undefined : send.error}
      onClose={onClose}
      onSubmit={() => send.mutate(undefined)}
    >
      <Select
        label={t('duty.person')}
        options={[
          ...unit.colleagues.map(({ username, title: of }) => ({ id: username, name: of, note: username })),
          { id: OTHER, name: t('duty.other') },
        ]}
        value={account}
        onChange={setAccount}
        error={faults.get('account')}
      />
      {account === OTHER && (
        <TextField label={t('duty.personName')} value={name} onChange={setName} error={faults.get('name')} />
      )}
      <TextField label={t('duty.post')} value={post} onChange={setPost} error={faults.get('post')} />
      <TextField
        label={t('duty.phone')}
        note={t('duty.phoneNote')}
        value={phone}
        onChange={setPhone}
        error={faults.get('phone')}
        inputMode="tel"
      />
      <DateField
        label={t('duty.from')}
        value={from}
        onChange={setFrom}
        today={today}
        error={faults.get('from')}
      />
      <Checkbox isSelected={isPublic} onChange={setPublic} note={t('duty.publicNote')}>
        {t('duty.makePublic')}
      </Checkbox>
    </ActDialog>
  );
}
