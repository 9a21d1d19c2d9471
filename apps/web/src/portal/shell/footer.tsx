import { Link } from '@tanstack/react-router';
import { useSite } from '../../lib/site.js';
import { t } from '../../messages/t.js';
import styles from './footer.module.css';

/** Who holds the site and when its offices are open. */
export function Footer() {
  const site = useSite();
  return (
    <footer className={`${styles['footer']} no-print`}>
      <div className="wrap">
        {site && (
          <p>
            <span className={styles['part']}>{t('portal.organizer', { host: site.host })}</span>
            <span className={styles['part']}>{t('portal.operator', { operator: site.operator })}</span>
            {site.officeHours.length > 0 && (
              <span className={styles['part']}>
                {t('portal.hours')}
                {site.officeHours.map(({ from, to }) => `${from}–${to}`).join(' ')}
              </span>
            )}
          </p>
        )}
        <p>{t('portal.workingDays')}</p>
        <p className={styles['links']}>
          <Link to="/privacy">{t('portal.privacy')}</Link>
          <Link to="/accessibility">{t('portal.accessibility')}</Link>
          <Link to="/sitemap">{t('portal.sitemap')}</Link>
        </p>
      </div>
    </footer>
  );
}
