import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { clocksQuery } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { dueText, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { NotFound } from '../../../ui/not-found.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { cardQuery, type CardDetail } from '../api.js';
import { stateText } from '../card-state.js';
import { clockOf, ladderOf } from '../ladder.js';
import { CardActs } from './card-acts.js';
import { CaseSteps } from './case-steps.js';
import { CardName } from './card-name.js';
import styles from './card-page.module.css';
import { LadderLine } from './ladder-line.js';

const route = getRouteApi('/cards/$id');

/** One card: why it came, where it stands on the ladder, what the unit says, and what can be done. */
export function CardPage() {
  const { id } = route.useParams();
  const [now] = useState(() => new Date());
  const card = useQuery(cardQuery(id));
  if (card.error instanceof ProblemError && card.error.code === 'NOT_FOUND') return <NotFound />;
  if (card.error) return <ErrorState error={card.error} onRetry={() => void card.refetch()} />;
  if (!card.data) return <Skeleton />;
  const { data } = card;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/cards">{t('cards.title')}</Link>
        <h1 className={styles.title}>
          <CardName card={data} /> {data.unitName} {data.number}
        </h1>
        <p className={styles.facts}>
          <strong>{stateText(data.state)}</strong>
          <span>{data.points > 0 ? t('cards.points', { n: data.points }) : t('cards.noPoints')}</span>
          {data.issuedAt && <span>{t('cards.issuedAt', { at: listInstant(data.issuedAt, now) })}</span>}
          {data.rectifiedAt && (
            <span className={styles.ok}>
              {t('cards.rectified', { at: listInstant(data.rectifiedAt, now) })}
            </span>
          )}
          <Link to="/processes/$id" params={{ id: data.processId }}>
            {data.subject} {t('cards.openCase')}
          </Link>
        </p>
      </header>
      <div className={styles.columns}>
        <div className={styles.left}>
          <Why card={data} now={now} />
          <CaseSteps card={data} now={now} />
          <Texts card={data} now={now} />
        </div>
        <div className={styles.right}>
          <CardActs key={data.state} card={data} now={now} />
        </div>
      </div>
    </div>
  );
}

interface Props {
  readonly card: CardDetail;
  readonly now: Date;
}

function Why({ card, now }: Props) {
  const { data: clocks = [] } = useQuery(clocksQuery(card.processId));
  const clock = clockOf(card, clocks);
  return (
    <section className={styles.panel} aria-labelledby="why">
      <h2 id="why">{t('cards.why')}</h2>
      <p>{card.reason ?? (card.source === 'manual' ? t('cards.manual') : t('cards.noReason'))}</p>
      {clock && (
        <>
          <p className={styles.note}>
            {t('cards.ladderOf', { clock: clock.title, start: listInstant(clock.startedAt, now) })}
            {clock.count?.unit === 'workingDays' &&
              clock.count.length !== null &&
              `，${t('cards.limitOf', { n: clock.count.length })}`}
            {clock.dueAt && `，${t('cards.due')} ${dueText(clock.dueAt, now)}`}
            {`，${clock.fulfilledAt ? t('cards.doneAt', { at: listInstant(clock.fulfilledAt, now) }) : t('cards.notDone')}`}
            {clock.pauses.length > 0 && `，${t('cards.pausedNote', { n: clock.pauses.length })}`}
            {clock.extensions.length > 0 && `，${t('cards.extendedNote', { n: clock.extensions.length })}`}
          </p>
          <LadderLine places={ladderOf(clock, card, now)} now={now} />
        </>
      )}
      <p className={styles.note}>
        {t('cards.policy', { policy: card.policyVersion, calendar: card.calendarVersion })}
      </p>
    </section>
  );
}

function Texts({ card, now }: Props) {
  const { appeal, acts } = card;
  return (
    <>
      {card.statement && (
        <section className={styles.panel} aria-labelledby="statement">
          <h2 id="statement">{t('cards.statement')}</h2>
          {card.statementAt && (
            <p className={styles.note}>
              {t('cards.explainedAt', { at: listInstant(card.statementAt, now) })}
            </p>
          )}
          <p className={styles.text}>{card.statement}</p>
        </section>
      )}
      {appeal && (
        <section className={styles.panel} aria-labelledby="appeal">
          <h2 id="appeal">{t('cards.appealText')}</h2>
          <p className={styles.note}>
            {t('cards.appealedAt', { at: listInstant(appeal.at, now) })}
            {card.state === 'appealed' &&
              `，${t('cards.awaits', { office: appeal.office ?? t('cards.someOffice') })}`}
          </p>
          {appeal.evidence && <p className={styles.text}>{appeal.evidence}</p>}
          {appeal.attachments.map(({ id, name }) =>
            // A unit that wrote the appeal does not see the process that decides on it.
            acts.appeal ? (
              <span key={id}>{name}</span>
            ) : (
              <a key={id} href={`/api/v1/attachments/${id}`} download>
                {name}
              </a>
            ),
          )}
        </section>
      )}
      {(card.decidedAt || card.decisionReason) && (
        <section className={styles.panel} aria-labelledby="decision">
          <h2 id="decision">{t(card.state === 'stopped' ? 'cards.stopWas' : 'cards.decisionWas')}</h2>
          <p className={styles.note}>
            {[card.decidedBy, card.decidedAt && listInstant(card.decidedAt, now), stateText(card.state)]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {card.decisionReason && <p className={styles.text}>{card.decisionReason}</p>}
          {card.state === 'revoked' && <p className={styles.note}>{t('cards.revokedMeans')}</p>}
        </section>
      )}
    </>
  );
}
