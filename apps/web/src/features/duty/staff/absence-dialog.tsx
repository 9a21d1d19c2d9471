import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { DateField } from '../../../ui/date-field.js';
import { Select } from '../../../ui/select.js';
import { TextField } from '../../../ui/text-field.js';
import { enterAbsence, type DutyUnit } from '../duty-api.js';
import { useDutyAct } from './use-duty-act.js';

interface Props {
  readonly unit: DutyUnit;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly onClose: () => void;
}

/** Enters a leave: who, from when until when, and who acts meanwhile. */
export function AbsenceDialog({ unit, today, onClose }: Props) {
  const { username: own } = useMe();
  const people = unit.colleagues.map(({ username, title }) => ({
    id: username,
    name: title,
    note: username,
  }));
  const isOwnUnit = people.some(({ id }) => id === own);
  const [account, setAccount] = useState<string | null>(isOwnUnit ? own : null);
  const [substitute, setSubstitute] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const [from, setFrom] = useState<string | null>(today);
  const [until, setUntil] = useState<string | null>(null);
  const choose = (username: string): void => {
    setSubstitute(username);
    const known = unit.entries.find((entry) => entry.username === username);
    if (phone === '' && known) setPhone(known.phone);
  };
  const send = useDutyAct(
    () =>
      enterAbsence(unit.unit, {
        ...{ account: account ?? '', substitute: substitute ?? '', phone: phone.trim() },
        ...{ from: from ?? '', until: until ?? '' },
      }),
    t('duty.absenceEntered'),
    onClose,
  );
  const faults = send.error instanceof ProblemError ? send.error.fields : new Map<string, string>();
  return (
    <ActDialog
      title={t('duty.enterAbsence')}
      act={t('duty.enterAbsence')}
      isSending={send.isPending}
      error={faults.size > 0 ? undefined : send.error}
      onClose={onClose}
      onSubmit={() => send.mutate(undefined)}
    >
      <Select
        label={t('duty.absent')}
        options={people}
        value={account}
        onChange={setAccount}
        error={faults.get('account')}
      />
      <Select
        label={t('duty.substitute')}
        note={t('duty.substituteNote')}
        options={people.filter(({ id }) => id !== account)}
        value={substitute}
        onChange={choose}
        error={faults.get('substitute')}
      />
      <TextField
        label={t('duty.substitutePhone')}
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
      <DateField
        label={t('duty.until')}
        value={until}
        onChange={setUntil}
        today={today}
        error={faults.get('until')}
      />
    </ActDialog>
  );
}
