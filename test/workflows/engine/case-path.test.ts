import { expect, it } from '@jest/globals';
import { casePath, type CaseStep } from '../../../workflows/engine/analysis/case-path.js';
import type { MapNode } from '../../../workflows/engine/analysis/map.js';
import { MapRoutes } from '../../../workflows/engine/analysis/map-routes.js';

const node = (id: string): MapNode => {
  const [kind, name] = id.includes(':') ? id.split(':') : [id === 'start' ? 'start' : 'task', id];
  return { id, kind: kind as MapNode['kind'], title: name! };
};
/** `from via to`, of a map whose choices and steps leave no event. */
function routes(...edges: readonly string[]): MapRoutes {
  const split = edges.map((edge) => edge.split(' '));
  const ids = new Set(split.flatMap(([from, , to]) => [from!, to!]));
  return new MapRoutes({
    nodes: [...ids].map(node),
    edges: split.map(([from, via, to]) => ({ from: from!, via: via === '-' ? '' : via!, to: to! })),
  });
}
const reached = (name: string, visit: number): CaseStep => ({ kind: 'reached', node: name, visit });
const left = (name: string, visit: number, via: string): CaseStep => ({
  kind: 'left',
  node: name,
  visit,
  via,
});
const shown = (ways: ReturnType<typeof casePath>): string[] =>
  ways.map(({ from, via, to }) => `${from}/${via}>${to}`);

const loop = routes(
  'start - draft',
  'draft submit choice:sum',
  'choice:sum big sign',
  'choice:sum small step:pay',
  'step:pay - end:paid',
  'sign pass step:pay',
  'sign back draft',
);

it('a way leads over choices and steps', () => {
  const ways = casePath(loop, [reached('draft', 0), left('draft', 0, 'submit'), reached('end:paid', 1)]);

  expect(shown(ways)).toEqual(['start/>draft', 'draft/submit>end:paid']);
  expect(ways[1]!.through.map(({ to }) => to)).toEqual(['choice:sum', 'step:pay', 'end:paid']);
});

it('a loop is a way for each time that it is taken', () => {
  const ways = casePath(loop, [
    reached('draft', 0),
    left('draft', 0, 'submit'),
    reached('sign', 1),
    left('sign', 1, 'back'),
    reached('draft', 2),
    left('draft', 2, 'submit'),
    reached('sign', 3),
    left('sign', 3, 'pass'),
    reached('end:paid', 4),
  ]);

  expect(shown(ways)).toEqual([
    'start/>draft',
    'draft/submit>sign',
    'sign/back>draft',
    'draft/submit>sign',
    'sign/pass>end:paid',
  ]);
  expect(ways.map(({ fromVisit, toVisit }) => [fromVisit, toVisit])).toEqual([
    [null, 0],
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
});

it('branches side by side are told apart by what leads where', () => {
  const beside = routes('start - a', 'start - b', 'a done c', 'b done d');
  const ways = casePath(beside, [
    reached('a', 0),
    reached('b', 1),
    left('a', 0, 'done'),
    left('b', 1, 'done'),
    reached('c', 2),
    reached('d', 3),
  ]);

  expect(shown(ways)).toEqual(['start/>a', 'start/>b', 'a/done>c', 'b/done>d']);
});

it('a place that nothing leads to has no way', () => {
  expect(casePath(loop, [reached('sign', 0)])).toEqual([]);
});

it('a place that is not on the map is passed over', () => {
  const steps = [reached('message:order', 0), left('message:order', 0, ''), reached('draft', 1)];
  expect(shown(casePath(loop, steps))).toEqual(['start/>draft']);
});

it('of two ways between the same places the shorter one is meant', () => {
  const two = routes(
    'start - a',
    'a done step:long',
    'step:long - step:longer',
    'step:longer - b',
    'a done choice:c',
    'choice:c yes b',
  );
  expect(two.from('a', 'done').get('b')!.through).toHaveLength(2);
});

it('ways that lead over choices in a circle end', () => {
  const circle = routes('start - a', 'a done choice:c', 'choice:c again choice:c', 'choice:c on b');
  expect([...circle.from('a', 'done').keys()]).toEqual(['b']);
});
