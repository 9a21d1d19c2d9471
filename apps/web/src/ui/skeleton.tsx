import { t } from '../messages/t.js';
import styles from './state.module.css';

/** Bars in the place of text that loads; visible after 300 ms only. @param widths of the lines, in percent */
export function Skeleton({ widths = [62, 100, 84, 40] }: { readonly widths?: readonly number[] }) {
  return (
    <div role="status" aria-label={t('common.loading')} className={styles.skeleton}>
      {widths.map((width, index) => (
        <div key={index} className={styles.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
