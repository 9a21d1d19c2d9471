import type { Edge } from './explore.js';
import type { MapNode, ProcessMap } from './map.js';

/** From one place of a map to the next that a read model records, through choices and steps in between. */
export interface Way {
  readonly from: string;
  /** Outcome of `from`; empty where it has one way out. */
  readonly via: string;
  readonly to: string;
  /** The edges of the map on the way, in order. */
  readonly through: readonly Edge[];
}

/** Choices and steps leave no event behind; tasks, messages, signals, children and ends do. */
const isSilent = ({ kind }: MapNode): boolean => kind === 'choice' || kind === 'step';

/**
 * The ways of a map between the places that leave an event behind. Of several ways between the same two places, the shortest
 * one is meant: the events do not tell them apart.
 */
export class MapRoutes {
  private readonly nodes: ReadonlyMap<string, MapNode>;
  private readonly edgesFrom = new Map<string, Edge[]>();
  private readonly found = new Map<string, ReadonlyMap<string, Way>>();

  constructor(readonly map: ProcessMap) {
    this.nodes = new Map(map.nodes.map((node) => [node.id, node]));
    for (const edge of map.edges) {
      const known = this.edgesFrom.get(edge.from);
      if (known) known.push(edge);
      else this.edgesFrom.set(edge.from, [edge]);
    }
  }

  has(node: string): boolean {
    return this.nodes.has(node);
  }

  /** The ways out of a node that is left by `via`, by their targets. */
  from(node: string, via: string): ReadonlyMap<string, Way> {
    const place = `${node}/${via}`;
    const known = this.found.get(place);
    if (known) return known;
    const ways = this.search(node, via);
    this.found.set(place, ways);
    return ways;
  }

  /** Every way of the map, in the order of its edges. */
  all(): readonly Way[] {
    const places = new Map(this.map.edges.map(({ from, via }) => [`${from}/${via}`, { from, via }]));
    return [...places.values()]
      .filter(({ from }) => !isSilent(this.nodes.get(from)!))
      .flatMap(({ from, via }) => [...this.from(from, via).values()]);
  }

  /** Breadth first, so that the first way that reaches a place is a shortest one. */
  private search(node: string, via: string): ReadonlyMap<string, Way> {
    const ways = new Map<string, Way>();
    const seen = new Set<string>();
    const out = (from: string): Edge[] => this.edgesFrom.get(from) ?? [];
    let ends = out(node)
      .filter((edge) => edge.via === via)
      .map((edge) => [edge]);
    while (ends.length > 0) {
      const next: Edge[][] = [];
      for (const through of ends) {
        const { to } = through.at(-1)!;
        if (seen.has(to)) continue;
        seen.add(to);
        if (isSilent(this.nodes.get(to)!)) next.push(...out(to).map((edge) => [...through, edge]));
        else ways.set(to, { from: node, via, to, through });
      }
      ends = next;
    }
    return ways;
  }
}
