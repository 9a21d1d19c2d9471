import { Link, useLocation } from '@tanstack/react-router';
import { t } from '../../messages/t.js';
import styles from './masthead.module.css';

/** Name of the site and its navigation. */
export function Masthead() {
  return (
    <div className={styles['masthead']}>
      <div className="wrap">
        <Link to="/" className={styles['name']}>
          <span className={styles['seal']} aria-hidden>
            {t('portal.sealTop')}
            <br />
            {t('portal.sealBottom')}
          </span>
          <span>
            <span className={styles['site']}>{t('common.mailbox')}</span>
            <span className={styles['motto']}>{t('portal.motto')}</span>
          </span>
        </Link>
      </div>
      <nav className={`${styles['navigation']} no-print`} aria-label={t('portal.navigation')}>
        <div className="wrap">
          <Link to="/" activeOptions={{ exact: true }}>
            {t('portal.home')}
          </Link>
          <WriteLink />
          <Link to="/track">{t('portal.track')}</Link>
          <Link to="/interviews">{t('portal.interviews')}</Link>
          <Link to="/consultations">{t('portal.consultations')}</Link>
          <Link to="/policies">{t('portal.policies')}</Link>
          <Link to="/surveys">{t('portal.surveys')}</Link>
          <Link to="/help">{t('portal.help')}</Link>
        </div>
      </nav>
    </div>
  );
}

/** Current on every step of writing. */
function WriteLink() {
  const isHere = useLocation().pathname.startsWith('/write/');
  return (
    <Link to="/write/notice" {...(isHere && { 'data-status': 'active', 'aria-current': 'page' as const })}>
      {t('portal.write')}
    </Link>
  );
}
