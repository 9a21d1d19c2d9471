import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { urgentOf } from '../../features/tasks/counts.js';
import { countsQuery } from '../../features/tasks/work-api.js';
import { viewsQuery } from '../../features/views/api.js';
import { RailViews } from '../../features/views/staff/rail-views.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { AccountMenu } from './account-menu.js';
import { entryOf, navigationFor } from './navigation.js';
import styles from './rail.module.css';
import { isShown, VIEW_PAGES } from './view-pages.js';

/** The pages, saved views, and who is signed in. */
export function Rail() {
  const { roles } = useMe();
  const { data: counts } = useQuery(countsQuery);
  const { data: views = [] } = useQuery(viewsQuery);
  const location = useRouterState({ select: (state) => state.location });
  const isOfView = views.some((view) => isShown(view, location));
  const current = isOfView ? undefined : entryOf(location.pathname);
  const urgent = counts ? urgentOf(counts.mine) : 0;
  const ofCards = counts ? counts.cards.toExplain + counts.cards.toDecide : 0;
  const onAir = counts?.onAir.reduce((sum, { toReview, toPublish }) => sum + toReview + toPublish, 0) ?? 0;
  return (
    <div className={`${styles.rail} no-print`}>
      <Link to="/" className={styles.brand}>
        <span className={styles.seal} aria-hidden>
          {t('shell.seal')}
        </span>
        <span>
          <b>{t('common.console')}</b>
          <small>{t('shell.place')}</small>
        </span>
      </Link>
      <nav aria-label={t('shell.pages')} className={styles.nav}>
        {navigationFor(roles).map(({ to, title, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={`${styles.entry} ${to === current ? styles.current : ''}`}
            activeProps={{}}
            activeOptions={{ exact: isOfView }}
          >
            <Icon size={16} aria-hidden />
            <span>{title}</span>
            {to === '/work' && urgent > 0 && <span className={styles.badge}>{urgent}</span>}
            {to === '/interviews' && onAir > 0 && <span className={styles.badge}>{onAir}</span>}
            {to === '/cards' && ofCards > 0 && <span className={styles.count}>{ofCards}</span>}
          </Link>
        ))}
        <RailViews pages={VIEW_PAGES} headClass={styles.section} countClass={styles.count} />
      </nav>
      <AccountMenu />
    </div>
  );
}
