import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchStack } from './bench-stack.js';
import { copyLetters } from './copy-letters.js';
import { atMost, mapValues, percentiles, type Percentiles, type Target } from './load/figures.js';
import { cpuOf, type PerProgram } from './processes.js';
import { TEMPLATE_LETTER } from './template-letter.js';
import { wakeSlaMonitor } from './wake-watch.js';

const LETTERS = 10_000;
const TARGET_MS = 5_000;
const GIVE_UP_MS = 120_000;
/** From the beginning of the preparations to the instant: most of it is left for the stack to come to rest. */
const AHEAD_MS = 15_000;
const POLL_MS = 25;

const MEANING =
  `${LETTERS} letters that an agency handles, copied into the read model in set-based statements (Temporal knows ` +
  'nothing of them: what raises cards is one workflow, the SLA monitor, which runs here as it always does). The handling ' +
  'limit of all of them is due at one instant, at which each gets a yellow card. Lateness is from the instant until a ' +
  `query every ${POLL_MS} ms first finds the card. By policy cards may be stopped for an office hour before they ` +
  'count; the benchmark moves the end of that hour, for all of them, to an instant shortly after, and measures the ' +
  'issuing from there.';

/** (b) Cards of ten thousand letters that are late at the same instant. */
export async function benchDue(
  stack: BenchStack,
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[] }> {
  const { database, load } = stack;
  const { process } = await load.run({ kind: 'letter', letter: TEMPLATE_LETTER, steps: 2 });
  say(`due: writing ${LETTERS} open letters …`);
  const [from, to] = [new Date(Date.now() - 9 * 86_400_000), new Date(Date.now() - 3_600_000)];
  await copyLetters(database, { template: process, count: LETTERS, from, to, tookMs: 600_000 });
  await database.query(KEEP_ONLY_COPIES, [process]);

  const raised = await measure(stack, 'raised', say, async (at) => {
    const { rowCount } = await database.query(FALL_DUE, [at]);
    if (rowCount !== LETTERS) throw new Error(`${rowCount} clocks are due at the instant, not ${LETTERS}`);
    await database.query('UPDATE task SET due_at = $1 WHERE state = $2', [at, 'open']);
  });
  const issued = await measure(stack, 'issued', say, async (at) => {
    await database.query(`UPDATE card SET issue_at = $1 WHERE state = 'pending'`, [at]);
  });

  const { rows } = await database.query<{ timelineEntries: number; events: number; fsync: string }>(COUNTS);
  const { timelineEntries, events, fsync } = rows[0]!;
  if (timelineEntries < LETTERS || events < LETTERS) {
    throw new Error(
      `${timelineEntries} timeline entries and ${events} supervision events for ${LETTERS} issued cards`,
    );
  }
  return {
    figures: { meaning: MEANING, letters: LETTERS, fsync, raised, issued },
    targets: [
      atMost('ms until every card exists', TARGET_MS, raised.latenessMs.max),
      atMost('ms until every card is issued', TARGET_MS, issued.latenessMs.max),
    ],
  };
}

interface Measured {
  readonly cards: number;
  readonly latenessMs: Percentiles;
  readonly cpuMs: PerProgram;
}

/** @param prepare makes all of it due at the instant it is given */
async function measure(
  stack: BenchStack,
  what: keyof typeof COUNT,
  say: (line: string) => void,
  prepare: (at: Date) => Promise<void>,
): Promise<Measured> {
  const { database, runtime } = stack;
  const at = new Date(Date.now() + AHEAD_MS);
  await prepare(at);
  await database.query('VACUUM (ANALYZE)');
  await database.query('CHECKPOINT');
  await wakeSlaMonitor(stack, at);
  say(`due: cards to be ${what} at ${at.toISOString().slice(11, 19)} …`);
  const rest = at.getTime() - Date.now();
  if (rest < 0) throw new Error(`the machine was too busy to prepare within ${AHEAD_MS / 1000} s`);
  await sleep(rest);
  const before = cpuOf(runtime);
  const latenessMs = await untilAll(stack, what, at.getTime());
  return {
    cards: latenessMs.length,
    latenessMs: percentiles(latenessMs),
    cpuMs: mapValues(cpuOf(runtime), (ms, program) => Math.round(ms - before[program])),
  };
}

/** Lateness of each card. @throws {Error} when cards are missing */
async function untilAll({ database }: BenchStack, what: keyof typeof COUNT, at: number): Promise<number[]> {
  const late: number[] = [];
  while (late.length < LETTERS) {
    const { rows } = await database.query<{ cards: number }>(COUNT[what]);
    const now = Date.now();
    for (let seen = rows[0]!.cards - late.length; seen > 0; seen -= 1) late.push(now - at);
    if (now - at > GIVE_UP_MS) throw new Error(`only ${late.length} of ${LETTERS} cards were ${what}`);
    await sleep(POLL_MS);
  }
  return late;
}

const COUNT = {
  raised: 'SELECT count(*)::int AS cards FROM card',
  issued: 'SELECT count(*)::int AS cards FROM card WHERE issued_at IS NOT NULL',
} as const;

/** The letter that was copied would get a card of its own, at another instant. */
const KEEP_ONLY_COPIES = `UPDATE clock SET thresholds = NULL, next_at = NULL WHERE process_id = $1`;

/** Its yellow threshold is reached at the instant, the later ones as much later as they are. */
const FALL_DUE = `
  UPDATE clock c SET due_at = $1, next_at = $1, thresholds = (
    SELECT jsonb_object_agg(key, $1::timestamptz + (value::timestamptz - (c.thresholds ->> 'yellow')::timestamptz))
    FROM jsonb_each_text(c.thresholds) WHERE value::timestamptz >= (c.thresholds ->> 'yellow')::timestamptz)
  WHERE state = 'running' AND thresholds ? 'yellow'`;

const COUNTS = `
  SELECT (SELECT count(*) FROM timeline_entry WHERE type = 'card.issued')::int AS "timelineEntries",
    (SELECT count(*) FROM supervision_event WHERE type = 'duban.card.yellow')::int AS events,
    current_setting('fsync') AS fsync`;
