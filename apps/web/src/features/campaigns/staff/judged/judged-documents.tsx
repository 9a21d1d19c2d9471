import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../../../messages/t.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { documentAddress, documentsQuery } from '../../campaigns-api.js';
import { newestOf, versionsOf } from '../../model/documents.js';
import styles from './judged.module.css';

interface Props {
  readonly campaign: string;
  readonly task: string;
}

/** The document that the government decides on, in its newest version. */
export function JudgedDocuments({ campaign, task }: Props) {
  const list = useQuery(documentsQuery(campaign));
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton />;
  const kind = task === 'approvePlan' ? 'report' : 'problems';
  const title = t(`campaigns.kind_${kind}`);
  const document = newestOf(versionsOf(list.data), kind);
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h3>{document?.title ?? title}</h3>
        <Link to="/campaigns/$id" params={{ id: campaign }} search={{ tab: 'documents' }}>
          {t('campaigns.allDocuments')}
        </Link>
      </header>
      <p className={styles.links}>
        {document?.files.map(({ id, format }) => (
          <a key={id} href={documentAddress(campaign, id)} download>
            {t('campaigns.download', { format: format.toUpperCase() })}
          </a>
        ))}
      </p>
    </section>
  );
}
