import type { BenchStack } from './bench-stack.js';
import { copyLetters } from './copy-letters.js';
import { atMost, percentiles, type Percentiles, type Target } from './load/figures.js';
import { fillSearchTexts, RARE, WORDS } from './search-texts.js';
import { TEMPLATE_LETTER } from './template-letter.js';

const LETTERS = 100_000;
const DAY_MS = 86_400_000;
const REQUESTS = 200;
const WARM_UP = 20;
const WITHIN_SECONDS = 20;
const TARGET_MS = 50;

const MEANING =
  `${LETTERS} letters with texts of some 300 characters, put together from phrases whose frequency falls from one in two ` +
  'letters to one in some thousand. One request at a time through HTTP with keep-alive, pages of 20, until the answer is ' +
  'read; by an office that sees every letter, by busy agencies and by those with few letters.';

/** Search by words of two characters and more, and the list of letters filtered by them. */
export async function benchSearch(
  stack: BenchStack,
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[] }> {
  const { database, load } = stack;
  say(`search: writing ${LETTERS} letters …`);
  const { process } = await load.run({ kind: 'letter', letter: TEMPLATE_LETTER, steps: 6 });
  const [from, to] = [new Date(Date.now() - 730 * DAY_MS), new Date(Date.now() - 6 * DAY_MS)];
  await copyLetters(database, { template: process, count: LETTERS, from, to, tookMs: 5 * DAY_MS });
  say('search: building the index …');
  await fillSearchTexts(database);
  await database.query('VACUUM (ANALYZE)');
  await database.query('CHECKPOINT');

  const clerks = await clerksByLoad(stack);
  const searches: Record<string, Percentiles> = {};
  for (const [who, usernames] of Object.entries({ office: ['mailbox.clerk'], ...clerks })) {
    for (const [kind, words] of Object.entries({ ...WORDS, rare: RARE, absent: ['龘龖'] })) {
      const paths = words.map((word) => `/api/v1/search?limit=20&q=${encodeURIComponent(word)}`);
      searches[`${kind} word, ${who}`] = await measure(stack, paths, usernames);
    }
    searches[`number, ${who}`] = await measure(stack, ['/api/v1/search?limit=20&q=ZB00000012'], usernames);
    const filters = WORDS.usual.map((word) => `/api/v1/letters?limit=20&q=${encodeURIComponent(word)}`);
    searches[`list of letters by a usual word, ${who}`] = await measure(stack, filters, usernames);
  }
  const [name, { p95 }] = Object.entries(searches).reduce((worst, one) =>
    one[1].p95 > worst[1].p95 ? one : worst,
  );
  const figures = { meaning: MEANING, searches, indexBytes: await indexBytes(stack) };
  return { figures, targets: [atMost(`p95 of the slowest search, ms (${name})`, TARGET_MS, p95)] };
}

async function measure(
  { load }: BenchStack,
  paths: readonly string[],
  usernames: readonly string[],
): Promise<Percentiles> {
  const requests = paths.flatMap((path) => usernames.map((username) => ({ path, username })));
  const job = { kind: 'reads', requests, inFlight: 1, withinSeconds: WITHIN_SECONDS } as const;
  await load.run({ ...job, rounds: Math.ceil(WARM_UP / requests.length) });
  return percentiles((await load.run({ ...job, rounds: Math.ceil(REQUESTS / requests.length) })).ms);
}

/** Clerks of the units with the most letters, and of those with the fewest. */
async function clerksByLoad({ database }: BenchStack): Promise<Record<string, string[]>> {
  const { rows } = await database.query<{ username: string }>(CLERKS);
  const names = rows.map(({ username }) => username);
  return { 'busy agency': names.slice(0, 5), 'quiet agency': names.slice(-5) };
}

async function indexBytes({ database }: BenchStack): Promise<number> {
  const { rows } = await database.query<{ bytes: string }>(
    `SELECT pg_relation_size('search_text_bigrams') AS bytes`,
  );
  return Number(rows[0]!.bytes);
}

const CLERKS = `
  SELECT a.username FROM account a JOIN (
    SELECT unit, count(*) AS letters FROM process p, unnest(p.units) AS unit GROUP BY unit
  ) busy ON busy.unit = a.unit_code
  WHERE a.roles @> '{agency-clerk}' ORDER BY busy.letters DESC, a.username`;
