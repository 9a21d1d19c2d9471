import { Link } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { NAME_OF, totalOf, urgentOf } from '../counts.js';
import type { AgeCounts } from '../work-api.js';
import { withCondition, type Time } from '../work-search.js';
import styles from './headline.module.css';

interface Props {
  /** All work of the tab, whatever the list has loaded; undefined: not read yet. */
  readonly counts: AgeCounts | undefined;
  /** How many have come in and wait to be shown. */
  readonly added: number;
  readonly onShowAdded: () => void;
}

const SHOWN = ['overdue', 'today', 'week', 'later', 'undated', 'paused'] as const;
/** What the list can be filtered by. */
const TIME_OF: Partial<Record<(typeof SHOWN)[number], Time>> = {
  overdue: 'overdue',
  today: 'today',
  week: 'week',
  undated: 'undated',
  paused: 'paused',
};

/** How much there is to do, and how soon: in words and as a bar. */
export function Headline({ counts, added, onShowAdded }: Props) {
  const parts = counts ? SHOWN.filter((name) => counts[name] > 0) : [];
  return (
    <header className={styles.headline}>
      <h1>{counts ? <Words counts={counts} /> : t('tasks.workbench')}</h1>
      {counts && totalOf(counts) > 0 && (
        <div className={styles.bar} aria-hidden>
          {parts.map((name) => (
            <span key={name} className={styles[name]} style={{ flexGrow: counts[name] }} />
          ))}
        </div>
      )}
      <div className={styles.foot}>
        <ul className={styles.legend}>
          {parts.map((name) => (
            <li key={name}>
              <span className={`${styles.dot} ${styles[name]}`} aria-hidden />
              <Part name={name} n={counts![name]} />
            </li>
          ))}
        </ul>
        <p role="status" className={styles.added}>
          {added > 0 && (
            <>
              {t('work.fresh', { n: added })} ·{' '}
              <button type="button" onClick={onShowAdded}>
                {t('work.show')}
              </button>
            </>
          )}
        </p>
      </div>
    </header>
  );
}

function Words({ counts }: { readonly counts: AgeCounts }) {
  const n = urgentOf(counts);
  if (n === 0) return t('work.headlineNone');
  return (
    <>
      {t('work.headline', { n })}
      {t('work.colon')}
      {counts.overdue > 0 && <em className={styles.late}>{t('work.headlineLate', { n: counts.overdue })}</em>}
      {counts.overdue > 0 && counts.today > 0 && t('work.comma')}
      {counts.today > 0 && t('work.headlineToday', { n: counts.today })}
    </>
  );
}

function Part({ name, n }: { readonly name: (typeof SHOWN)[number]; readonly n: number }) {
  const text = `${t(`work.${NAME_OF[name]}`)} ${n}`;
  const time = TIME_OF[name];
  if (!time) return text;
  return (
    <Link from="/work" to="/work" search={(search) => withCondition(search, 'time', time)}>
      {text}
    </Link>
  );
}
