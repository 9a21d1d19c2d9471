import { describe, expect, it } from '@jest/globals';
import { drawGraph, type Drawing } from '../../../apps/web/build/draw-graph.js';
import { mainGraph, regularCourse, wholeGraph, type Graph } from '../../../apps/web/build/map-graph.js';
import { deriveMap } from '../../../workflows/engine/analysis/map.js';
import { MapRoutes } from '../../../workflows/engine/analysis/map-routes.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { processes } from '../../../workflows/registry.js';

const graphs = await Promise.all(
  processes.map(async (process) => {
    const map = await deriveMap(process);
    return { process, map, whole: wholeGraph(map, process.definition), main: mainOf(process, map) };
  }),
);
function mainOf({ definition }: Process, map: Awaited<ReturnType<typeof deriveMap>>): Graph {
  return mainGraph(map, definition, new MapRoutes(map).all());
}
const drawn = new Map<Graph, Drawing>();
for (const { whole, main } of graphs)
  for (const graph of [whole, main]) drawn.set(graph, await drawGraph(graph));

const each = graphs.flatMap(({ process, whole, main }) => [
  [`${process.definition.key} whole`, whole] as const,
  [`${process.definition.key} main`, main] as const,
]);

/** Pairs of boxes that share a point. */
function overlaps({ nodes }: Drawing): string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.id} ${b.id}`),
  );
}

describe('drawings', () => {
  it.each(each)('no two nodes of %s overlap', (_name, graph) => {
    expect(overlaps(drawn.get(graph)!)).toEqual([]);
  });

  it.each(each)('every node and line of %s is drawn', (_name, graph) => {
    const { nodes, lines } = drawn.get(graph)!;
    expect(nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id));
    expect(lines.map(({ from, to }) => [from, to])).toEqual(graph.lines.map(({ from, to }) => [from, to]));
    expect(lines.every(({ points }) => points.length >= 2)).toBe(true);
  });

  it.each(each)('lines of %s have right angles', (_name, graph) => {
    for (const { points } of drawn.get(graph)!.lines)
      points.slice(1).forEach(({ x, y }, index) => {
        const before = points[index]!;
        expect(Math.min(Math.abs(x - before.x), Math.abs(y - before.y))).toBeLessThan(0.2);
      });
  });

  it('the same map has the same drawing', async () => {
    const { whole, main } = graphs[0]!;
    expect(await drawGraph(whole)).toEqual(drawn.get(whole));
    expect(await drawGraph(main)).toEqual(drawn.get(main));
  });
});

describe('the main map', () => {
  const letter = graphs.find(({ process }) => process.definition.key === 'mailbox-letter')!;

  it('the regular course of a letter goes from its registration to its end', () => {
    const course = [...regularCourse(letter.map, letter.process.definition)];
    expect(course.filter((id) => id in letter.process.definition.tasks)).toEqual([
      ...['register', 'sign', 'draft', 'coReply', 'signOff', 'review', 'rate', 'list'],
    ]);
    expect(course.at(-1)).toBe('end:closed');
  });

  it('detours that come back are on it, and those that do not are left out', () => {
    const ids = letter.main.nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['rework', 'signRework', 'decideExtension', 'supplement']));
    expect(ids.filter((id) => ['takeOver', 'transfer', 'takePetition'].includes(id))).toEqual([]);
  });

  it('choices, steps and messages are folded into its lines', () => {
    for (const { main } of graphs)
      expect(main.nodes.filter(({ id }) => /^(choice|step|message|signal):/.test(id))).toEqual([]);
  });
});
