import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { dayOf, documentDay, listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import type { ConsultationDetail } from '../consultation-api.js';
import { DraftForm } from './draft-form.js';
import styles from './desk.module.css';

/** The draft: written while its unit prepares it, then read by clauses with the number of their opinions. */
export function DraftTab({
  consultation,
  now,
}: {
  readonly consultation: ConsultationDetail;
  readonly now: Date;
}) {
  const { acts, clauses } = consultation;
  if (acts.writeDraft) return <DraftForm consultation={consultation} now={now} />;
  return (
    <div className={styles.tab}>
      <Facts consultation={consultation} now={now} />
      {clauses.length === 0 ? (
        <EmptyState title={t('consultations.noDraft')} />
      ) : (
        <Clauses consultation={consultation} />
      )}
    </div>
  );
}

function Clauses({
  consultation: { id, clauses, opinionsByClause, publishedAt },
}: {
  consultation: ConsultationDetail;
}) {
  const received = new Map(opinionsByClause.map((one) => [one.clause, one.received]));
  return (
    <section className={styles.panel} aria-label={t('consultations.draft')}>
      {clauses.map(({ number, label, heading, text }) => {
        const n = received.get(number) ?? 0;
        return (
          <Fragment key={number}>
            {heading && <h3>{heading}</h3>}
            <div className={styles.clause}>
              <div>
                <b>{label}</b>
                {text}
              </div>
              {n > 0 ? (
                <Link to="/consultations/$id" params={{ id }} search={{ tab: 'opinions' }}>
                  {t('consultations.opinionCount', { n })}
                </Link>
              ) : (
                publishedAt && <span>{t('consultations.opinionCount', { n })}</span>
              )}
            </div>
          </Fragment>
        );
      })}
    </section>
  );
}

/** Explanation, how to comment, period, extensions, hearing. */
function Facts({ consultation, now }: { readonly consultation: ConsultationDetail; readonly now: Date }) {
  const { explanation, howToAnswer, closesOn, shortReason, extensions, hearings, minimumOn } = consultation;
  const today = dayOf(now);
  const facts: readonly (readonly [string, string | null])[] = [
    [t('consultations.explanation'), explanation],
    [t('consultations.howToAnswer'), howToAnswer],
    [t('consultations.closesOn'), closesOn && t('consultations.closesAt', { day: listDay(closesOn, today) })],
    [t('consultations.minimum'), documentDay(minimumOn)],
    [t('consultations.shortReason'), shortReason],
    ...extensions.map(
      ({ was, closesOn: to, reason }) =>
        [
          t('consultations.extended'),
          t('consultations.extendedFrom', { was: listDay(was, today), to: listDay(to, today), reason }),
        ] as const,
    ),
    ...hearings.map(
      ({ on, time, place, state }) =>
        [
          t('consultations.hearing'),
          `${listDay(on, today)} ${time} ${place}（${t(`consultations.hearing_${state as 'planned' | 'postponed' | 'cancelled' | 'held'}`)}）`,
        ] as const,
    ),
  ];
  return (
    <section className={styles.panel} aria-label={t('consultations.facts')}>
      <dl className={styles.facts}>
        {facts.map(([name, value], index) =>
          value ? (
            <Fragment key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ) : null,
        )}
      </dl>
    </section>
  );
}
