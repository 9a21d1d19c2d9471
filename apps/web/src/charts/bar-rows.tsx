import type { ReactNode } from 'react';
import styles from './bar-rows.module.css';
import { lengthOn } from './scales.js';

export interface BarRow {
  readonly id: string;
  /** Name, with a link where there is one. */
  readonly name: ReactNode;
  /** Null: there is nothing to draw, and `text` says why. */
  readonly value: number | null;
  /** A line across the bar; what lies beyond it on the wrong side is marked. */
  readonly target: number | null;
  readonly isMissed: boolean;
  readonly text: ReactNode;
  readonly note?: ReactNode;
}

interface Props {
  readonly rows: readonly BarRow[];
  readonly max: number;
}

const WIDTH = 200;
const HEIGHT = 10;

/** Bars with a target line, one a row. */
export function BarRows({ rows, max }: Props) {
  const length = lengthOn(max, WIDTH);
  return (
    <ul className={styles.rows}>
      {rows.map(({ id, name, value, target, isMissed, text, note }) => (
        <li key={id} className={styles.row}>
          <span className={styles.name}>{name}</span>
          <svg
            className={styles.bar}
            viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect className={styles.track} width={WIDTH} height={HEIGHT} rx={2} />
            {value !== null && (
              <rect
                className={isMissed ? styles.missed : styles.value}
                width={length(value)}
                height={HEIGHT}
                rx={2}
              />
            )}
            {target !== null && (
              <line
                className={styles.target}
                x1={length(target)}
                x2={length(target)}
                y1={-4}
                y2={HEIGHT + 4}
              />
            )}
          </svg>
          <span className={`${styles.text} ${isMissed ? styles.late : ''}`}>{text}</span>
          <span className={styles.note}>{note}</span>
        </li>
      ))}
    </ul>
  );
}
