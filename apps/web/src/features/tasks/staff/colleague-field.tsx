import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ComboBox } from '../../../ui/combo-box.js';
import type { Option } from '../../../ui/option.js';
import { colleaguesQuery } from '../acts-api.js';
import type { TaskDetail } from '../api.js';

interface Props {
  /** Tasks of a unit and a role; who has one already is not offered. */
  readonly of: Pick<TaskDetail, 'unit' | 'role' | 'assignee'>;
  readonly label: string;
  readonly value: Option | null;
  readonly onChange: (colleague: Option | null) => void;
  readonly error?: string | undefined;
}

/** A person of a unit who has a role. */
export function ColleagueField({ of, label, value, onChange, error }: Props) {
  const me = useMe();
  const { data } = useQuery(colleaguesQuery(of.unit, of.role));
  const options = (data ?? [])
    .filter(({ username }) => username !== me.username && username !== of.assignee)
    .map(({ username, title }) => ({ id: username, name: title, note: username }));
  return (
    <ComboBox
      label={label}
      options={options}
      value={value}
      onChange={onChange}
      error={error}
      hint={data && options.length === 0 ? t('doing.noColleagues') : undefined}
    />
  );
}
