import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowUpRight } from 'lucide-react';
import { useState } from 'react';
import { useCaseLink } from '../../../lib/case-links.js';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { toasts } from '../../../ui/toasts.js';
import { taskQuery, type TaskDetail } from '../api.js';
import type { Done } from '../done.js';
import { CaseText } from './case-text.js';
import { DoTask } from './do-task.js';
import styles from './task-page.module.css';

const route = getRouteApi('/tasks/$id');

/**
 * One task for reading and deciding: the letter at the left, the text to approve and the form at the right; on a phone one
 * below the other.
 */
export function TaskPage() {
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const [now] = useState(() => new Date());
  const { data, error, refetch } = useQuery(taskQuery(id));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const onDone = ({ outcome: { title }, went, goesOnHere }: Done): void => {
    toasts.add(t('tasks.submitted', { subject: data.subject, title, went }));
    void (goesOnHere
      ? navigate({ to: '/processes/$id', params: { id: data.processId }, replace: true })
      : navigate({ to: '/work', replace: true }));
  };
  return (
    <div className={styles.page}>
      <section className={styles.read} aria-label={t('doing.letter')}>
        <p className={styles.ways}>
          <Link to="/work" search={{ task: undefined }}>
            <ArrowLeft size={14} aria-hidden />
            {t('doing.toWork')}
          </Link>
          <span className="num">{data.subject}</span>
          <Link to="/processes/$id" params={{ id: data.processId }} search={{ task: id }}>
            <ArrowUpRight size={14} aria-hidden />
            {t('tasks.open')}
          </Link>
          <ToBusiness task={data} />
        </p>
        <h1 className={styles.title}>{data.matter ?? data.process.title}</h1>
        <CaseText context={data.context} now={now} />
      </section>
      <section className={styles.act} aria-label={data.title}>
        <h2 className="visually-hidden">{t('tasks.act')}</h2>
        <DoTask task={data} now={now} onDone={onDone} isPage />
      </section>
    </div>
  );
}

const ToBusiness = ({ task }: { readonly task: TaskDetail }) => useCaseLink(task.process);
