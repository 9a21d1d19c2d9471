/**
 * Holds the pages to their budgets, in Chromium, on a stack with many letters in the folder `bench` of the data folder.
 * Started by web-budget.mjs:
 *
 *     npm run --silent web-budget -- [--letters N] [--hours N] [--hold]
 *
 * Prints one JSON document on standard output and its progress on standard error. Exit code 1 when a budget is missed.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../../config/config.js';
import { LocalError } from '../../local/local-error.js';
import { withStack, type BenchStack } from '../bench/bench-stack.js';
import type { Target } from '../bench/load/figures.js';
import { fillSearchTexts } from '../bench/search-texts.js';
import { seedLists } from '../bench/seed-lists.js';
import { workerRests } from '../bench/worker-rests.js';
import { launchChromium, type Faces } from './chromium.js';
import { measureInteractions } from './interactions.js';
import { measureMemory } from './memory.js';
import { measurePaints } from './paints.js';
import { readSizes } from './sizes.js';

const USAGE = 'Usage: npm run --silent web-budget -- [--letters N] [--hours N] [--hold]';
const MEANING =
  'Chromium on the machine of the stack, which holds `letters` finished letters and a fifth as many open ones. Paints: median of three, CPU 4 ' +
  'times slower, 1.6 Mbit/s down, 750 kbit/s up, 150 ms a round trip. Interactions: without throttling, from the event to the ' +
  'paint that follows. Memory: heap after a collection.';

/** What was measured, and the budgets held against it. */
export interface Measured {
  readonly figures: object;
  readonly targets: readonly Target[];
}

class InterruptedError extends Error {
  override readonly message = 'interrupted; the stack is removed';
}

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

interface Arguments {
  readonly letters: number;
  /** Of work that is simulated. */
  readonly hours: number;
  readonly hold: boolean;
}

/** Null: the command line is wrong. */
function readArguments(args: string[]): Arguments | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        letters: { type: 'string', default: '100000' },
        hours: { type: 'string', default: '8' },
        hold: { type: 'boolean', default: false },
      },
    });
    const [letters, hours] = [Number(values.letters), Number(values.hours)];
    const isLarge = Number.isInteger(letters / 100) && letters >= 1000; // so that each share of them is whole
    return isLarge && hours >= 1 && hours <= 24 ? { letters, hours, hold: values.hold } : null;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) return null;
    throw error;
  }
}

async function measure(stack: BenchStack, { letters, hours }: Arguments): Promise<Record<string, Measured>> {
  await seedLists(stack, say, letters);
  say('web-budget: building the index of search …');
  await fillSearchTexts(stack.database);
  await stack.database.query('VACUUM (ANALYZE)');
  say('web-budget: waiting for the worker to count them …');
  await workerRests(stack.database);
  const browser = await launchChromium(stack.config);
  const faces: Faces = { browser, url: stack.runtime.gatewayUrl, password: stack.password };
  try {
    const done: Record<string, Measured> = { sizes: readSizes() };
    const step = async (name: string, work: () => Promise<Measured>): Promise<void> => {
      say(`web-budget: ${name} …`);
      done[name] = await work();
      for (const { figure, target, measured, reached } of done[name].targets)
        say(`${name}: ${figure}: ${measured} (${target}: ${reached ? 'reached' : 'MISSED'})`);
    };
    await step('paints', () => measurePaints(faces));
    await step('interactions', () => measureInteractions(faces));
    await step('memory', () => measureMemory(faces, stack.load, hours));
    return done;
  } finally {
    await browser.close();
  }
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (!args) {
    console.error(USAGE);
    return 2;
  }
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new InterruptedError());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);

  const startedAt = new Date();
  const { env } = process;
  const options = { config: loadConfig(process.env), env, hold: args.hold, say, signal: stopping.signal };
  const done = await withStack(options, (stack) => measure(stack, args));
  const budgetsKept = Object.values(done).every(({ targets }) => targets.every(({ reached }) => reached));
  const report = {
    startedAt: startedAt.toISOString(),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    meaning: MEANING,
    letters: args.letters,
    budgetsKept,
    ...Object.fromEntries(
      Object.entries(done).map(([name, { targets, figures }]) => [name, { targets, ...figures }]),
    ),
  };
  console.log(JSON.stringify(report, null, 2));
  return budgetsKept ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const expected = [LocalError, ConfigError, InterruptedError].some((kind) => error instanceof kind);
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}
process.disconnect?.();
