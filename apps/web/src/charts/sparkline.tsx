import { sparkPath } from './scales.js';
import styles from './sparkline.module.css';

const SIZE = { width: 120, height: 28, margin: 4 };

/** How a figure went, without numbers: they stand beside it. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  if (values.filter((value) => value !== null).length < 2) return null; // one month is no course
  const { path, last } = sparkPath(values, SIZE);
  return (
    <svg className={styles.spark} width={SIZE.width} height={SIZE.height} aria-hidden="true">
      <path d={path} className={styles.line} />
      {last && <circle cx={last[0]} cy={last[1]} r={2.6} className={styles.last} />}
    </svg>
  );
}
