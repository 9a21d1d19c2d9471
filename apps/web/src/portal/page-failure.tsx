import { t } from '../messages/t.js';
import { button } from '../ui/native/button.js';
import { PageHeading } from '../ui/native/page-heading.js';
import styles from './page-not-found.module.css';

/** A page that could not be loaded or drawn. What was written is on this device. */
export function PageFailure() {
  return (
    <div className={`wrap ${styles['page']}`} role="alert">
      <PageHeading title={t('common.failedTitle')} />
      <p>{t('common.failedNothingLost')}</p>
      <p className={styles['buttons']}>
        <button type="button" className={button('primary')} onClick={() => location.reload()}>
          {t('common.retry')}
        </button>
      </p>
    </div>
  );
}
