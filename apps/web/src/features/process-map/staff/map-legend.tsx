import { t } from '../../../messages/t.js';
import { LEVELS } from '../model/heat.js';
import type { Measure } from '../model/map-search.js';
import heat from './heat.module.css';
import styles from './map-legend.module.css';

/** What colours and marks mean. */
export function MapLegend({ measure, isPath }: { readonly measure: Measure; readonly isPath: boolean }) {
  return (
    <div className={styles.legend}>
      {!isPath && (
        <>
          <span>{t(`processMap.legend_${measure}`)}</span>
          <span className={styles.end}>0</span>
          <span className={styles.scale} aria-hidden>
            {Array.from({ length: LEVELS }, (_, level) => (
              <i key={level} className={heat[`heat${level}`]} />
            ))}
          </span>
          <span className={styles.end}>{t(`processMap.legendTop_${measure}`)}</span>
          <span className={styles.mark}>
            <b className={styles.open} aria-hidden>
              1
            </b>
            {t('processMap.legendOpen')}
          </span>
        </>
      )}
      <span className={styles.hint}>{t('processMap.walkHint')}</span>
    </div>
  );
}
