import { Link } from '@tanstack/react-router';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { AccountMenu } from './account-menu.js';
import { navigationFor } from './navigation.js';
import styles from './rail.module.css';

/** The pages, and who is signed in. */
export function Rail() {
  const { roles } = useMe();
  return (
    <div className={styles.rail}>
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
          <Link key={to} to={to} className={styles.entry} activeProps={{ className: styles.current }}>
            <Icon size={16} aria-hidden />
            <span>{title}</span>
          </Link>
        ))}
      </nav>
      <AccountMenu />
    </div>
  );
}
