import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ComboBox } from '../../../ui/combo-box.js';
import type { Option } from '../../../ui/option.js';
import { colleaguesQuery } from '../acts-api.js';
import type { TaskDetail } from '../api.js';

interface Props {
  readonly task: TaskDetail;
  readonly label: string;
  readonly value: Option | null;
  readonly onChange: (colleague: Option | null) => void;
  readonly error?: string | undefined;
}

/** A person of the task's unit who has its role. */
export function ColleagueField({ task, label, value, onChange, error }: Props) {
  const me = useMe();
  const { data } = useQuery(colleaguesQuery(task.unit, task.role));
  const options = (data ?? [])
    .filter(({ username }) => username !== me.username && username !== task.assignee)
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
