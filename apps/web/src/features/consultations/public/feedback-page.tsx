import { useCallback } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { CircleCheck, Download } from 'lucide-react';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { documentAddress, getConsultation, getFeedback, getPolicy } from './api.js';
import type { Consultation, Feedback, Policy } from './api.js';
import { FeedbackTable } from './feedback-table.js';
import { PolicyChanges } from './policy-changes.js';
import { ReadPage } from './read-page.js';
import { VerdictBar } from './verdict-bar.js';
import page from './page.module.css';
import styles from './feedback-page.module.css';

interface Answered {
  readonly consultation: Consultation;
  readonly feedback: Feedback;
  /** Undefined until it is issued, and when it cannot be read: the page says so with a link. */
  readonly policy: Policy | undefined;
}

async function read(id: string): Promise<Answered> {
  const [consultation, feedback] = await Promise.all([getConsultation(id), getFeedback(id)]);
  const { issued } = consultation;
  const policy = issued ? await getPolicy(issued.id).catch(() => undefined) : undefined;
  return { consultation, feedback, policy };
}

/** What became of every opinion, and of the draft. */
export function FeedbackPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { reading, again } = useRead(useCallback(() => read(id), [id]));
  return (
    <ReadPage
      title={t('consulting.feedback')}
      back="/consultations"
      reading={reading}
      onRetry={() => void again()}
    >
      {(answered) => <Answers {...answered} />}
    </ReadPage>
  );
}

function Answers({ consultation, feedback, policy }: Answered) {
  const { id, title, unitName, publishedAt, closesOn, documents } = consultation;
  const today = dayOf(Date.now());
  const files = documents.filter(({ kind }) => kind === 'adoption');
  return (
    <div className={`wrap ${page['page']}`}>
      <div className={page['head']}>
        <div>
          <p className={page['meta']}>
            <Link to="/consultations">{t('portal.consultations')}</Link>
            {' · '}
            {t('consulting.feedbackMeta', {
              unit: unitName,
              from: shortDay(dayOf(publishedAt!), today),
              to: shortDay(closesOn!, today),
            })}
          </p>
          <PageHeading title={t('consulting.feedbackOf', { title })} />
        </div>
        <ul className={styles['files']}>
          {files.map((file) => (
            <li key={file.id}>
              <a
                href={documentAddress(id, file.id)}
                download
                className={button('plain', 'small')}
                aria-label={t('consulting.download', { format: file.format.toUpperCase() })}
              >
                <Download aria-hidden />
                {file.format.toUpperCase()}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <section className={styles['box']} aria-label={t('consulting.summary')}>
        <CircleCheck aria-hidden />
        <div>
          <p className={styles['total']}>
            {t('consulting.total', {
              n: feedback.items.length + feedback.setAside,
              answered: feedback.items.length,
            })}
          </p>
          <p>{sentences(consultation, feedback)}</p>
        </div>
      </section>
      {feedback.items.length > 0 && <VerdictBar feedback={feedback} />}
      <FeedbackTable opinions={feedback.items} />
      {policy?.diff && <PolicyChanges policy={policy} changes={policy.diff} />}
      <p className={page['buttons']}>
        <Link to="/consultations/$id" params={{ id }}>
          {t('consulting.seeDraft')}
        </Link>
      </p>
    </div>
  );
}

/** When it was published, whether in time; what was held; what came of the policy. */
function sentences({ planned, issued }: Consultation, { publishedAt, setAside }: Feedback): string {
  const today = dayOf(Date.now());
  const on = dayOf(publishedAt);
  const day = shortDay(on, today);
  const due = planned?.answerBy;
  return [
    due === undefined || on <= due
      ? t('consulting.publishedInTime', { day })
      : t('consulting.publishedLate', { day, due: shortDay(due, today) }),
    setAside > 0 ? t('consulting.setAside', { n: setAside }) : '',
    issued ? t('consulting.issuedOn', { day: shortDay(dayOf(issued.issuedAt), today) }) : '',
  ].join('');
}
