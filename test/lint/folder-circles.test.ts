/** Folders import one another in one direction only: whoever understands a folder need not know who uses it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';

const ROOMS = ['apps', 'workflows', 'activities', 'domain', 'infra'];
/** `import type` is left out: it is gone when the program runs. */
const IMPORT = /^\s*(?:import|export)\s+(?!type\s)[^'"]*?from\s+'(\.[^']+)'/gm;

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function sources(): string[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(repoRoot, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
      .map((path) => posix.join(room, path)),
  );
}

/** Folder -> the folders that its files import from. */
function folderGraph(files: readonly (readonly [path: string, source: string])[]): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [path, source] of files) {
    const from = dirname(path);
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const [, specifier] of source.matchAll(IMPORT)) {
      const to = posix.dirname(posix.join(from, specifier!));
      if (to !== from) targets.add(to);
    }
  }
  return graph;
}

/** A way from a folder back to itself, as `a -> b -> a`; undefined when there is none. */
function circleOf(graph: Graph): string | undefined {
  const done = new Set<string>();
  const walk = (folder: string, way: readonly string[]): string | undefined => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder].join(' -> ');
    if (done.has(folder)) return undefined;
    for (const next of graph.get(folder) ?? []) {
      const circle = walk(next, [...way, folder]);
      if (circle) return circle;
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of graph.keys()) {
    const circle = walk(folder, []);
    if (circle) return circle;
  }
  return undefined;
}

it('no folders import each other in a circle', () => {
  const files = sources().map((path) => [path, readFileSync(join(repoRoot, path), 'utf8')] as const);

  expect(files.length).toBeGreaterThan(500);
  expect(circleOf(folderGraph(files))).toBeUndefined();
});

it('a circle of three folders is reported with its path', () => {
  const graph = folderGraph([
    ['domain/a/one.ts', "import { two } from '../b/two.js';"],
    ['domain/b/two.ts', "export { three } from '../c/three.js';\nimport type { one } from '../a/one.js';"],
    ['domain/c/three.ts', "import {\n  one,\n} from '../a/one.js';"],
  ]);

  expect(circleOf(graph)).toBe('domain/a -> domain/b -> domain/c -> domain/a');
});
