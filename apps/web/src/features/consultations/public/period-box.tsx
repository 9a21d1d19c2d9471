import type { ReactNode } from 'react';
import { CircleCheck, CircleSlash, Clock } from 'lucide-react';
import { dayOf, listDay, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { daysLeft } from '../steps-ahead.js';
import type { Consultation } from './api.js';
import styles from './period-box.module.css';

/** How long one may still comment, or what became of it. */
export function PeriodBox({ consultation, children }: { consultation: Consultation; children: ReactNode }) {
  const { closesOn, now, state } = consultation;
  const left = daysLeft(closesOn!, Date.parse(now));
  const Icon = state === 'answered' ? CircleCheck : state === 'closed' ? Clock : CircleSlash;
  return (
    <section className={styles['box']} aria-label={t('consulting.period')}>
      {state === 'open' ? (
        <p className={styles['days']}>
          {left > 0 ? (
            <>
              <em>{left}</em>
              {t('consulting.daysLeft')}
            </>
          ) : (
            <em className={styles['today']}>{t('consulting.today')}</em>
          )}
        </p>
      ) : (
        <Icon className={styles['icon']} aria-hidden />
      )}
      <div>
        <p className={styles['title']}>{titleOf(consultation)}</p>
        <p>{textOf(consultation)}</p>
      </div>
      {children}
    </section>
  );
}

function titleOf({ state, closesOn, now, adoptionPublishedAt }: Consultation): string {
  const today = dayOf(now);
  switch (state) {
    case 'open':
      return t('consulting.openUntil', { day: listDay(closesOn!, today) });
    case 'closed':
      return t('consulting.isOver', { day: listDay(closesOn!, today) });
    case 'answered':
      return t('consulting.isAnswered', { day: shortDay(dayOf(adoptionPublishedAt!), today) });
    default:
      return t(`consulting.${state}`);
  }
}

function textOf({ state, received, opinionsByClause, withdrawalReason, planned, now }: Consultation): string {
  const whole = opinionsByClause.find(({ clause }) => clause === null)?.received ?? 0;
  const counted =
    whole > 0
      ? t('consulting.receivedWhole', { n: received, whole })
      : t('consulting.received', { n: received });
  if (state === 'open') return counted + t('consulting.eachIsAnswered');
  if (state === 'closed')
    return planned
      ? counted + t('consulting.answerBy', { day: shortDay(planned.answerBy, dayOf(now)) })
      : counted;
  return state === 'withdrawn' && withdrawalReason
    ? t('consulting.withdrawnBecause', { reason: withdrawalReason })
    : counted;
}
