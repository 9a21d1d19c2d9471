import { setTimeout as sleep } from 'node:timers/promises';
import { policySeeds } from '../../database/seeds/policies.js';
import { NOTICED_AFTER_MS } from '../staff-api/temporary-policy.js';
import type { BenchStack } from './bench-stack.js';
import { atLeast, atMost, mapValues, round, type Target } from './load/figures.js';
import type { InterviewDone } from './load/job.js';
import { cpuOf, type PerProgram } from './processes.js';

const UTTERANCES_PER_MINUTE = 20;
const QUESTIONS_PER_SECOND = 50;
const TARGET_MS = 1000;

const MEANING =
  `One live interview: so many SSE readers, ${UTTERANCES_PER_MINUTE} utterances a minute (each written, reviewed and ` +
  `published) and ${QUESTIONS_PER_SECOND} questions a second, each with its own solved challenge, all through one gateway. ` +
  'Lateness is from the publication in PostgreSQL until a reader has read the event. Killed: the same, with kill -9 of the ' +
  'gateway when half of it has been said; the stack starts it again, readers come back with Last-Event-ID, and what people ' +
  'got no answer for they send again.';

/** (d) A thousand people read along while others ask, without and with the loss of the gateway. */
export async function benchInterview(
  stack: BenchStack,
  options: { readonly readers: number; readonly seconds: number },
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[] }> {
  await allowAtOnce(stack);
  say(`interview: ${options.readers} readers, ${options.seconds} s …`);
  const steady = await hold(stack, options);
  say('interview: the same, the gateway killed in the middle …');
  const [killed] = await Promise.all([hold(stack, options), killWhenHalfSaid(stack, options.seconds)]);
  return {
    // The CPU time of the killed gateway is unknown.
    figures: {
      meaning: MEANING,
      steady: { ...figuresOf(steady), cpuMs: cpuOfAll(steady) },
      killed: figuresOf(killed),
    },
    targets: [
      atLeast('readers with each utterance once, in order', steady.readers, steady.wholeInOrder),
      atMost('p99 of an utterance’s way to a reader, ms', TARGET_MS, steady.lateMs.p99),
      atMost('questions lost or doubled', 0, steady.questionsWrong),
      atLeast('readers with each utterance once, gateway killed', killed.readers, killed.wholeInOrder),
      atMost('questions lost or doubled, gateway killed', 0, killed.questionsWrong),
    ],
  };
}

type Held = InterviewDone & { readonly cpu: PerProgram; readonly questionsWrong: number };

async function hold(
  { load, runtime, database }: BenchStack,
  options: { readonly readers: number; readonly seconds: number },
): Promise<Held> {
  const before = cpuOf(runtime);
  const rates = { utterancesPerMinute: UTTERANCES_PER_MINUTE, questionsPerSecond: QUESTIONS_PER_SECOND };
  const done = await load.run({ kind: 'interview', ...options, ...rates });
  const cpu = mapValues(cpuOf(runtime), (ms, program) => ms - before[program]);
  const { rows } = await database.query<{ kept: number; different: number }>(KEPT, [done.interview]);
  const { kept, different } = rows[0]!;
  return { ...done, cpu, questionsWrong: done.questions - different + (kept - different) };
}

const figuresOf = ({ cpu: _, cpuMs: __, lateMs, ...done }: Held): object => ({ ...done, latenessMs: lateMs });
const cpuOfAll = ({ cpu, cpuMs }: Held): object => ({
  ...mapValues(cpu, round),
  loadGenerator: round(cpuMs),
});

async function killWhenHalfSaid({ database, runtime }: BenchStack, seconds: number): Promise<void> {
  const half = Math.floor((seconds * UTTERANCES_PER_MINUTE) / 60 / 2);
  const began = new Date();
  for (;;) {
    const { rows } = await database.query<{ said: number }>(SAID, [began]);
    if ((rows[0]?.said ?? -1) >= half) break;
    await sleep(100);
  }
  process.kill(runtime.pids['gateway']!, 'SIGKILL');
}

/** A policy under which an interview may be live on the day of its preview. */
async function allowAtOnce({ database }: BenchStack): Promise<void> {
  const { body, title, effectiveFrom } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
  const short = { ...body, id: 'BENCH', interviewPreview: { desiredDays: 7, minimumDays: 0 } };
  await database.query('BEGIN');
  await database.query('UPDATE policy SET active = false');
  await database.query(
    `INSERT INTO policy (id, version, title, effective_from, active, body) VALUES ('BENCH', 1, $1, $2, true, $3)`,
    [title, effectiveFrom, short],
  );
  await database.query('COMMIT');
  await sleep(NOTICED_AFTER_MS);
}

const KEPT = `
  SELECT count(*)::int AS kept, count(DISTINCT text)::int AS different FROM interview_question WHERE interview_id = $1`;

const SAID = `
  SELECT f.last AS said FROM interview i JOIN interview_feed f ON f.interview_id = i.id
  WHERE i.live_started_at IS NOT NULL AND i.created_at > $1`;
