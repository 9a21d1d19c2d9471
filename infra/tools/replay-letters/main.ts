/**
 * Sends letters from a file through the public API and acts for the offices through the staff API until they close.
 *
 *     npm run replay-letters -- FILE.csv|json [--limit N] [--in-flight N] [--mix]
 *
 * Uses the stack that `npm start` has started.
 */
import { Presets, SingleBar } from 'cli-progress';
import { parseArgs } from 'node:util';
import { runCommand } from '../command-line/run-command.js';
import { loadConfig } from '../../config/config.js';
import { readRuntime } from '../../local/runtime.js';
import { readLetters, type FileLetter } from './letters-file.js';
import { ApiError, demoPasswords, StaffApi } from '../staff-api/staff-api.js';
import { Offices } from './offices.js';
import { pathOf, type Path } from './paths.js';
import { Tally } from './tally.js';

const USAGE = 'Usage: npm run replay-letters -- FILE.csv|json [--limit N] [--in-flight N] [--mix]';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      limit: { type: 'string' },
      'in-flight': { type: 'string', default: '16' },
      mix: { type: 'boolean', default: false },
    },
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
  const offices = new Offices(new StaffApi(runtime.gatewayUrl, passwords));

  const bar = new SingleBar(
    { format: '{bar} {value}/{total} letters, {eta_formatted} left' },
    Presets.shades_classic,
  );
  const tally = new Tally();
  const started = performance.now();
  bar.start(letters.length, 0);
  const queue = letters.map((letter, number) => ({ letter, path: pathOf(letter, number, values.mix) }));
  const replayQueued = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await replayLetter(offices, next, tally);
      bar.increment();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, replayQueued));
  bar.stop();

  console.table(tally.rows(letters.length, (performance.now() - started) / 1000));
  for (const [cause, example] of tally.examples) console.error(`${cause}, for example: ${example}`);
  return tally.failed === 0 ? 0 : 1;
}

async function replayLetter(
  offices: Offices,
  { letter, path }: { letter: FileLetter; path: Path },
  tally: Tally,
): Promise<void> {
  try {
    const receipt = await offices.submit(letter);
    tally.receive();
    const result = await offices.handle(letter, receipt, path);
    tally.add(result);
    if (!result.answered) tally.fail('not answered', letter.title);
    else if (!result.closed && !path.unrated) tally.fail('not closed', letter.title);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tally.fail(error instanceof ApiError ? error.code : 'error', message);
  }
}

await runCommand(main, USAGE);
