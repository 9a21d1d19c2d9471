import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ComboBox } from '../../../ui/combo-box.js';
import type { Option } from '../../../ui/option.js';
import { TextField } from '../../../ui/text-field.js';
import { changeAccount, disableAccount, type AccountDetail } from '../accounts-api.js';
import { unitOptions } from '../unit-options.js';
import { ReasonDialog } from './reason-dialog.js';

interface Props {
  readonly account: AccountDetail;
  readonly onClose: () => void;
}

/** Renames an account, or moves it: then its tasks are handed over. */
export function ChangeDialog({ account, onClose }: Props) {
  const me = useMe();
  const { data: units = [] } = useQuery(unitsQuery);
  const options = unitOptions(units, me);
  const [title, setTitle] = useState(account.title);
  const [unit, setUnit] = useState<Option | null>({ id: account.unit, name: account.unitName });
  const [successor, setSuccessor] = useState('');
  const moves = unit !== null && unit.id !== account.unit;
  return (
    <ReasonDialog
      title={t('accounts.change')}
      act={t('accounts.save')}
      run={(reason) =>
        changeAccount(account.username, {
          reason,
          ...(title.trim() !== account.title && { title: title.trim() }),
          ...(moves && { unit: unit.id }),
          ...(moves && successor.trim() && { successor: successor.trim() }),
        })
      }
      said={({ toSuccessor, toUnit }) =>
        moves ? t('accounts.wasMoved', { to: toSuccessor, back: toUnit }) : t('accounts.changed')
      }
      onClose={onClose}
      fields={(faults) => (
        <>
          <TextField
            label={t('accounts.person')}
            value={title}
            onChange={setTitle}
            error={faults.get('title')}
          />
          <ComboBox
            label={t('accounts.unit')}
            note={t('accounts.moveNote')}
            options={options}
            value={unit}
            onChange={setUnit}
            error={faults.get('unit')}
          />
          {moves && <Successor value={successor} onChange={setSuccessor} error={faults.get('successor')} />}
        </>
      )}
    />
  );
}

/** Disables an account and hands over its tasks. */
export function DisableDialog({ account, onClose }: Props) {
  const [successor, setSuccessor] = useState('');
  return (
    <ReasonDialog
      title={t('accounts.disable')}
      act={t('accounts.disable')}
      run={(reason) =>
        disableAccount(account.username, {
          reason,
          ...(successor.trim() && { successor: successor.trim() }),
        })
      }
      said={({ toSuccessor, toUnit }) => t('accounts.wasDisabled', { to: toSuccessor, back: toUnit })}
      onClose={onClose}
      fields={(faults) => (
        <>
          <p>{t('accounts.openTasks', { n: account.openTasks })}</p>
          <Successor value={successor} onChange={setSuccessor} error={faults.get('successor')} />
        </>
      )}
    />
  );
}

interface SuccessorProps {
  readonly value: string;
  readonly onChange: (username: string) => void;
  readonly error: string | undefined;
}

const Successor = (props: SuccessorProps) => (
  <TextField label={t('accounts.successor')} note={t('accounts.successorNote')} {...props} />
);
