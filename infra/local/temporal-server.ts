import { Connection } from '@temporalio/client';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { dropUnusedIndexes } from '../temporal/tuning/visibility-indexes.js';
import { freePort } from './ports.js';
import { runService, startProcess, untilReady, type OnSpawn, type Service } from './service.js';

export interface TemporalOptions {
  /** The Temporal CLI: see findTemporalCli. */
  readonly cli: string;
  /** Holds the server's log, and `temporal.db` unless `inMemory`; made when missing. */
  readonly dataDir: string;
  /** Forget everything when stopped. @default false */
  readonly inMemory?: boolean;
  /** @default a free one */
  readonly port?: number;
  /** Where its web UI answers; none when unset. */
  readonly uiPort?: number;
  /** @default 'default' */
  readonly namespace?: string;
  /** Whether indexes that no query here uses are dropped: the tuning `visibility-indexes`. @default true */
  readonly dropIndexes?: boolean;
  /** Added to, or in place of, our own settings (the server's dynamic configuration): name -> value in JSON. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onSpawn?: OnSpawn;
}

export interface Temporal extends Service {
  /** `host:port` */
  readonly address: string;
}

/**
 * Histories are kept this long after a process has ended, in days: the read model can be rebuilt from them. The
 * development server's own default is one day.
 */
const RETENTION_DAYS = 365;

/**
 * At Go's default the server collects garbage all the time, because its live heap is small: 400 lets the heap grow to
 * five times the live data and takes a good part of its CPU away; the limit keeps that from growing without end.
 */
const GO_MEMORY = { GOGC: '400', GOMEMLIMIT: '1GiB' };
/** Go's scheduler spins on cores it could leave to the others here: half of them are as fast for less CPU. */
const GO_CORES = { GOMAXPROCS: String(Math.max(1, Math.floor(availableParallelism() / 2))) };

/**
 * One server needs no partitions of a task queue: with the four of a cluster's default, tasks and waiting workers had to be
 * brought together. And what search attributes there are is not read anew for every event (the development server's
 * default, for those who try them out). A workflow whose task has failed twice in a row is marked, not after five times:
 * see domain/cases/incidents/failing-workflows.ts.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': '2',
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  'system.forceSearchAttributesCacheRefreshOnRead': 'false',
};

/** What ends within this time is started once more. */
const AT_ONCE_MS = 10_000;

/**
 * Starts Temporal's development server on loopback; it keeps its data in one SQLite file.
 *
 * @throws {LocalError} TEMPORAL_FAILED, BINARY_UNUSABLE
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { cli, dataDir, namespace = 'default', dropIndexes = true } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const port = options.port ?? (await freePort());
  const address = `127.0.0.1:${port}`;
  const file = options.inMemory ? undefined : join(dataDir, 'temporal.db');
  const logFile = join(dataDir, 'temporal.log');
  const command = {
    file: cli,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
      ...['--namespace', namespace, '--log-level', 'warn'],
      ...(options.uiPort ? ['--ui-port', String(options.uiPort), '--ui-disable-news-fetch'] : ['--headless']),
      ...(file ? storage(file) : []),
      ...Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
        '--dynamic-config-value',
        `${name}=${value}`,
      ]),
    ],
    // Our database is no business of Temporal's.
    env: {
      ...process.env,
      DATABASE_URL: undefined,
      DATABASE_URL_MIGRATE: undefined,
      ...GO_MEMORY,
      ...GO_CORES,
    },
    logFile,
    stopSignal: 'SIGTERM',
  } as const;

  const tryLaunch = async () => {
    const running = await startProcess(command, options.onSpawn);
    const subject = { name: 'Temporal', code: 'TEMPORAL_FAILED', logFile, timeoutMs: 60_000 } as const;
    await untilReady(subject, running, async () => {
      await keepHistories(address, namespace);
      if (file && dropIndexes) dropUnusedIndexes(file);
    });
    return running;
  };
  // It picks the ports of its inner services and lets go of them before it listens: another program may be quicker.
  const launch = async () => {
    const startedAt = Date.now();
    try {
      return await tryLaunch();
    } catch (error) {
      if (Date.now() - startedAt > AT_ONCE_MS) throw error;
      return tryLaunch();
    }
  };
  return Object.assign(await runService(launch, command.stopSignal), { address });
}

/** With a write-ahead log a step costs one write instead of several, and a killed server still loses nothing. */
function storage(file: string): string[] {
  const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'];
  return ['--db-filename', file, ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])];
}

async function keepHistories(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '2 seconds' });
  try {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: { seconds: (RETENTION_DAYS * 86_400) as never } },
    });
  } finally {
    await connection.close();
  }
}
