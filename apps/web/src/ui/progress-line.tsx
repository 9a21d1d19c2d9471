import { t } from '../messages/t.js';
import styles from './state.module.css';

/** A thin line at the top of its place while known content is read again. */
export function ProgressLine({ isShown }: { readonly isShown: boolean }) {
  return isShown ? <div role="progressbar" aria-label={t('ui.updating')} className={styles.line} /> : null;
}
