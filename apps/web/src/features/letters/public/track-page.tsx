import { t } from '../../../messages/t.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { LookupForm } from './lookup-form.js';
import './tracking-texts.js';
import styles from './page.module.css';

/** Asks for number and code. */
export function TrackPage() {
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('portal.track')} />
      <p className={styles['lead']}>{t('tracking.lead')}</p>
      <LookupForm />
    </div>
  );
}
