import { timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { useWriting } from './writing-context.js';
import styles from './saved-line.module.css';

/** That the letter is kept on this device, since when, and how to have it forgotten. */
export function SavedLine() {
  const { savedAt, isShared, share, clear } = useWriting();
  return (
    <div className={styles['line']}>
      <p role="status">
        {t('writing.savedHere')}
        {savedAt !== undefined && (
          <>
            {t('writing.savedComma')}
            <strong>{t('writing.savedAt', { time: timeOf(savedAt) })}</strong>
          </>
        )}
        {t('writing.savedEnd')}
      </p>
      <label>
        <input type="checkbox" checked={isShared} onChange={(event) => share(event.target.checked)} />
        {t('writing.shared')}
      </label>
      {savedAt !== undefined && (
        <button type="button" className={button('link')} onClick={clear}>
          {t('writing.clear')}
        </button>
      )}
    </div>
  );
}
