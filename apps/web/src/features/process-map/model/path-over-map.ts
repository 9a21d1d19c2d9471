import type { CasePath, DrawnLine, PathNode } from '../process-map-api.js';

/** The path of one case as the map shows it. */
export class PathOverMap {
  private readonly orders = new Map<string, number[]>();
  private readonly visits = new Map<string, PathNode[]>();

  /** @param isWhole whether the whole map is drawn, whose lines are the edges */
  constructor(path: CasePath, isWhole: boolean) {
    for (const { from, to, order } of isWhole ? path.edges : path.ways) {
      const key = `${from}>${to}`;
      const all = [...(this.orders.get(key) ?? []), ...order];
      this.orders.set(
        key,
        all.toSorted((a, b) => a - b),
      );
      // Choices and steps are places of the whole map that no visit is recorded of.
      for (const node of [from, to]) if (!this.visits.has(node)) this.visits.set(node, []);
    }
    for (const visit of path.nodes) {
      const known = this.visits.get(visit.node);
      if (known) known.push(visit);
      else this.visits.set(visit.node, [visit]);
    }
  }

  /** Places of a line among all that were taken, from 1; undefined: it was not taken. */
  orderOf({ from, to }: Pick<DrawnLine, 'from' | 'to'>): readonly number[] | undefined {
    return this.orders.get(`${from}>${to}`);
  }

  /** Visits of a node, in order; undefined: the case was not there. */
  visitsOf(node: string): readonly PathNode[] | undefined {
    return this.visits.get(node);
  }
}
