import { workflowType } from '../../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { deriveMap, type ProcessMap } from '../../../../workflows/engine/analysis/map.js';
import { MapRoutes } from '../../../../workflows/engine/analysis/map-routes.js';

const maps = new Map<string, Promise<ProcessMap>>();

/** The map of a process, derived once: a version never changes. */
export function mapOf(process: Process): Promise<ProcessMap> {
  const type = workflowType(process.definition);
  const known = maps.get(type) ?? deriveMap(process);
  maps.set(type, known);
  return known;
}

const routes = new Map<string, Promise<MapRoutes>>();

/** The ways of the map of a process, searched once. */
export function routesOf(process: Process): Promise<MapRoutes> {
  const type = workflowType(process.definition);
  const known = routes.get(type) ?? mapOf(process).then((map) => new MapRoutes(map));
  routes.set(type, known);
  return known;
}

/**
 * Tasks and ends that may follow an outcome, through choices, steps and children in between.
 *
 * @returns ids of nodes: names of tasks, and `end:<result>`
 */
export function followersOf({ nodes, edges }: ProcessMap, task: string, outcome: string): string[] {
  const isStop = new Map(nodes.map(({ id, kind }) => [id, kind === 'task' || kind === 'end']));
  const found = new Set<string>();
  const queue = edges.filter(({ from, via }) => from === task && via === outcome).map(({ to }) => to);
  const seen = new Set<string>();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (isStop.get(node)) found.add(node);
    else queue.push(...edges.filter(({ from }) => from === node).map(({ to }) => to));
  }
  return [...found];
}
