import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { ComboBox } from '../../../ui/combo-box.js';
import { MultiSelect } from '../../../ui/multi-select.js';
import type { Option } from '../../../ui/option.js';
import { TextField } from '../../../ui/text-field.js';
import { createAccount, rolesQuery } from '../accounts-api.js';
import { unitOptions } from '../unit-options.js';
import { useAccountAct } from './use-account-act.js';

interface Props {
  readonly onClose: () => void;
  readonly onCreated: (username: string) => void;
}

/** A new account: name, unit, and the roles that are meant for it. It has no password until its owner chooses one. */
export function NewAccountDialog({ onClose, onCreated }: Props) {
  const me = useMe();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: roles = [] } = useQuery(rolesQuery);
  const [username, setUsername] = useState('');
  const [title, setTitle] = useState('');
  const [unit, setUnit] = useState<Option | null>(null);
  const [wanted, setWanted] = useState<readonly Option[]>([]);
  const create = useAccountAct(
    createAccount,
    () => t('accounts.created'),
    () => onCreated(username.trim()),
  );
  const faults = create.error instanceof ProblemError ? create.error.fields : new Map<string, string>();
  return (
    <ActDialog
      title={t('accounts.create')}
      act={t('accounts.create')}
      isSending={create.isPending}
      error={faults.size > 0 ? undefined : create.error}
      onClose={onClose}
      onSubmit={() =>
        create.mutate({
          username: username.trim(),
          title: title.trim(),
          unit: unit?.id ?? '',
          roles: wanted.map(({ id }) => id) as never,
        })
      }
    >
      <TextField
        label={t('accounts.person')}
        value={title}
        onChange={setTitle}
        error={faults.get('title')}
        autoFocus
      />
      <TextField
        label={t('accounts.username')}
        note={t('accounts.usernameNote')}
        value={username}
        onChange={setUsername}
        error={faults.get('username')}
        autoComplete="off"
      />
      <ComboBox
        label={t('accounts.unit')}
        options={unitOptions(units, me)}
        value={unit}
        onChange={setUnit}
        error={faults.get('unit')}
      />
      <MultiSelect
        label={t('accounts.wantedRoles')}
        note={t('accounts.wantedNote')}
        options={roles.map(({ id, title: name }) => ({ id, name }))}
        value={wanted}
        onChange={setWanted}
        max={5}
        error={faults.get('roles')}
      />
    </ActDialog>
  );
}
