/**
 * Measures the stack that `npm start` brought up, through the HTTP gateway, with all projections and clocks on.
 *
 *     npm run bench -- [--letters N] [--in-flight N]
 *
 * Prints JSON: letters a second, latency of completing a task, CPU a letter by process, memory, bytes a letter.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { loadConfig } from '../config/config.js';
import { readRuntime, type Runtime } from '../local/runtime.js';
import { demoPasswords } from '../replay-letters/offices.js';
import { familyCpuMs, memoryMiB, percentile } from './processes.js';
import { BenchClient, playLetter } from './letter.js';

const { values } = parseArgs({
  options: { letters: { type: 'string', default: '400' }, 'in-flight': { type: 'string', default: '64' } },
});
const letters = Number(values.letters);
const inFlight = Number(values['in-flight']);
const WARM_UP = 50;

const config = loadConfig(process.env);
const runtime = readRuntime(config.DUBAN_DATA);
if (!runtime) {
  console.error(`Duban is not running on ${config.DUBAN_DATA}: start it with npm start.`);
  process.exit(1);
}
const passwords = await demoPasswords(config.DUBAN_DATA, config.DUBAN_DEMO_PASSWORD);
const client = new BenchClient(runtime.gatewayUrl, passwords);
await client.signIn();

await run(WARM_UP, []);
const database = new pg.Client({ connectionString: runtime.databaseUrl });
await database.connect();
const sizeBefore = await databaseBytes();
const before = cpu(runtime);
const ownBefore = process.cpuUsage();
const started = performance.now();
const latencies: number[] = [];
await run(letters, latencies);
const seconds = (performance.now() - started) / 1000;
const own = process.cpuUsage(ownBefore);
const after = cpu(runtime);
const sizeAfter = await databaseBytes();
await database.end();

const cpuPerLetter = Object.fromEntries(
  Object.entries(after).map(([name, ms]) => [name, round((ms - before[name]!) / letters)]),
);
console.log(
  JSON.stringify(
    {
      letters,
      inFlight,
      humanSteps: 5,
      lettersPerSecond: round(letters / seconds),
      completionMs: {
        p50: round(percentile(latencies, 0.5)),
        p95: round(percentile(latencies, 0.95)),
        p99: round(percentile(latencies, 0.99)),
      },
      cpuMsPerLetter: {
        ...cpuPerLetter,
        total: round(Object.values(cpuPerLetter).reduce((sum, ms) => sum + ms, 0)),
        loadGenerator: round((own.user + own.system) / 1000 / letters),
      },
      memoryMiB: Object.fromEntries(programs(runtime).map(([name, pid]) => [name, memoryMiB(pid)])),
      postgresBytesPerLetter: Math.round((sizeAfter - sizeBefore) / letters),
    },
    null,
    2,
  ),
);

async function run(count: number, into: number[]): Promise<void> {
  let left = count;
  const play = async (): Promise<void> => {
    while (left-- > 0) await playLetter(client, into);
  };
  await Promise.all(Array.from({ length: inFlight }, play));
}

/** All tables, their indexes and long values. */
async function databaseBytes(): Promise<number> {
  await database.query('VACUUM');
  const { rows } = await database.query<{ bytes: string }>(
    'SELECT sum(pg_total_relation_size(relid)) AS bytes FROM pg_stat_user_tables',
  );
  return Number(rows[0]!.bytes);
}

function programs({ pids }: Runtime): [string, number][] {
  return Object.entries(pids).filter((entry): entry is [string, number] => {
    return ['postgres', 'temporal', 'worker', 'gateway'].includes(entry[0]) && typeof entry[1] === 'number';
  });
}

function cpu(stack: Runtime): Record<string, number> {
  return Object.fromEntries(programs(stack).map(([name, pid]) => [name, familyCpuMs(pid)]));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
