/**
 * Measures Duban, on stacks of its own in the folder `bench` of the data folder. Started by bench.mjs:
 *
 *     npm run --silent bench -- [letters|memory|due|lists|search|figures|survey|interview|all] [--letters N] [--rate N] [--answers N]
 *       [--readers N] [--seconds N] [--enforce] [--hold]
 *
 * Prints one JSON document on standard output and its progress on standard error: see docs/benchmarks.md.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../../config/config.js';
import { LocalError } from '../../local/local-error.js';
import { withStack, type BenchOptions } from './bench-stack.js';
import type { Target } from './load/figures.js';
import { benchDue } from './due.js';
import { benchFigures } from './figures.js';
import { benchFloor } from './floor.js';
import { benchInterview } from './interview.js';
import { benchLetters } from './letters.js';
import { benchLists } from './lists.js';
import { benchMemory } from './memory.js';
import { benchSearch } from './search.js';
import { measureStorage } from './storage.js';
import { benchSurvey } from './survey.js';

const BENCHMARKS = ['letters', 'memory', 'due', 'lists', 'search', 'figures', 'survey', 'interview'] as const;
type Benchmark = (typeof BENCHMARKS)[number];
interface Outcome {
  readonly figures: object;
  readonly targets: readonly Target[];
}

const USAGE = `Usage: npm run --silent bench -- [${BENCHMARKS.join('|')}|all] [--letters N] [--rate N] [--answers N] [--readers N] [--seconds N] [--enforce] [--hold]`;

interface Arguments {
  readonly wanted: ReadonlySet<Benchmark>;
  readonly letters: number;
  readonly rate: number;
  /** Answers a second to a survey, and for how long. */
  readonly answers: number;
  /** Of the interview, and how long it takes. */
  readonly readers: number;
  readonly seconds: number;
  /** A target that is missed makes the exit code 1. */
  readonly enforce: boolean;
  readonly hold: boolean;
}

/** Null: the command line is wrong. */
function readArguments(args: string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        letters: { type: 'string', default: '600' },
        rate: { type: 'string', default: '40' },
        answers: { type: 'string', default: '200' },
        readers: { type: 'string', default: '1000' },
        seconds: { type: 'string', default: '60' },
        enforce: { type: 'boolean', default: false },
        hold: { type: 'boolean', default: false },
      },
    });
    const names = positionals.length === 0 || positionals.includes('all') ? BENCHMARKS : positionals;
    const wanted = new Set(names as readonly Benchmark[]);
    const [letters, rate] = [Number(values.letters), Number(values.rate)];
    const [answers, seconds] = [Number(values.answers), Number(values.seconds)];
    const known = positionals.every((name) => ['all', ...BENCHMARKS].includes(name));
    const readers = Number(values.readers);
    const counts = [letters, readers].every((count) => Number.isInteger(count) && count >= 1);
    if (!known || !counts || !(rate > 0) || !(answers > 0) || !(seconds >= 6)) return null;
    return { wanted, letters, rate, answers, readers, seconds, enforce: values.enforce, hold: values.hold };
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) return null;
    throw error;
  }
}

class InterruptedError extends Error {
  override readonly message = 'interrupted; the stack of the benchmark is removed';
}

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function run(
  { wanted, letters, rate, answers, readers, seconds }: Arguments,
  options: BenchOptions,
): Promise<Map<Benchmark, Outcome>> {
  const outcomes = new Map<Benchmark, Outcome>();
  const finish = (name: Benchmark, outcome: Outcome): void => {
    outcomes.set(name, outcome);
    for (const { figure, target, measured, reached } of outcome.targets) {
      say(`${name}: ${figure}: ${measured} (${target}: ${reached ? 'reached' : 'MISSED'})`);
    }
  };
  if (wanted.has('letters') || wanted.has('memory')) {
    await withStack(options, async (stack) => {
      const floor = await benchFloor(stack, letters, say);
      const before = await measureStorage(stack);
      const { played, ...outcome } = await benchLetters(stack, { letters, rate, floor }, say);
      if (wanted.has('letters')) finish('letters', outcome);
      if (wanted.has('memory')) finish('memory', await benchMemory(stack, before, played));
    });
  }
  if (wanted.has('due')) {
    await withStack(options, async (stack) => finish('due', await benchDue(stack, say)));
  }
  if (wanted.has('lists')) {
    await withStack(options, async (stack) => finish('lists', await benchLists(stack, say)));
  }
  if (wanted.has('search')) {
    await withStack(options, async (stack) => finish('search', await benchSearch(stack, say)));
  }
  if (wanted.has('figures')) {
    await withStack(options, async (stack) => finish('figures', await benchFigures(stack, say)));
  }
  if (wanted.has('survey')) {
    await withStack(options, async (stack) =>
      finish('survey', await benchSurvey(stack, { perSecond: answers, seconds }, say)),
    );
  }
  if (wanted.has('interview')) {
    await withStack(options, async (stack) =>
      finish('interview', await benchInterview(stack, { readers, seconds }, say)),
    );
  }
  return outcomes;
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (!args) {
    console.error(USAGE);
    return 2;
  }
  if (process.platform !== 'linux') {
    console.error('The benchmarks read CPU and memory from /proc: they run on Linux only.');
    return 2;
  }
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new InterruptedError());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);

  const startedAt = new Date();
  const config = loadConfig(process.env);
  const outcomes = await run(args, {
    config,
    env: process.env,
    hold: args.hold,
    say,
    signal: stopping.signal,
  });
  const report = {
    startedAt: startedAt.toISOString(),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    targetsReached: [...outcomes.values()].every(({ targets }) => targets.every(({ reached }) => reached)),
    ...Object.fromEntries(
      [...outcomes].map(([name, { targets, figures }]) => [name, { targets, ...figures }]),
    ),
  };
  console.log(JSON.stringify(report, null, 2));
  return args.enforce && !report.targetsReached ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const expected = [LocalError, ConfigError, InterruptedError].some((kind) => error instanceof kind);
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}
process.disconnect?.();
