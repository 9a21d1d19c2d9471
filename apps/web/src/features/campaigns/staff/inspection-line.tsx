import { t } from '../../../messages/t.js';
import type { Inspection } from '../campaigns-api.js';
import styles from './inspection-line.module.css';

/** A running inspection: how many guides were found, how much is read. Nothing while none runs. */
export function InspectionLine({ inspection }: { readonly inspection: Inspection | null }) {
  if (!inspection) return null;
  const { pages, waiting, guides, items } = inspection;
  const share = Math.round((Math.min(guides, items) / Math.max(items, 1)) * 100);
  return (
    <div className={styles.line}>
      <span className={styles.dot} aria-hidden />
      <b>{t('campaigns.inspecting')}</b>
      <span
        className={styles.bar}
        role="progressbar"
        aria-label={t('campaigns.inspectionBar')}
        aria-valuenow={share}
      >
        <span style={{ width: `${share}%` }} />
      </span>
      <span className="num">{t('campaigns.inspectionOf', { guides, items, pages, waiting })}</span>
    </div>
  );
}
