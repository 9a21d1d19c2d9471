import type { BenchStack } from './bench-stack.js';
import { atLeast, atMost, mapValues, percentiles, round, type Target } from './load/figures.js';
import type { LettersDone, LettersJob } from './load/job.js';
import { cpuOf, type PerProgram } from './processes.js';

export interface LettersOptions {
  /** Of each part. */
  readonly letters: number;
  /** Letters a second of the part with a fixed rate. */
  readonly rate: number;
  /** Cost of Temporal alone, measured on the same stack just before. */
  readonly floor: object;
}

/** Programs compile what runs often: the first letters cost several times as much as the later ones. */
const WARM_UP = 1000;
const PART_SECONDS = 60;

const CLOSED_LOOP =
  'Closed loop: so many letters under way at all times, each step as soon as the one before is answered. The latency ' +
  'of a request is then by Little’s law inFlight / (lettersPerSecond × requests a letter): it says how much ' +
  'throughput there is, not how long somebody waits.';
const FIXED_RATE =
  'Open loop: letters begin at a fixed rate, and people take their time between steps, so that about 64 letters are ' +
  'under way: the latency that a clerk meets at this load. When mostInFlight is far above 64, the rate is more than the ' +
  'stack can take.';

/** (a) Letters with five human steps from receipt to rating, with every projection and clock on. */
export async function benchLetters(
  stack: BenchStack,
  { letters, rate, floor }: LettersOptions,
  say: (line: string) => void,
): Promise<{ figures: object; targets: Target[]; played: number }> {
  const part = (name: string, job: Omit<LettersJob, 'kind' | 'withinSeconds'>): Promise<Part> => {
    say(`letters: ${name} …`);
    return playPart(stack, { kind: 'letters', withinSeconds: PART_SECONDS, ...job });
  };
  const warmUp = await part(`${WARM_UP} to warm up`, { letters: WARM_UP, inFlight: 16 });
  const at64 = await part(`${letters}, 64 in flight`, { letters, inFlight: 64 });
  const at200 = await part(`${letters}, 200 in flight`, { letters, inFlight: 200 });
  const atRate = await part(`${letters}, ${rate} a second`, {
    letters,
    inFlight: 64,
    lettersPerSecond: rate,
  });

  return {
    figures: {
      humanSteps: 5,
      requestsPerLetter: 8,
      floor,
      inFlight64: { meaning: CLOSED_LOOP, ...figuresOf(at64) },
      inFlight200: { meaning: CLOSED_LOOP, ...figuresOf(at200) },
      fixedRate: {
        meaning: FIXED_RATE,
        wantedLettersPerSecond: rate,
        mostInFlight: atRate.mostInFlight,
        ...figuresOf(atRate),
      },
    },
    targets: [
      atLeast('letters a second, 64 in flight', 50, at64.letters / at64.seconds),
      atMost('CPU ms a letter, 64 in flight', 36, totalCpu(at64) / at64.letters),
      atMost('p95 of a completion, ms, 64 in flight', 90, percentiles(at64.completionMs).p95),
      atMost(`p95 of a completion, ms, ${rate} letters/s`, 90, percentiles(atRate.completionMs).p95),
    ],
    played: [warmUp, at64, at200, atRate].reduce((sum, part) => sum + part.letters, 0),
  };
}

type Part = LettersDone & { readonly cpu: PerProgram };

async function playPart({ load, runtime }: BenchStack, job: LettersJob): Promise<Part> {
  const before = cpuOf(runtime);
  const done = await load.run(job);
  const cpu = mapValues(cpuOf(runtime), (ms, program) => ms - before[program]);
  return { ...done, cpu };
}

const figuresOf = (part: Part): object => ({
  letters: part.letters,
  lettersPerSecond: round(part.letters / part.seconds),
  completionMs: percentiles(part.completionMs),
  letterMs: percentiles(part.letterMs),
  late: part.late,
  cpuMsPerLetter: {
    ...mapValues(part.cpu, (ms) => round(ms / part.letters)),
    total: round(totalCpu(part) / part.letters),
    loadGenerator: round(part.cpuMs / part.letters),
  },
});

const totalCpu = ({ cpu }: Part): number => Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
