import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useState } from 'react';
import { useCaseLink } from '../../../lib/case-links.js';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { taskQuery, type TaskDetail } from '../api.js';
import type { Done } from '../done.js';
import { CaseText } from './case-text.js';
import { DoTask } from './do-task.js';
import { ToTaskPage } from './to-task-page.js';
import styles from './task-pane.module.css';

interface Props {
  readonly id: string;
  readonly now: Date;
  readonly onDone: (done: Done) => void;
  /** On the page of the case, which shows texts and number itself. */
  readonly formOnly?: boolean;
}

/** Below, a list and a pane do not fit: the task has a page. */
const PHONE = '(max-width: 720px)';

/** What one task is about, and its form. Opening takes nothing: claiming is an act of its own. */
export function TaskPane({ id, now, onDone, formOnly = false }: Props) {
  const { data, error, refetch } = useQuery(taskQuery(id));
  const [isPhone] = useState(() => matchMedia(PHONE).matches);
  if (isPhone && !formOnly) return <ToTaskPage id={id} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <article className={styles.pane}>
      {!formOnly && (
        <header className={styles.head}>
          <p className={styles.meta}>
            <span className="num">{data.subject}</span>
            <Link to="/processes/$id" params={{ id: data.processId }} search={{ task: id }}>
              <ArrowUpRight size={14} aria-hidden />
              {t('tasks.open')}
            </Link>
            <ToBusiness task={data} />
          </p>
          <h2>{data.matter ?? data.process.title}</h2>
          <CaseText context={data.context} now={now} />
        </header>
      )}
      <DoTask task={data} now={now} onDone={onDone} />
    </article>
  );
}

const ToBusiness = ({ task }: { readonly task: TaskDetail }) => useCaseLink(task.process);
