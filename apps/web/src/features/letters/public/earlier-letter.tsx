import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import type { KeptLetter } from './draft-store.js';
import { useWriting } from './writing-context.js';
import styles from './earlier-letter.module.css';

/** Asks whether a letter of an earlier visit is to be continued. */
export function EarlierLetter({ kept }: { kept: KeptLetter }) {
  const { resume, clear } = useWriting();
  const title = kept.value.title.trim() || t('writing.untitled');
  return (
    <section className={styles['box']}>
      <PageHeading title={t('writing.restoreTitle')} />
      <p>{t('writing.restoreText', { title, at: listInstant(kept.savedAt, Date.now()) })}</p>
      <p className={styles['buttons']}>
        <button type="button" className={button('primary')} onClick={resume}>
          {t('writing.restore')}
        </button>
        <button type="button" className={button('plain')} onClick={clear}>
          {t('writing.startAgain')}
        </button>
      </p>
    </section>
  );
}
