import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { monthOf, monthText } from '../../../domain/time/months.js';
import type { BenchStack } from './bench-stack.js';
import { copyLetters } from './copy-letters.js';
import { atMost, percentiles, type Percentiles, type Target } from './load/figures.js';
import { seedOrders } from './seed-orders.js';
import { TEMPLATE_LETTER } from './template-letter.js';
import { workerRests } from './worker-rests.js';

const LETTERS = 100_000;
/** Steps after which an open letter waits, so many of each, started up to so long ago. */
const OPEN = [
  { steps: 0, count: 200, days: 2 },
  { steps: 2, count: 1500, days: 9 },
  { steps: 4, count: 300, days: 9 },
] as const;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Months, the current one included, each of which is read once: an answer is kept for some seconds. */
const MONTHS = 24;
const WITHIN_SECONDS = 20;
const TARGET_MS = 50;
const PATH = '/api/v1/statistics/letters';
/** Accounts of different units or roles, whose answers are counted apart. */
const READERS = {
  office: ['supervisor', 'mailbox.clerk', 'mailbox.reviewer', 'zfb.mailbox', 'petition.supervisor'],
  agency: ['kaili.clerk', 'kaili.signer', 'zjj.clerk', 'zjj.signer', 'jtj.clerk'],
};

const MEANING =
  `${LETTERS} finished letters over two years, some 4,200 a month, and ${OPEN.reduce((sum, { count }) => sum + count, 0)} open ` +
  'ones, 3,000 orders. One request at a time through HTTP with keep-alive, until the answer is read: the parts of the cockpit, its lists, the cases of figures and the process map, by ' +
  'offices that see every letter and by agencies. Every request counts anew: none finds an answer that was kept.';

/** The cockpit: figures of a month, months, steps, open letters, its lists; and the process map. */
export async function benchFigures(
  stack: BenchStack,
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[] }> {
  const { database, load } = stack;
  const bring = async (steps: number): Promise<string> =>
    (await load.run({ kind: 'letter', letter: TEMPLATE_LETTER, steps })).process;
  say(`figures: writing ${LETTERS} letters …`);
  const [from, to] = [new Date(Date.now() - 730 * DAY_MS), new Date(Date.now() - 6 * DAY_MS)];
  await copyLetters(database, { template: await bring(6), count: LETTERS, from, to, tookMs: 5 * DAY_MS });
  for (const { steps, count, days } of OPEN) {
    const began = new Date(Date.now() - days * DAY_MS);
    await copyLetters(database, {
      template: await bring(steps),
      count,
      from: began,
      to: new Date(),
      tookMs: HOUR_MS,
    });
  }
  await seedOrders(database);
  await database.query('VACUUM (ANALYZE)');
  say('figures: waiting for the sums of the figures and the counts of the process map …');
  await workerRests(database);
  await database.query('VACUUM (ANALYZE)');

  say('figures: reading …');
  const measured: Record<string, Percentiles> = {};
  for (const [who, usernames] of Object.entries(READERS)) {
    for (const part of ['', '/months', '/steps'])
      measured[`${part || '/month'}, ${who}`] = await measure(
        stack,
        monthsAgo().map((month) => ({ path: `${PATH}${part}?month=${month}`, username: usernames[0]! })),
      );
    measured[`/open, ${who}`] = await measure(
      stack,
      usernames.map((username) => ({ path: `${PATH}/open`, username })),
    );
    for (const [name, paths] of Object.entries(LISTS))
      measured[`${name}, ${who}`] = await measure(
        stack,
        usernames.flatMap((username) => paths().map((path) => ({ path, username }))),
      );
  }
  const [name, { p95 }] = Object.entries(measured).reduce((worst, one) =>
    one[1].p95 > worst[1].p95 ? one : worst,
  );
  return {
    figures: { meaning: MEANING, measured },
    targets: [atMost(`p95 of the slowest part, ms (${name})`, TARGET_MS, p95)],
  };
}

/** Lists of the cockpit, the cases behind a figure and the process map, which keep no answer. */
const LISTS: Readonly<Record<string, () => readonly string[]>> = {
  'overdue list': () => ['/api/v1/letters?light=red&limit=12&count=true'],
  'orders of the week': () => [`/api/v1/supervision/orders?sentAfter=${dayAgo(6)}&limit=10&count=true`],
  'overdue orders': () => ['/api/v1/supervision/orders?state=overdue&limit=10&count=true'],
  'latest cards': () => ['/api/v1/cards?processKey=mailbox-letter&limit=5'],
  'cases of a figure': () =>
    ['due', 'late', 'solved', 'concluded'].map(
      (figure) => `/api/v1/letters?figure=${figure}&from=${dayAgo(60)}&to=${dayAgo(30)}&limit=50&count=true`,
    ),
  'process map': () =>
    Array.from(
      { length: 20 },
      (_, n) => `/api/v1/process-definitions/mailbox-letter/flow?from=${dayAgo(30 + n)}&to=${dayAgo(n)}`,
    ),
};

/** `YYYY-MM-DD` in Asia/Shanghai. */
const dayAgo = (days: number): string => formatDay(dayOf(Date.now()) - days);

type Requests = readonly { readonly path: string; readonly username: string }[];

async function measure({ load }: BenchStack, requests: Requests): Promise<Percentiles> {
  const job = { kind: 'reads', requests, rounds: 1, inFlight: 1, withinSeconds: WITHIN_SECONDS } as const;
  return percentiles((await load.run(job)).ms);
}

/** `YYYY-MM`, the latest first. */
const monthsAgo = (): string[] => {
  const current = monthOf(Date.now());
  return Array.from({ length: MONTHS }, (_, index) => monthText(current - index));
};
