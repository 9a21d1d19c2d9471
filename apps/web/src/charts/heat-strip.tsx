import styles from './heat-strip.module.css';
import { tintOf } from './scales.js';

interface Props {
  readonly label: string;
  readonly cells: readonly { readonly id: string; readonly label: string; readonly count: number }[];
}

const STEPS = 4;

/** A row of counts, the more the darker; the numbers stand in the cells. */
export function HeatStrip({ label, cells }: Props) {
  const max = Math.max(0, ...cells.map(({ count }) => count));
  return (
    <div className={styles.strip}>
      <span className={styles.label}>{label}</span>
      <ol className={styles.cells}>
        {cells.map(({ id, label: name, count }) => (
          <li key={id} className={`${styles.cell} ${styles[`tint-${tintOf(count, max, STEPS)}`] ?? ''}`}>
            <b>{count}</b>
            <small>{name}</small>
          </li>
        ))}
      </ol>
    </div>
  );
}
