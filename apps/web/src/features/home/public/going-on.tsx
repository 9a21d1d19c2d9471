import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../api/client.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import styles from './going-on.module.css';

type Item = Schemas['GoingOnView'];

/** Keys of the processes that have a page. */
const PAGES = {
  'online-interview': { to: '/interviews/$id', title: 'portal.goingInterview' },
  survey: { to: '/surveys/$id', title: 'portal.goingSurvey' },
  consultation: { to: '/consultations/$id', title: 'portal.goingConsultation' },
} as const;
type Kind = keyof typeof PAGES;
const hasPage = (item: Item): item is Item & { kind: Kind } => Object.hasOwn(PAGES, item.kind);

/** What one can take part in now; nothing, and the section is not there. */
export function GoingOn({ items }: { items: readonly Item[] }) {
  const shown = items.filter(hasPage);
  if (shown.length === 0) return null;
  return (
    <section className="wrap" aria-labelledby="going-on">
      <h2 id="going-on" className={styles['title']}>
        {t('portal.goingOn')}
      </h2>
      <ul className={styles['list']}>
        {shown.map((item) => (
          <li key={item.id}>
            <p className={styles['kind']}>
              {t('portal.goingKind', { kind: t(PAGES[item.kind].title), when: whenOf(item) })}
            </p>
            <Link to={PAGES[item.kind].to} params={{ id: item.id }}>
              {item.title}
            </Link>
            <p className={styles['unit']}>{item.unit}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whenOf({ state, from, until }: Item): string {
  const now = Date.now();
  if (state === 'live') return t('portal.goingLive');
  if (Date.parse(from) > now) return t('portal.goingFrom', { at: listInstant(from, now) });
  if (until === null) return t(state === 'announced' ? 'portal.goingSoon' : 'portal.goingNow');
  const days = Math.floor((Date.parse(until) - now) / 86_400_000);
  return days > 0 ? t('portal.goingDays', { days }) : t('portal.goingLastDay');
}
