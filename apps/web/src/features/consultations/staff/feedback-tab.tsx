import { useQuery } from '@tanstack/react-query';
import { Download, ExternalLink } from 'lucide-react';
import { documentDay, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { opinionsQuery, type ConsultationDetail, type Opinion } from '../consultation-api.js';
import { VERDICTS, verdictCounts } from '../feedback-groups.js';
import { clauseLabel } from './opinion-row.js';
import { VerdictTag } from './verdict-tag.js';
import styles from './desk.module.css';

interface Answered extends Opinion {
  readonly verdict: NonNullable<Opinion['verdict']>;
}

/** The adoption table as the signer reads it and the public gets it, names masked there; the documents of the consultation. */
export function FeedbackTab({
  consultation,
  now,
}: {
  readonly consultation: ConsultationDetail;
  readonly now: Date;
}) {
  const { id, documents, adoptionPublishedAt, planned } = consultation;
  const { data, error, refetch } = useQuery(opinionsQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const answered = data.filter(
    (opinion): opinion is Answered => opinion.state === 'published' && opinion.verdict !== null,
  );
  const counts = verdictCounts(answered);
  return (
    <div className={styles.tab}>
      {adoptionPublishedAt ? (
        <Banner
          tone="ok"
          action={
            <ButtonAnchor href={`/consultations/${id}/feedback`} target="_blank" rel="noopener" size="small">
              <ExternalLink size={14} aria-hidden />
              {t('consultations.publicPage')}
            </ButtonAnchor>
          }
        >
          {t('consultations.feedbackPublished', { at: listInstant(adoptionPublishedAt, now) })}
        </Banner>
      ) : (
        planned && (
          <Banner tone="info">{t('consultations.feedbackBy', { day: documentDay(planned.answerBy) })}</Banner>
        )
      )}
      {documents.length > 0 && (
        <div className={styles.bar}>
          {documents.map((file) => (
            <ButtonAnchor
              key={file.id}
              href={`/api/v1/consultations/${id}/documents/${file.id}`}
              size="small"
              download
            >
              <Download size={14} aria-hidden />
              {file.title} {file.format.toUpperCase()}
            </ButtonAnchor>
          ))}
        </div>
      )}
      {answered.length === 0 ? (
        <EmptyState title={t('consultations.noFeedback')} />
      ) : (
        <section className={styles.panel}>
          <h2>
            {VERDICTS.filter((verdict) => counts.get(verdict)! > 0)
              .map((verdict) => `${t(`consultations.${verdict}`)} ${counts.get(verdict)}`)
              .join(' · ')}
          </h2>
          <Table
            caption={t('consultations.feedback')}
            rows={answered}
            keyOf={(opinion) => opinion.id}
            columns={[
              {
                id: 'clause',
                title: t('consultations.clause'),
                cell: ({ clause }) => clauseLabel(consultation, clause),
              },
              {
                id: 'body',
                title: t('consultations.gist'),
                cell: ({ body }) => <div className={styles.reasonCell}>{body}</div>,
              },
              {
                id: 'verdict',
                title: t('consultations.verdict'),
                cell: ({ verdict }) => <VerdictTag verdict={verdict} />,
              },
              {
                id: 'reason',
                title: t('consultations.reason'),
                cell: ({ verdictReason }) => <div className={styles.reasonCell}>{verdictReason}</div>,
              },
            ]}
          />
        </section>
      )}
    </div>
  );
}
