import { Link } from '@tanstack/react-router';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { totalOf } from '../counts.js';
import { tabName } from '../tab-name.js';
import type { AgeCounts, Counts } from '../work-api.js';
import { CONDITIONS, conditionsOf, TABS, withCondition, type Tab, type WorkSearch } from '../work-search.js';
import styles from './workbench.module.css';

interface Props {
  readonly tab: Tab;
  readonly counts: Counts | undefined;
  readonly isCounty: boolean;
}

/** The lists of the workbench, each with all that it holds. Filters go along where they apply. */
export function WorkTabs({ tab, counts, isCounty }: Props) {
  const { roles } = useMe();
  return (
    <nav className={styles.tabs} aria-label={t('tasks.workbench')}>
      {TABS.map((one) => (
        <Link
          key={one}
          from="/work"
          to="/work"
          search={(search: WorkSearch) => ({ ...kept(search, one), tab: one, task: undefined })}
          className={styles.tab}
          aria-current={one === tab ? 'page' : undefined}
        >
          {tabName(one, { roles, isCounty })}
          {counts && one !== 'done' && <span className={styles.tabCount}>{totalText(counts[one])}</span>}
        </Link>
      ))}
    </nav>
  );
}

const totalText = (counts: AgeCounts): string =>
  counts.more ? t('work.countMore', { n: totalOf(counts) - 1 }) : String(totalOf(counts));

/** The conditions that the other tab has as well. */
const kept = (search: WorkSearch, tab: Tab): WorkSearch =>
  CONDITIONS.filter((name) => !conditionsOf(tab).includes(name)).reduce(
    (rest, name) => withCondition(rest, name, undefined),
    search,
  );
