import type { ReactNode } from 'react';
import styles from './histogram.module.css';
import { lengthOn } from './scales.js';

export type BarTone = 'late' | 'soon' | 'near' | 'far';

export interface HistogramBar {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly tone: BarTone;
}

interface Props {
  readonly bars: readonly HistogramBar[];
  /** A column with its number and label: a link to what it counts. */
  readonly link: (bar: HistogramBar, content: ReactNode) => ReactNode;
}

const HEIGHT = 120;
/** One case among hundreds is still seen. */
const LEAST = 3;

/** Columns of counts, side by side. */
export function Histogram({ bars, link }: Props) {
  const height = lengthOn(Math.max(...bars.map(({ count }) => count)), HEIGHT);
  return (
    <ol className={styles.bars}>
      {bars.map((bar) => {
        const tall = bar.count === 0 ? 0 : Math.max(LEAST, height(bar.count));
        return (
          <li key={bar.id} className={styles.column}>
            {link(
              bar,
              <>
                <span className={styles.count}>{bar.count}</span>
                <svg
                  className={styles.picture}
                  viewBox={`0 0 10 ${HEIGHT}`}
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect className={styles[bar.tone]} width={10} y={HEIGHT - tall} height={tall} />
                </svg>
                <span className={`${styles.label} ${styles[`label-${bar.tone}`] ?? ''}`}>{bar.label}</span>
              </>,
            )}
          </li>
        );
      })}
    </ol>
  );
}
