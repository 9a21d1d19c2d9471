import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { CardTag } from '../../../ui/card-tag.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { latestCardsQuery, type Card } from '../api.js';
import styles from './happened.module.css';

/** The latest cards and appeals. A card that is pending can be stopped on its page. */
export function Happened({ now }: { readonly now: Date }) {
  const { data, isPending } = useQuery(latestCardsQuery);
  return (
    <section aria-labelledby="happened">
      <h2 id="happened" className={styles.title}>
        {t('cockpit.happened')}
      </h2>
      {isPending && <Skeleton />}
      {data?.length === 0 && <p className={styles.none}>{t('cockpit.nothingHappened')}</p>}
      <ol>
        {data?.map((card) => (
          <li key={card.id} className={styles.entry}>
            <time dateTime={instantOf(card)} className={styles.time}>
              {listInstant(instantOf(card), now)}
            </time>
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
          </li>
        ))}
      </ol>
    </section>
  );
}

const instantOf = ({ decidedAt, issuedAt, reachedAt }: Card): string => decidedAt ?? issuedAt ?? reachedAt;

function stateOf({ state }: Pick<Card, 'state'>): 'valid' | 'pending' | 'contested' | 'revoked' {
  if (state === 'pending') return 'pending';
  if (state === 'appealed') return 'contested';
  return state === 'revoked' || state === 'stopped' ? 'revoked' : 'valid';
}
