import type { MapRoutes, Way } from './map-routes.js';

/** What happened in a case, in order: a place of the map was reached, or left. */
export type CaseStep =
  | { readonly kind: 'reached'; readonly node: string; readonly visit: number }
  | { readonly kind: 'left'; readonly node: string; readonly visit: number; readonly via: string };

/** A way of the map that a case has taken. */
export interface TakenWay extends Way {
  /** The visit that it led from; null: the start. */
  readonly fromVisit: number | null;
  readonly toVisit: number;
}

interface Left {
  readonly node: string;
  readonly via: string;
  readonly visit: number | null;
}

/**
 * Finds the ways that a case has taken over its map. A place follows the one that was left last and leads to it, so that
 * branches side by side are told apart; where branches join, the last of them counts.
 *
 * A place that nothing leads to has no way: the case was started by an older behaviour, or the reader sees a part of it only.
 */
export function casePath(routes: MapRoutes, steps: readonly CaseStep[]): TakenWay[] {
  const left: Left[] = [{ node: 'start', via: '', visit: null }];
  const taken: TakenWay[] = [];
  for (const step of steps) {
    if (!routes.has(step.node)) continue;
    if (step.kind === 'left') {
      left.push({ node: step.node, via: step.via, visit: step.visit });
      continue;
    }
    for (const { node, via, visit } of left.toReversed()) {
      const way = routes.from(node, via).get(step.node);
      if (!way) continue;
      taken.push({ ...way, fromVisit: visit, toVisit: step.visit });
      break;
    }
  }
  return taken;
}
