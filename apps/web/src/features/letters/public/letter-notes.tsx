import { Eye, ShieldCheck } from 'lucide-react';
import { t } from '../../../messages/t.js';
import styles from './letter-notes.module.css';

/** What is different about an accusation. */
export function ReportNote() {
  return (
    <section className={styles['report']} role="status">
      <h2>
        <ShieldCheck aria-hidden />
        {t('writing.reportTitle')}
      </h2>
      <ul>
        <li>{t('writing.reportSecret')}</li>
        <li>{t('writing.reportUnit')}</li>
        <li>{t('writing.reportState')}</li>
      </ul>
    </section>
  );
}

/** Who decides about publication, and what is never published. */
export function PublicNote() {
  return (
    <section className={styles['note']}>
      <h2>
        <Eye aria-hidden />
        {t('writing.publicNoteTitle')}
      </h2>
      <p>{t('writing.publicNote')}</p>
    </section>
  );
}
