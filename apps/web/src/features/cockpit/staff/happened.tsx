import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { CardTag } from '../../../ui/card-tag.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { latestCardsQuery, type Card } from '../api.js';
import { latestOrdersQuery, type OrderItem } from '../orders-api.js';
import { kindText } from './order-texts.js';
import styles from './happened.module.css';

const SHOWN = 7;

/** The latest cards, appeals, orders and answers to them. A card that is pending can be stopped on its page. */
export function Happened({ now }: { readonly now: Date }) {
  const cards = useQuery(latestCardsQuery);
  const orders = useQuery(latestOrdersQuery);
  const entries = [
    ...(cards.data ?? []).map((card) => ({ id: card.id, at: instantOf(card), card })),
    ...(orders.data ?? []).map((order) => ({ id: order.id, at: order.answeredAt ?? order.at, order })),
  ]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, SHOWN);
  const isPending = cards.isPending || orders.isPending;
  return (
    <section aria-labelledby="happened">
      <h2 id="happened" className={styles.title}>
        {t('cockpit.happened')}
      </h2>
      {isPending && <Skeleton />}
      {!isPending && entries.length === 0 && <p className={styles.none}>{t('cockpit.nothingHappened')}</p>}
      <ol>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <time dateTime={entry.at} className={styles.time}>
              {listInstant(entry.at, now)}
            </time>
            {'card' in entry ? <CardEntry card={entry.card} now={now} /> : <OrderEntry order={entry.order} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function CardEntry({ card, now }: { readonly card: Card; readonly now: Date }) {
  return (
    <span>
      <Link to="/cards/$id" params={{ id: card.id }} className={styles.link}>
        {card.level === 'yellow' || card.level === 'red' || card.level === 'warning' ? (
          <CardTag level={card.level} state={stateOf(card)} />
        ) : (
          card.levelTitle
        )}
      </Link>{' '}
      {t('cockpit.cardLine', {
        unit: card.unitName ?? '',
        clock: card.clockTitle ?? t('cockpit.byHand'),
      })}{' '}
      <span className="num">{card.subject}</span>
      {card.state === 'pending' && (
        <span className={styles.note}>
          {t('cockpit.pendingUntil', { time: listInstant(card.issueAt, now) })}
        </span>
      )}
    </span>
  );
}

function OrderEntry({ order: { kind, unitName, subject, answeredAt } }: { readonly order: OrderItem }) {
  const values = { unit: unitName ?? '', kind: kindText(kind) };
  return (
    <span>
      {t(answeredAt ? 'cockpit.answerLine' : 'cockpit.orderLine', values)}{' '}
      <Link to="/letters/$no" params={{ no: subject }} className={`num ${styles.link}`}>
        {subject}
      </Link>
    </span>
  );
}

const instantOf = ({ decidedAt, issuedAt, reachedAt }: Card): string => decidedAt ?? issuedAt ?? reachedAt;

function stateOf({ state }: Pick<Card, 'state'>): 'valid' | 'pending' | 'contested' | 'revoked' {
  if (state === 'pending') return 'pending';
  if (state === 'appealed') return 'contested';
  return state === 'revoked' || state === 'stopped' ? 'revoked' : 'valid';
}
