import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { t } from '../../messages/t.js';
import styles from './masthead.module.css';

/** Of the link before the current one: there is more to the left. */
const SHOWN_BEFORE_PX = 56;

/** Name of the site and its navigation. */
export function Masthead() {
  const { pathname } = useLocation();
  const links = useRef<HTMLDivElement>(null);
  // On a phone the row scrolls: the current page stays in sight.
  useEffect(() => {
    const current = links.current?.querySelector<HTMLElement>('[data-status=active]');
    if (current) links.current!.scrollLeft = current.offsetLeft - links.current!.offsetLeft - SHOWN_BEFORE_PX;
  }, [pathname]);
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
        <div className="wrap" ref={links}>
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
