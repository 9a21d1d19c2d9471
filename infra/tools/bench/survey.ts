import { setTimeout as sleep } from 'node:timers/promises';
import { readRuntime } from '../../local/runtime.js';
import type { BenchStack } from './bench-stack.js';
import { atMost, mapValues, percentiles, round, type Target } from './load/figures.js';
import type { AnswersDone } from './load/job.js';
import { cpuOf } from './processes.js';

export interface SurveyOptions {
  /** Answers. */
  readonly perSecond: number;
  readonly seconds: number;
}

/** Time to read the questionnaire (faster responses are held for moderation), in which the stack becomes idle. */
const REST_MS = 15_000;
/** How old the figures may be that everybody reads. */
const FIGURES_MS = 6_000;

/** Programs compile what runs often. */
const WARM_UP_SECONDS = 10;

const MEANING =
  'Open loop: answers are sent at a fixed rate, whatever becomes of the earlier ones, each from a device of its own, with a ' +
  'solved challenge and an Idempotency-Key. `ms` is from the first sending of an answer to its receipt. In `killed` the ' +
  'gateway is killed (kill -9) after a third of the time and the worker after two thirds; clients send again under the same ' +
  'key until they have a receipt. `lost` are answers that were sent and are not in the database, `double` those that are in it ' +
  'more than once; `wrongFigures` are marks of the scale whose published figure is not what was sent.';

/** (e) Answers to a survey: how long one takes, and whether every one of them is counted once, even through a crash. */
export async function benchSurvey(
  stack: BenchStack,
  { perSecond, seconds }: SurveyOptions,
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[] }> {
  const play = async (name: string, seconds: number, during?: () => Promise<void>): Promise<Part> => {
    say(`survey: ${name}: solving challenges …`);
    const opened = await stack.load.run({ kind: 'survey', answers: Math.round(perSecond * seconds) });
    await sleep(REST_MS);
    say(`survey: ${name}: ${perSecond} answers a second for ${seconds} s …`);
    const before = cpuOf(stack.runtime);
    const disturbed = during?.();
    disturbed?.catch(() => undefined); // reported below
    const done = await stack.load.run({ kind: 'answers', ...opened, perSecond });
    await disturbed;
    const cpu = during ? null : mapValues(cpuOf(stack.runtime), (ms, program) => ms - before[program]);
    return { ...done, ...(await check(stack, opened.survey, done)), cpu };
  };

  await play('to warm up', Math.min(seconds, WARM_UP_SECONDS));
  const quiet = await play('undisturbed', seconds);
  const killed = await play('killed', seconds, async () => {
    await sleep((seconds * 1000) / 3);
    kill(stack, 'gateway', say);
    await sleep((seconds * 1000) / 3);
    kill(stack, 'worker', say);
  });
  const faults = ({ lost, double, wrongFigures }: Part): number => lost + double + wrongFigures;
  return {
    figures: {
      meaning: MEANING,
      answersPerSecond: perSecond,
      seconds,
      undisturbed: figuresOf(quiet),
      killed: figuresOf(killed),
    },
    targets: [
      atMost('answers lost, double or miscounted', 0, faults(quiet)),
      atMost('the same, gateway and worker killed', 0, faults(killed)),
      atMost('p99 of an answer, ms', 1_000, percentiles(quiet.ms).p99),
    ],
  };
}

interface Checked {
  readonly lost: number;
  readonly double: number;
  readonly wrongFigures: number;
}
type Part = AnswersDone & Checked & { readonly cpu: Readonly<Record<string, number>> | null };

/** Looks into the database, and at what everybody may read. */
async function check({ database, runtime }: BenchStack, survey: string, sent: AnswersDone): Promise<Checked> {
  const { rows } = await database.query<{ answers: number; keys: number }>(STORED, [survey]);
  const { answers, keys } = rows[0]!;
  await sleep(FIGURES_MS);
  const read = await fetch(`${runtime.gatewayUrl}/api/v1/public/surveys/${survey}/results`);
  const { figures } = (await read.json()) as {
    figures: { name: string; options: { value: string; count: number }[] }[];
  };
  const { options } = figures.find(({ name }) => name === 'satisfaction')!;
  return {
    lost: sent.sent - keys,
    double: answers - keys,
    wrongFigures: options.filter(({ value, count }) => count !== (sent.marks[value] ?? 0)).length,
  };
}

const STORED = `
  SELECT count(*)::int AS answers, count(DISTINCT idempotency_key)::int AS keys FROM survey_answer WHERE survey_id = $1`;

/** kill -9; the stack starts it again. */
function kill({ config }: BenchStack, program: 'gateway' | 'worker', say: (line: string) => void): void {
  const pid = readRuntime(config.DUBAN_DATA)?.pids[program];
  if (pid === undefined) throw new Error(`there is no ${program} to kill`);
  process.kill(pid, 'SIGKILL');
  say(`survey: the ${program} is killed`);
}

const figuresOf = ({ ms, cpu, ...part }: Part): object => ({
  ...{ sent: part.sent, taken: part.taken, receipts: part.receipts, retries: part.retries },
  ...{ lost: part.lost, double: part.double, wrongFigures: part.wrongFigures },
  mostInFlight: part.mostInFlight,
  ms: percentiles(ms),
  ...(cpu && { cpuMsPerAnswer: mapValues(cpu, (total) => round(total / part.sent)) }),
});
