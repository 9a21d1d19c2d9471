import type { BenchStack } from './bench-stack.js';
import { atMost, mapValues, percentiles, round, type Percentiles, type Target } from './load/figures.js';
import { listCases, type ListCase } from './list-cases.js';
import { FINISHED, OPEN, seedLists } from './seed-lists.js';
import { cpuOf } from './processes.js';

/** Requests of each kind that are measured, and before that to warm up, one at a time. */
const REQUESTS = 300;
const WARM_UP = 60;
/** Pages of fifty before the measured one. */
const PAGES_BEFORE = 20;
/** Slow lists are requested less often. */
const WITHIN_SECONDS = 8;
const TARGET_MS = 5;

const MEANING =
  `${FINISHED} finished and ${OPEN} open letters, copied in set-based statements from letters that the stack itself had ` +
  'brought to each stage; spread over units (few have many), two years of starts, and due instants from past to come. ' +
  'One request at a time through HTTP with keep-alive, pages of 50, until the answer is read; spread over accounts and ' +
  'letters. A deep page is the 21st.';

/** (c) Task lists, as a user filters them, and timelines, over a large read model. */
export async function benchLists(
  stack: BenchStack,
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[] }> {
  await seedLists(stack, say);
  say('lists: reading …');
  const tasks: Record<string, Measured> = {};
  const timelines: Record<string, Measured> = {};
  for (const one of await listCases(stack.database)) {
    const into = one.kind === 'timeline' ? timelines : tasks;
    into[one.name] = await measure(stack, one.requests);
    if (one.deep)
      tasks[`${one.name}, deep page`] = await measure(stack, await deepPages(stack, one.requests));
  }
  const [slowestList, slowestTimeline] = [slowest(tasks), slowest(timelines)];
  return {
    figures: { meaning: MEANING, tasks, timelines },
    targets: [
      atMost(`p95 of the slowest task list, ms (${slowestList.name})`, TARGET_MS, slowestList.p95),
      atMost(`p95 of the slowest timeline, ms (${slowestTimeline.name})`, TARGET_MS, slowestTimeline.p95),
    ],
  };
}

type Requests = ListCase['requests'];

interface Measured {
  readonly requests: number;
  readonly ms: Percentiles;
  /** Of one request. */
  readonly cpuMs: { readonly postgres: number; readonly gateway: number };
  readonly items: number;
  readonly kilobytes: number;
}

async function measure({ load, runtime }: BenchStack, requests: Requests): Promise<Measured> {
  const rounds = (wanted: number): number => Math.ceil(wanted / requests.length);
  const job = { kind: 'reads', requests, inFlight: 1, withinSeconds: WITHIN_SECONDS } as const;
  await load.run({ ...job, rounds: rounds(WARM_UP) });
  const before = cpuOf(runtime);
  const done = await load.run({ ...job, rounds: rounds(REQUESTS) });
  const { postgres, gateway } = mapValues(cpuOf(runtime), (cpu, program) => cpu - before[program]);
  return {
    requests: done.ms.length,
    ms: percentiles(done.ms),
    cpuMs: { postgres: round(postgres / done.ms.length), gateway: round(gateway / done.ms.length) },
    items: round(done.pages.reduce((sum, { items }) => sum + items, 0) / done.pages.length),
    kilobytes: round(done.bytes / done.ms.length / 1000),
  };
}

/** The same lists, some pages on; those that are shorter end at their last page. */
async function deepPages({ load }: BenchStack, requests: Requests): Promise<Requests> {
  let current = requests;
  for (let page = 0; page < PAGES_BEFORE; page += 1) {
    const job = {
      kind: 'reads',
      requests: current,
      rounds: 1,
      inFlight: 1,
      withinSeconds: Infinity,
    } as const;
    const { pages } = await load.run(job);
    current = current.map((request, index) => {
      const cursor = pages[index]?.nextCursor;
      if (!cursor) return request;
      const { path, username } = requests[index]!;
      return { path: `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`, username };
    });
  }
  return current;
}

function slowest(measured: Readonly<Record<string, Measured>>): { name: string; p95: number } {
  const all = Object.entries(measured).map(([name, { ms }]) => ({ name, p95: ms.p95 }));
  return all.reduce((worst, one) => (one.p95 > worst.p95 ? one : worst));
}
