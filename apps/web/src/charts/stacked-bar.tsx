import styles from './stacked-bar.module.css';
import { lengthOn } from './scales.js';

export interface BarPart {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly tone: 'good' | 'fair' | 'bad' | 'none';
}

const WIDTH = 300;

/** Parts of a whole on one bar, named below it. */
export function StackedBar({ parts }: { readonly parts: readonly BarPart[] }) {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const length = lengthOn(total, WIDTH);
  const starts = parts.map((_, index) =>
    length(parts.slice(0, index).reduce((sum, { count }) => sum + count, 0)),
  );
  return (
    <div>
      <svg className={styles.bar} viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ id, count, tone }, index) => (
          <rect key={id} className={styles[tone]} x={starts[index]} width={length(count)} height={10} />
        ))}
      </svg>
      <ul className={styles.legend}>
        {parts.map(({ id, name, count, tone }) => (
          <li key={id} className={styles.part}>
            <svg width={9} height={9} aria-hidden="true">
              <rect className={styles[tone]} width={9} height={9} rx={2} />
            </svg>
            {name} {count}
          </li>
        ))}
      </ul>
    </div>
  );
}
