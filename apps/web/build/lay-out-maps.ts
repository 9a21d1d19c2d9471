import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { drawGraph, type Drawing } from './draw-graph.ts';
import { mainGraph, wholeGraph, type Definition, type MapEdge, type ProcessMap } from './map-graph.ts';

/** Counts up when drawings change although maps do not: files of earlier builds are then drawn anew. */
const LAYOUT = 1;

interface Layout {
  /** Of the map. */
  readonly hash: string;
  readonly layout: number;
  readonly main: Drawing;
  readonly whole: Drawing;
}
interface Process {
  readonly definition: Definition & { readonly key: string; readonly version: number };
}
/** Of the compiled program, which this one runs after. */
interface Compiled {
  readonly processes: readonly Process[];
  readonly deriveMap: (process: Process) => Promise<ProcessMap>;
  readonly mapHash: (map: ProcessMap) => string;
  readonly MapRoutes: new (map: ProcessMap) => { all(): readonly MapEdge[] };
}

/**
 * Lays the map of every definition out, and writes `<type>.json` below `folder` for the gateway. A map that has not changed
 * since the last build keeps its file, because a layout takes seconds.
 *
 * @param dist folder of the compiled program
 */
export async function layOutMaps(dist: string, folder: string): Promise<void> {
  const { processes, deriveMap, mapHash, MapRoutes } = await compiled(dist);
  mkdirSync(folder, { recursive: true });
  for (const process of processes) {
    const { definition } = process;
    const file = join(folder, `${definition.key}.v${definition.version}.json`);
    const map = await deriveMap(process);
    const hash = mapHash(map);
    const known = read(file);
    if (known?.hash === hash && known.layout === LAYOUT) continue;
    const layout: Layout = {
      hash,
      layout: LAYOUT,
      main: await drawGraph(mainGraph(map, definition, new MapRoutes(map).all())),
      whole: await drawGraph(wholeGraph(map, definition)),
    };
    writeFileSync(file, JSON.stringify(layout));
  }
}

async function compiled(dist: string): Promise<Compiled> {
  const load = async (...path: string[]): Promise<Partial<Compiled>> =>
    (await import(pathToFileURL(join(dist, ...path)).href)) as Partial<Compiled>;
  const [registry, map, routes, hash] = await Promise.all([
    load('workflows', 'registry.js'),
    load('workflows', 'engine', 'analysis', 'map.js'),
    load('workflows', 'engine', 'analysis', 'map-routes.js'),
    load('apps', 'gateway', 'cases', 'definitions', 'map-hash.js'),
  ]);
  return { ...registry, ...map, ...routes, ...hash } as Compiled;
}

function read(file: string): Layout | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Layout;
  } catch {
    return undefined;
  }
}
