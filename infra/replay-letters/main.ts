/**
 * Sends letters from a file through the public API and plays the offices' parts through the staff API until they close.
 *
 *     npm run replay-letters -- FILE.csv|json [--limit N] [--in-flight N]
 *
 * Talks to the stack that `npm start` brought up.
 */
import { Presets, SingleBar } from 'cli-progress';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.js';
import { readRuntime } from '../local/runtime.js';
import { readLetters, type FileLetter } from './letters-file.js';
import { demoPasswords, Offices } from './offices.js';

const USAGE = 'Usage: npm run replay-letters -- FILE.csv|json [--limit N] [--in-flight N]';

interface Tally {
  received: number;
  answered: number;
  readonly failures: Map<string, number>;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { limit: { type: 'string' }, 'in-flight': { type: 'string', default: '16' } },
  });
  const [file] = positionals;
  const limit = values.limit === undefined ? Infinity : Number(values.limit);
  const inFlight = Number(values['in-flight']);
  if (!file || Number.isNaN(limit) || !(inFlight >= 1)) {
    console.error(USAGE);
    return 2;
  }
  const config = loadConfig(process.env);
  const runtime = readRuntime(config.DUBAN_DATA);
  if (!runtime) {
    console.error(`Duban is not running on ${config.DUBAN_DATA}: start it with npm start.`);
    return 1;
  }
  const letters = (await readLetters(file)).slice(0, limit);
  const passwords = await demoPasswords(config.DUBAN_DATA, config.DUBAN_DEMO_PASSWORD);
  const offices = new Offices(runtime.gatewayUrl, passwords);

  const bar = new SingleBar(
    { format: '{bar} {value}/{total} letters, {eta_formatted} left' },
    Presets.shades_classic,
  );
  const tally: Tally = { received: 0, answered: 0, failures: new Map() };
  const started = performance.now();
  bar.start(letters.length, 0);
  const queue = [...letters];
  const play = async (): Promise<void> => {
    for (let letter = queue.shift(); letter; letter = queue.shift()) {
      await playOne(offices, letter, tally);
      bar.increment();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, play));
  bar.stop();

  const seconds = (performance.now() - started) / 1000;
  console.table({
    letters: letters.length,
    received: tally.received,
    'answered and closed': tally.answered,
    failed: letters.length - tally.answered,
    seconds: Number(seconds.toFixed(1)),
    'letters/s': Number((tally.answered / seconds).toFixed(1)),
  });
  for (const [reason, count] of tally.failures) console.error(`${count} × ${reason}`);
  return tally.answered === letters.length ? 0 : 1;
}

async function playOne(offices: Offices, letter: FileLetter, tally: Tally): Promise<void> {
  try {
    const receipt = await offices.submit(letter);
    tally.received += 1;
    const stage = await offices.handle(letter, receipt);
    if (stage !== 'closed') throw new Error(`ended in stage '${stage}'`);
    tally.answered += 1;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tally.failures.set(reason, (tally.failures.get(reason) ?? 0) + 1);
  }
}

process.exitCode = await main();
