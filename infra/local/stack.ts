import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig, type Config } from '../config/config.js';
import { repoRoot } from '../config/repo-root.js';
import { isTuned } from '../config/tuning.js';
import { isDatabaseCurrent, setUpDatabase, type SetUp } from '../database/setup.js';
import type { DataFolder, ProgramName } from './data-folder.js';
import { keepDemoAccounts, type DemoAccount } from './demo-accounts.js';
import { LocalError } from './local-error.js';
import { assertDatabaseUsable, assertTemporalUsable } from './own-servers.js';
import { assertPortFree, freePort } from './ports.js';
import { ensureOwnedDatabase, rolePasswords } from './postgres-roles.js';
import { startPostgres } from './postgres.js';
import { writeRuntime, type Runtime } from './runtime.js';
import { runService, startProcess, type OnSpawn, type Service } from './service.js';
import { supervise } from './supervise.js';
import { findTemporalCli } from './temporal-cli.js';
import { startTemporal } from './temporal-server.js';

export interface StackOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Claimed by the caller, who also ends what was started, in whatever state this is. */
  readonly folder: DataFolder;
  readonly say: (line: string) => void;
  /** Aborted when the stack is to stop: nothing more is started then. */
  readonly signal: AbortSignal;
  /** Folder of the compiled worker and gateway. @default dist/ of this repository */
  readonly programs?: string;
}

export interface Stack {
  readonly gatewayUrl: string;
  readonly metricsUrl: string;
  readonly temporalAddress: string;
  /** Accounts and OAuth clients made by this start. */
  readonly demoAccounts: readonly DemoAccount[];
  /** Resolves when the stack stops. */
  readonly kept: Promise<void>;
}

const LABELS: Record<ProgramName, string> = {
  postgres: 'PostgreSQL server',
  temporal: 'Temporal server',
  worker: 'worker',
  gateway: 'gateway',
};

const READY_TIMEOUT_MS = 180_000;

/**
 * Brings up everything that DATABASE_URL and TEMPORAL_ADDRESS do not name: PostgreSQL, Temporal, then the schema and
 * its seeds, the worker and the gateway. Resolves once the gateway says that all of it is ready.
 *
 * @throws {LocalError} one sentence with the remedy
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { env, folder, say, signal, programs = join(repoRoot, 'dist') } = options;
  const given = loadConfig(env);
  const supervised: Promise<void>[] = [];
  let addresses: Omit<Runtime, 'pids'> | undefined;
  const publish = (): void => {
    if (addresses) writeRuntime(folder.path, { ...addresses, pids: folder.pids() });
  };
  const spawned =
    (name: ProgramName): OnSpawn =>
    (pid) => {
      folder.record(name, pid);
      publish(); // a restarted program has another pid
    };
  const keep = (name: ProgramName, service: Service, logFile: string): void => {
    supervised.push(supervise(service, { name: LABELS[name], logFile, say, signal }));
  };

  await assertPortFree(given.HOST, given.PORT);
  if (given.METRICS_PORT) await assertPortFree('127.0.0.1', given.METRICS_PORT);
  const metricsPort = given.METRICS_PORT ?? (await freePort());
  if (given.DATABASE_URL) await assertDatabaseUsable(given.DATABASE_URL, given.DATABASE_URL_MIGRATE);
  const warning = given.TEMPORAL_ADDRESS ? await assertTemporalUsable(given) : null;
  if (warning !== null) say(warning);

  let { DATABASE_URL: databaseUrl, DATABASE_URL_MIGRATE: migrateUrl } = given;
  if (!databaseUrl) {
    const dataDir = join(folder.path, 'postgres');
    const postgres = await startPostgres({ dataDir, onSpawn: spawned('postgres') });
    keep('postgres', postgres, join(dataDir, 'postgres.log'));
    const urls = await ensureOwnedDatabase(postgres.url, 'duban', rolePasswords(dataDir));
    [databaseUrl, migrateUrl] = [urls.programs, urls.owner];
  }
  signal.throwIfAborted();

  let temporalAddress = given.TEMPORAL_ADDRESS;
  if (!temporalAddress) {
    const dataDir = join(folder.path, 'temporal');
    const cli = await findTemporalCli(given);
    signal.throwIfAborted();
    const temporal = await startTemporal({
      cli,
      dataDir,
      uiPort: given.TEMPORAL_UI_PORT,
      namespace: given.TEMPORAL_NAMESPACE,
      dropIndexes: isTuned(given, 'visibility-indexes'),
      onSpawn: spawned('temporal'),
    });
    keep('temporal', temporal, join(dataDir, 'temporal.log'));
    temporalAddress = temporal.address;
  }
  signal.throwIfAborted();

  const programEnv = {
    ...env,
    DATABASE_URL: databaseUrl,
    DATABASE_URL_MIGRATE: undefined, // not for programs
    TEMPORAL_ADDRESS: temporalAddress,
    DUBAN_DATA: folder.path,
    DUBAN_DEMO: String(given.DUBAN_DEMO), // unset, it would be false for programs, which always have a DATABASE_URL
    METRICS_PORT: String(metricsPort),
  };
  const created = await setUp({ ...programEnv, DATABASE_URL_MIGRATE: migrateUrl });
  const clients = created.oauthClients.map(({ id, secret }) => ({
    username: id,
    password: secret,
    unit: 'OAuth 2',
    roles: ['client'],
  }));
  const demoAccounts = [...clients, ...created.demoAccounts];
  keepDemoAccounts(folder.path, demoAccounts);
  signal.throwIfAborted();

  mkdirSync(join(folder.path, 'logs'), { recursive: true, mode: 0o700 });
  for (const name of ['worker', 'gateway'] as const) {
    const logFile = join(folder.path, 'logs', `${name}.log`);
    const preload = name === 'worker' && isTuned(given, 'workflow-stack-traces');
    const command = {
      file: process.execPath,
      args: [
        '--enable-source-maps',
        ...(preload ? ['--import', join(programs, 'infra/temporal/tuning/workflow-threads.js')] : []),
        join(programs, 'apps', name, 'main.js'),
      ],
      env: programEnv,
      logFile,
      stopSignal: 'SIGTERM',
    } as const;
    const launch = () => startProcess(command, spawned(name));
    keep(name, await runService(launch, command.stopSignal), logFile);
  }

  const gatewayUrl = urlOf(given);
  const kept = Promise.all(supervised).then(() => undefined);
  await untilGatewayReady(gatewayUrl, folder, signal);
  signal.throwIfAborted();
  addresses = { databaseUrl, temporalAddress, gatewayUrl };
  publish();
  const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  return { gatewayUrl, metricsUrl, temporalAddress, demoAccounts, kept };
}

/** Without the owner's URL the database has to be set up already: its role is then at hand for releases only. */
async function setUp(env: NodeJS.ProcessEnv): Promise<SetUp> {
  const config = loadConfig(env);
  if (config.DATABASE_URL_MIGRATE) return setUpDatabase(config);
  if (await isDatabaseCurrent(config.DATABASE_URL!)) return { demoAccounts: [], oauthClients: [] };
  const { host, pathname } = new URL(config.DATABASE_URL!);
  throw new LocalError(
    'DATABASE_UNUSABLE',
    `PostgreSQL at ${host}${pathname} has not the schema of this release: set DATABASE_URL_MIGRATE for this start, to the ` +
      'URL of the role that owns the database.',
  );
}

async function untilGatewayReady(gatewayUrl: string, folder: DataFolder, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!signal.aborted) {
    const missing = await notReady(`${gatewayUrl}/health/ready`);
    if (missing === null) return;
    if (Date.now() > deadline) {
      throw new LocalError(
        'NOT_READY',
        `The gateway was not ready within ${READY_TIMEOUT_MS / 1000} s (${missing}): see the logs in ${join(folder.path, 'logs')}.`,
      );
    }
    await sleep(200);
  }
}

/** What keeps the gateway from being ready; null when it is. */
async function notReady(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    if (response.ok) return null;
    const { params } = (await response.json()) as { params?: { parts?: string[] } };
    return `not ready: ${params?.parts?.join(', ') ?? response.status}`;
  } catch {
    return 'it does not answer';
  }
}

/** An address to listen on is not always one to call. */
function urlOf({ HOST, PORT }: Config): string {
  const callable: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  return `http://${callable[HOST] ?? (HOST.includes(':') ? `[${HOST}]` : HOST)}:${PORT}`;
}
