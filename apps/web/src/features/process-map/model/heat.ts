import type { FlowNode } from '../process-map-api.js';
import type { Measure } from './map-search.js';

/** Tints of a node, from cool to hot. */
export const LEVELS = 6;

/** Value from which a level begins, for levels 1 to 5. */
const THRESHOLDS: Readonly<Record<Measure, readonly number[]>> = {
  time: [0.3, 0.6, 0.85, 1, 1.3],
  frequency: [0.1, 0.3, 0.5, 0.7, 0.9],
  late: [0.001, 0.03, 0.07, 0.12, 0.2],
  again: [0.001, 0.05, 0.1, 0.2, 0.3],
};

/** What a node is coloured by; null: nothing is known. @param most passes of the node that is passed most */
export function heatValue(node: FlowNode, measure: Measure, most: number): number | null {
  switch (measure) {
    case 'time':
      return node.nineTenths === null || !node.limit ? null : node.nineTenths / node.limit;
    case 'frequency':
      return most === 0 ? null : node.passed / most;
    case 'late':
      return node.late;
    case 'again':
      return node.passed === 0 ? null : node.again / node.passed;
  }
}

/** 0 to 5; null without a value. */
export function heatLevel(value: number | null, measure: Measure): number | null {
  if (value === null) return null;
  return THRESHOLDS[measure].filter((threshold) => value >= threshold).length;
}

/** The node with the highest value of a measure; undefined when none has any. */
export function hottest(
  nodes: readonly FlowNode[],
  measure: Measure,
  isWork: (id: string) => boolean,
): string | undefined {
  const most = mostPassed(nodes, isWork);
  let found: { id: string; value: number } | undefined;
  for (const node of nodes) {
    const value = isWork(node.id) ? heatValue(node, measure, most) : null;
    if (value !== null && value > (found?.value ?? 0)) found = { id: node.id, value };
  }
  return found?.id;
}

/** The step of work in which the most limits were exceeded, open ones included; undefined when none was. */
export function mostLate(
  nodes: readonly FlowNode[],
  isWork: (id: string) => boolean,
): { readonly id: string; readonly n: number } | undefined {
  const counts = nodes
    .filter(({ id }) => isWork(id))
    .map(({ id, late, due }) => ({ id, n: Math.round((late ?? 0) * due) }));
  return counts.filter(({ n }) => n > 0).toSorted((one, other) => other.n - one.n)[0];
}

export const mostPassed = (nodes: readonly FlowNode[], isWork: (id: string) => boolean): number =>
  Math.max(0, ...nodes.filter(({ id }) => isWork(id)).map(({ passed }) => passed));

/** Whole percent. */
export const percent = (share: number): number => Math.round(share * 100);
