import { Link } from '@tanstack/react-router';
import { t } from '../messages/t.js';
import { button } from '../ui/native/button.js';
import { PageHeading } from '../ui/native/page-heading.js';
import styles from './page-not-found.module.css';

/** For addresses that are no page; the server answers 404 with it. */
export function PageNotFound() {
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('common.notFoundTitle')} />
      <p>{t('common.notFoundText')}</p>
      <p className={styles['buttons']}>
        <Link to="/" className={button('primary')}>
          {t('common.toHome')}
        </Link>
        <Link to="/track" className={button('plain')}>
          {t('portal.track')}
        </Link>
      </p>
    </div>
  );
}
