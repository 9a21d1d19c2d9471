import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareLists, DEFAULT_THRESHOLD, type ComparedItem } from '../../domain/catalogue/compare-lists.js';
import { closeListThreads, compareInThread } from '../../domain/catalogue/list-threads.js';
import { nameKeyOf, similarityOf } from '../../domain/text/names.js';

afterAll(closeListThreads);

const numbered = (prefix: string, count: number, from: number): ComparedItem[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${prefix}${n}`,
    unit: 'JYJ',
    name: `凯里市民办学校办学许可证核发及变更延续注销第${String(from + n).padStart(5, '0')}号`,
  }));

/** All pairs of a unit, the likest first: what the comparison means, at any cost. */
function renamesOf(older: ComparedItem[], newer: ComparedItem[]): string[] {
  const key = ({ name }: ComparedItem): string => nameKeyOf(name);
  const pairs = older
    .flatMap((a) => newer.map((b) => ({ a, b, score: similarityOf(a.name, b.name) })))
    .filter(({ a, b, score }) => a.unit === b.unit && score >= DEFAULT_THRESHOLD)
    .sort(
      (x, y) =>
        y.score - x.score ||
        (key(x.a) < key(y.a) ? -1 : key(x.a) > key(y.a) ? 1 : key(x.b) < key(y.b) ? -1 : 1),
    );
  const [left, right] = [new Set(older), new Set(newer)];
  return pairs.flatMap(({ a, b }) =>
    left.has(a) && right.has(b) && left.delete(a) && right.delete(b) ? [`${a.id} ${b.id}`] : [],
  );
}

it('two lists of 4,000 similar names are compared within 2 s of CPU without blocking the event loop', async () => {
  await compareInThread({ older: [], newer: [], verdicts: [] }); // starts the thread
  const turns = monitorEventLoopDelay({ resolution: 10 });
  turns.enable();
  const [older, newer] = [numbered('a', 4000, 1), numbered('b', 4000, 50_001)];
  const before = process.memoryUsage().rss;
  const cpu = process.cpuUsage(); // of all threads: others may use the machine meanwhile

  const { renamed } = await compareInThread({ older, newer, verdicts: [] });

  const { user, system } = process.cpuUsage(cpu);
  expect((user + system) / 1000).toBeLessThan(2000);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  expect(turns.max / 1e6).toBeLessThan(500);
  expect(renamed).toHaveLength(4000);
});

it('the most similar names are paired first, as by comparing all pairs', () => {
  const digits = fc.array(fc.constantFrom('1', '2', '3'), { minLength: 3, maxLength: 5 });
  const names = fc.uniqueArray(
    digits.map((each) => `办学许可第${each.join('')}号`),
    { maxLength: 40 },
  );
  const list = (prefix: string) =>
    names.map((all) => all.map((name, n): ComparedItem => ({ id: `${prefix}${n}`, unit: 'JYJ', name })));
  fc.assert(
    fc.property(list('a'), list('b'), (older, newer) => {
      const known = new Set(older.map(({ name }) => name));
      const changed = newer.filter(({ name }) => !known.has(name));
      const there = new Set(newer.map(({ name }) => name));
      const { renamed } = compareLists(older, newer);

      expect(renamed.map((pair) => `${pair.older.id} ${pair.newer.id}`).sort()).toEqual(
        renamesOf(
          older.filter(({ name }) => !there.has(name)),
          changed,
        ).sort(),
      );
    }),
  );
});
