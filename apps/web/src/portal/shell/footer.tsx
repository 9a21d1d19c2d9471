import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t.js';
import styles from './footer.module.css';

export function Footer() {
  return (
    <footer className={styles['footer']}>
      <div className="wrap">
        <p>{t('portal.organizer')}</p>
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
