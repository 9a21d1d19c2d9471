import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleSlash, Clock, MessageSquare, type LucideIcon } from 'lucide-react';
import { dayOf, listDay, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { daysLeft } from '../steps-ahead.js';
import { listConsultations, type ConsultationSummary } from './api.js';
import { PagedList } from './paged-list.js';
import './consulting-texts.js';
import styles from './consultations-page.module.css';
import page from './page.module.css';

const ICONS: Readonly<Record<ConsultationSummary['state'], LucideIcon>> = {
  open: MessageSquare,
  closed: Clock,
  answered: CircleCheck,
  withdrawn: CircleSlash,
  cancelled: CircleSlash,
};

/** Drafts on which the public is, or was, consulted; latest first. */
export function ConsultationsPage() {
  return (
    <div className={`wrap ${page['page']}`}>
      <PageHeading title={t('portal.consultations')} />
      <p className={page['lead']}>{t('consulting.lead')}</p>
      <PagedList load={listConsultations} empty={t('consulting.none')}>
        {(consultation) => <Entry consultation={consultation} />}
      </PagedList>
      <p>
        <Link to="/policies">{t('consulting.toPolicies')}</Link>
      </p>
    </div>
  );
}

function Entry({ consultation }: { consultation: ConsultationSummary }) {
  const { id, title, unitName, publishedAt, state } = consultation;
  const Icon = ICONS[state];
  const now = Date.now();
  return (
    <article className={styles['entry']}>
      <div>
        <h2>
          <Link to="/consultations/$id" params={{ id }}>
            {title}
          </Link>
        </h2>
        <p className={page['meta']}>
          {t('consulting.published', { unit: unitName, day: shortDay(dayOf(publishedAt!), dayOf(now)) })}
        </p>
      </div>
      <div className={`${styles['state']} ${styles[state] ?? ''}`}>
        <p>
          <Icon aria-hidden />
          {t(`consulting.${state}`)}
        </p>
        <small>{when(consultation, now)}</small>
        {state === 'answered' && (
          <Link to="/consultations/$id/feedback" params={{ id }}>
            {t('consulting.seeFeedback')}
          </Link>
        )}
      </div>
    </article>
  );
}

/** Until when one may comment, or when it was answered. */
function when({ state, closesOn, adoptionPublishedAt }: ConsultationSummary, now: number): string {
  const today = dayOf(now);
  if (state === 'open') {
    const left = daysLeft(closesOn!, now);
    return left === 0
      ? t('consulting.closesToday')
      : t('consulting.closesIn', { n: left, day: listDay(closesOn!, today) });
  }
  if (state === 'answered')
    return t('consulting.answeredOn', { day: shortDay(dayOf(adoptionPublishedAt!), today) });
  return state === 'closed' ? t('consulting.closedOn', { day: shortDay(closesOn!, today) }) : '';
}
