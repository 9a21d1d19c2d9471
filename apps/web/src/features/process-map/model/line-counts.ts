import type { DrawnLine, FlowEdge } from '../process-map-api.js';

/** How often lines were taken: each stands for all outcomes that lead from one node to another. */
export class LineCounts {
  private readonly counts = new Map<string, number>();

  /** @param edges of the flow: `ways` for the main map, `edges` for the whole one */
  constructor(edges: readonly FlowEdge[]) {
    for (const { from, to, count } of edges) {
      const key = keyOf({ from, to });
      this.counts.set(key, (this.counts.get(key) ?? 0) + count);
    }
  }

  readonly of = (line: Pick<DrawnLine, 'from' | 'to'>): number => this.counts.get(keyOf(line)) ?? 0;

  get most(): number {
    return Math.max(0, ...this.counts.values());
  }
}

const keyOf = ({ from, to }: Pick<DrawnLine, 'from' | 'to'>): string => `${from}>${to}`;

/** px. Wide lines are frequented ones. */
export const lineWidth = (count: number, most: number): number =>
  count === 0 || most === 0 ? 1 : 1.2 + 3.3 * Math.sqrt(count / most);
