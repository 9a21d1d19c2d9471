/**
 * Measures the site inspector on a generated site, from a server on loopback, with the politeness limit lifted.
 *
 *     npm run bench -- inspect [--items N] [--seed N] [--in-flight N] [--show]
 *
 * Prints JSON: precision and recall against the key of planted faults, by type too; pages a second; memory at the
 * fifths of the run; the longest pause of the event loop. --show adds what was wrong.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { inspectSite } from '../../../domain/inspection/inspect-site.js';
import { loadConfig } from '../../config/config.js';
import { createInspector } from '../../../domain/inspection/inspector.js';
import type { KeyEntry } from '../service-sites/faults.js';
import { generateSite, type SiteSpec } from '../service-sites/generate.js';
import { QUIRK_NAMES } from '../service-sites/quirks.js';
import { serveSite } from '../service-sites/serve.js';
import { memoryMiB } from './processes.js';

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      items: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      'in-flight': { type: 'string', default: '16' },
      show: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  const items = Number(values.items);
  const site = generateSite(specOf(seed, items));
  // In a process of its own, so that it does not count as the inspector's memory and time.
  const server = fork(fileURLToPath(import.meta.url), ['--serve', String(seed), String(items)]);
  const [url] = (await once(server, 'message')) as [string];

  const concurrency = Number(values['in-flight']);
  const options = { allowLoopback: true, browser: true, rate: 0, concurrency, json: true, out: null };
  const inspector = createInspector(options, loadConfig(process.env), true);
  const memory: { heap: number; resident: number }[] = [];
  const cpuBefore = process.cpuUsage();
  const pauses = monitorEventLoopDelay();
  pauses.enable();
  const started = performance.now();
  const report = await inspectSite({
    site: url,
    catalogue: site.catalogue,
    pages: inspector.pages,
    robots: inspector.robots,
    workers: concurrency,
    maxPages: items * 3,
    onProgress: ({ pages }) => {
      if (pages % Math.ceil(items / 5) === 0)
        memory.push({ heap: heapMiB(), resident: memoryMiB(process.pid) });
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  await inspector.close();
  server.kill();

  const found = report.findings.map(({ type, item, element }) => ({ type, item, element: element ?? '' }));
  const { wrong, overlooked, ...score } = compare(found, site.key);
  const output = {
    items,
    seed,
    pages: report.pages,
    seconds: round(seconds),
    pagesPerSecond: round(report.pages / seconds),
    cpuMsPerPage: round((cpu.user + cpu.system) / 1000 / report.pages),
    memoryMiB: memory,
    // Temporal fails the attempt after 15 s without a heartbeat.
    longestPauseMs: Math.round(pauses.max / 1e6),
    planted: site.key.length,
    found: found.length,
    ...score,
    ...(values.show && { wrong, overlooked }),
  };
  console.log(JSON.stringify(output, null, 2));
  return score.precision >= 0.98 && score.recall >= 0.98 ? 0 : 1;
}

const specOf = (seed: number, items: number): SiteSpec => ({ seed, items, quirks: QUIRK_NAMES });

/** What is still in use: garbage that was not yet collected says nothing about leaks. */
function heapMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

const textOf = ({ type, item, element }: KeyEntry): string => [type, element, item].filter(Boolean).join(' ');

function compare(found: readonly KeyEntry[], key: readonly KeyEntry[]) {
  const has = new Set(found.map(textOf));
  const should = new Set(key.map(textOf));
  const wrong = [...has].filter((entry) => !should.has(entry));
  const overlooked = [...should].filter((entry) => !has.has(entry));
  const right = has.size - wrong.length;
  const byType: Record<string, { planted: number; wrong: number; overlooked: number }> = {};
  const count = (entries: Iterable<string>, field: 'planted' | 'wrong' | 'overlooked'): void => {
    for (const entry of entries) {
      const type = entry.split(' ')[0]!;
      (byType[type] ??= { planted: 0, wrong: 0, overlooked: 0 })[field] += 1;
    }
  };
  count(should, 'planted');
  count(wrong, 'wrong');
  count(overlooked, 'overlooked');
  return { precision: share(right, has.size), recall: share(right, should.size), byType, wrong, overlooked };
}

const share = (part: number, whole: number): number =>
  whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000;
const round = (value: number): number => Math.round(value * 10) / 10;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, seed, items] = process.argv.slice(2);
  if (first === '--serve') {
    const { url } = await serveSite(generateSite(specOf(Number(seed), Number(items))));
    process.send?.(url);
    process.on('disconnect', () => process.exit());
  } else {
    process.exitCode = await main(process.argv.slice(2));
  }
}
