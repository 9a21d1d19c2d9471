import type { KeyboardEvent } from 'react';
import { t } from '../../../messages/t.js';
import { heatLevel, heatValue } from '../model/heat.js';
import type { Measure } from '../model/map-search.js';
import type { Definition, Drawing, FlowNode, PathNode } from '../process-map-api.js';
import heat from './heat.module.css';
import styles from './map-node.module.css';
import { nodeLines } from './node-lines.js';

interface Props {
  readonly box: Drawing['nodes'][number];
  readonly node: Definition['map']['nodes'][number];
  readonly figures: FlowNode | undefined;
  readonly measure: Measure;
  /** Passes of the node that is passed most. */
  readonly most: number;
  /** Of the case whose path is drawn. */
  readonly visits: readonly PathNode[] | undefined;
  readonly isFaded: boolean;
  readonly isChosen: boolean;
  /** It is reached with Tab. */
  readonly isEntrance: boolean;
  readonly onChoose: () => void;
}

const LONGEST_TITLE = 10;
/** From this level on text is white. */
const DARK_LEVEL = 5;
/** On the tint below it red needs to be darker. */
const WARM_LEVEL = 4;

/** A place of the map: its title, its figures, its open work. */
export function MapNode({
  box,
  node,
  figures,
  measure,
  most,
  visits,
  isFaded,
  isChosen,
  isEntrance,
  onChoose,
}: Props) {
  const isWork = node.kind === 'task' || node.kind === 'child';
  const level =
    visits || isFaded || !isWork || !figures ? null : heatLevel(heatValue(figures, measure, most), measure);
  const isOpen = visits?.some(({ to }) => to === null) ?? false;
  const look = [
    styles.node,
    styles[node.kind],
    level !== null && heat[`heat${level}`],
    level === WARM_LEVEL && styles.warm,
    level !== null && level >= DARK_LEVEL && styles.dark,
    visits && styles.visited,
    isOpen && styles.current,
    isFaded && styles.faded,
    isChosen && styles.chosen,
  ];
  const choose = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose();
  };
  return (
    <g
      transform={`translate(${box.x} ${box.y})`}
      className={look.filter(Boolean).join(' ')}
      role="button"
      tabIndex={isEntrance ? 0 : -1}
      aria-pressed={isChosen}
      aria-description={t('processMap.node', { passed: figures?.passed ?? 0, open: figures?.open ?? 0 })}
      data-node={box.id}
      onClick={onChoose}
      onKeyDown={choose}
    >
      <title>{node.title}</title>
      <Shape kind={node.kind} width={box.width} height={box.height} />
      {isWork ? (
        <Work box={box} title={node.title} lines={nodeLines({ figures, measure, visits })} />
      ) : (
        <Label box={box} node={node} />
      )}
      {isWork && !visits && !isFaded && figures !== undefined && figures.open > 0 && (
        <Open box={box} open={figures.open} />
      )}
    </g>
  );
}

function Shape({
  kind,
  width,
  height,
}: {
  readonly kind: string;
  readonly width: number;
  readonly height: number;
}) {
  switch (kind) {
    case 'start':
      return <circle cx={width / 2} cy={height / 2} r={width / 2 - 1} className={styles.shape} />;
    case 'choice':
      return (
        <path
          d={`M${width / 2} 0 L${width} ${height / 2} L${width / 2} ${height} L0 ${height / 2} Z`}
          className={styles.shape}
        />
      );
    default: {
      const isWork = kind === 'task' || kind === 'child';
      return <rect width={width} height={height} rx={isWork ? 7 : height / 2} className={styles.shape} />;
    }
  }
}

interface WorkProps {
  readonly box: Drawing['nodes'][number];
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly isLate: boolean }[];
}

function Work({ box, title, lines }: WorkProps) {
  const height = 14 + lines.length * 14;
  const top = (box.height - height) / 2 + 12;
  return (
    <>
      <text x={9} y={top} className={styles.title}>
        {shortened(title)}
      </text>
      {lines.map(({ text, isLate }, index) => (
        <text key={index} x={9} y={top + 14 * (index + 1)} className={isLate ? styles.late : styles.figure}>
          {text}
        </text>
      ))}
    </>
  );
}

function Label({ box, node }: Pick<Props, 'box' | 'node'>) {
  if (node.kind === 'choice' || node.kind === 'start') return null;
  return (
    <text x={box.width / 2} y={box.height / 2 + 4.5} className={styles.label}>
      {shortened(node.title)}
    </text>
  );
}

function Open({ box, open }: { readonly box: Drawing['nodes'][number]; readonly open: number }) {
  const width = Math.max(17, String(open).length * 6.6 + 10);
  return (
    <g transform={`translate(${box.width - width + 7} -8)`} aria-hidden>
      <rect width={width} height={17} rx={8.5} className={styles.badge} />
      <text x={width / 2} y={12.4} className={styles.open}>
        {open}
      </text>
    </g>
  );
}

function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= LONGEST_TITLE ? title : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
