import { labelPoint, roundedPath } from '../model/geometry.js';
import { lineWidth } from '../model/line-counts.js';
import type { DrawnLine } from '../process-map-api.js';
import styles from './map-line.module.css';

interface Props {
  readonly line: DrawnLine;
  readonly count: number;
  readonly most: number;
  /** Places in the path that is drawn over it. */
  readonly order: readonly number[] | undefined;
  readonly isFaded: boolean;
}

const RADIUS = 5;
const DIGIT = 6.2;
/** Steps of a path that are written out. */
const MOST_ORDERS = 4;

/** A line with its arrow, and how often it was taken: wide ones often. */
export function MapLine({ line, count, most, order, isFaded }: Props) {
  const text = order ? orderText(order) : count > 0 ? String(count) : '';
  const at = labelPoint(line.points);
  const width = order ? 2.6 : lineWidth(count, most);
  const isMuch = !order && most > 0 && count > most / 2;
  const look = [
    styles.line,
    count === 0 && styles.unused,
    isMuch && styles.much,
    order && styles.taken,
    isFaded && styles.faded,
  ];
  return (
    <g className={look.filter(Boolean).join(' ')}>
      <path d={roundedPath(line.points, RADIUS)} strokeWidth={width} className={styles.stroke} />
      <path d={arrow(line)} className={styles.arrow} />
      {text && (
        <>
          <rect
            x={at.x - labelWidth(text) / 2}
            y={at.y - 7}
            width={labelWidth(text)}
            height={14}
            className={styles.ground}
          />
          <text x={at.x} y={at.y + 3.8} className={styles.count}>
            {text}
          </text>
        </>
      )}
    </g>
  );
}

const orderText = (order: readonly number[]): string =>
  order.length > MOST_ORDERS ? `${order.slice(0, MOST_ORDERS).join('·')}…` : order.join('·');

const labelWidth = (text: string): number => text.length * DIGIT + 5;

/** A small triangle at the end of a line, in the direction of its last stretch. */
function arrow({ points }: DrawnLine): string {
  const [before, end] = points.slice(-2);
  if (!before || !end) return '';
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const corner = (turn: number): string =>
    `${end.x - 6 * Math.cos(angle + turn)} ${end.y - 6 * Math.sin(angle + turn)}`;
  return `M${end.x} ${end.y} L${corner(0.45)} L${corner(-0.45)} Z`;
}
