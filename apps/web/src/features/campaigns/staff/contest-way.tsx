import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tasksOfProcessQuery } from '../../../api/case-queries.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import type { Finding } from '../campaigns-api.js';
import { contestOf } from '../model/contest.js';
import styles from './finding-detail.module.css';

interface Props {
  readonly finding: Finding;
  /** The process of its unit. */
  readonly part: string;
}

/** The way for a unit to contest its finding, or why there is none now. */
export function ContestWay({ finding, part }: Props) {
  const { unit, roles } = useMe();
  const isOwn = finding.unit === unit && roles.includes('agency-clerk');
  const { data: tasks } = useQuery({ ...tasksOfProcessQuery(part), enabled: isOwn });
  if (!isOwn || !tasks) return null;
  const contest = contestOf(finding, tasks);
  if (contest === undefined) return null;
  if ('why' in contest) return <p className={styles.hint}>{t(`campaigns.contest${contest.why}`)}</p>;
  return (
    <p>
      <Link to="/tasks/$id" params={{ id: contest.task }}>
        {t('campaigns.contestHere')}
      </Link>
    </p>
  );
}
