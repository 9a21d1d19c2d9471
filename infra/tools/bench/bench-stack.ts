import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig, type Config } from '../../config/config.js';
import { claimDataFolder } from '../../local/data-folder.js';
import { freePort } from '../../local/ports.js';
import { rolePasswords, roleUrls } from '../../local/postgres-roles.js';
import { ownPassword, removeCluster } from '../../local/postgres.js';
import { readRuntime, removeRuntime, type Runtime } from '../../local/runtime.js';
import { startStack } from '../../local/stack.js';
import { startLoadGenerator, type LoadGenerator } from './load-generator.js';

/** The stack that a benchmark measures: that of `npm start`, empty and without other users. */
export interface BenchStack {
  readonly runtime: Runtime;
  readonly config: Config;
  readonly database: pg.Client;
  readonly load: LoadGenerator;
  /** Of every demo account. */
  readonly password: string;
  /** Where Temporal keeps its histories. */
  readonly temporalFile: string;
}

export interface BenchOptions {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
  /** Keeps each stack after its benchmark until `signal` is aborted, for inspection. */
  readonly hold: boolean;
}

/** Only a superuser may let the owner of the database issue CHECKPOINT. */
async function allowCheckpoints(databaseUrl: string, dataDir: string): Promise<void> {
  const url = new URL(databaseUrl);
  url.username = 'duban';
  url.password = ownPassword(join(dataDir, 'password'));
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  try {
    await admin.query('GRANT pg_checkpoint TO duban_owner');
  } finally {
    await admin.end();
  }
}

/** Prevents benchmarks on existing servers, which would be filled with letters. */
const OWN_SERVERS = [
  ...['DATABASE_URL', 'DATABASE_URL_MIGRATE'],
  ...['ADDRESS', 'NAMESPACE', 'API_KEY', 'TLS', 'TLS_CERT', 'TLS_KEY', 'TLS_CA', 'UI_PORT'].map(
    (name) => `TEMPORAL_${name}`,
  ),
];

/**
 * Runs `work` on a new stack in the folder `bench` of the data folder, and removes all of it afterwards: whatever the
 * data folder holds besides is never touched.
 *
 * @throws {LocalError} when the stack does not come up
 */
export async function withStack<T>(
  options: BenchOptions,
  work: (stack: BenchStack) => Promise<T>,
): Promise<T> {
  const { signal, say } = options;
  const path = join(options.config.DUBAN_DATA, 'bench');
  const left = existsSync(path);
  const folder = await claimDataFolder(path);
  const clear = async (): Promise<void> => {
    removeRuntime(path);
    await folder.stopPrograms();
    await removeCluster(join(path, 'postgres'));
    folder.remove();
  };
  if (left) {
    await clear();
    return withStack(options, work);
  }

  const stopping = new AbortController();
  const both = AbortSignal.any([signal, stopping.signal]);
  let load: LoadGenerator | undefined;
  let database: pg.Client | undefined;
  try {
    say('starting an empty stack …');
    const password = randomBytes(12).toString('base64url');
    const env: NodeJS.ProcessEnv = {
      ...options.env,
      ...Object.fromEntries(OWN_SERVERS.map((name) => [name, ''])),
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      DUBAN_DATA: path,
      DUBAN_DEMO: 'true',
      // Citizens' own machines would solve the challenges: here it would take the cores that are measured.
      DUBAN_CAPTCHA_COST: '1',
      DUBAN_DEMO_PASSWORD: password,
    };
    const { kept } = await startStack({ env, folder, say, signal: both });
    const runtime = readRuntime(path)!;
    // As the owner, who may VACUUM.
    const { owner } = roleUrls(runtime.databaseUrl, rolePasswords(join(path, 'postgres')));
    database = new pg.Client({ connectionString: owner, application_name: 'duban-bench' });
    database.on('error', () => undefined); // the running query gets the error as well
    await database.connect();
    await allowCheckpoints(runtime.databaseUrl, join(path, 'postgres'));
    load = await startLoadGenerator({ gatewayUrl: runtime.gatewayUrl, password });
    const temporalFile = join(path, 'temporal', 'temporal.db');
    const stack = { runtime, database, load, password, temporalFile, config: loadConfig(env) };
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    const stopped = kept.then<never>(() => {
      throw new Error('the stack stopped');
    });
    const result = await Promise.race([work(stack), aborted, stopped]);
    if (options.hold) {
      say(`holding the stack until Ctrl-C: ${join(path, 'runtime.json')} says where it answers`);
      await Promise.race([aborted.catch(() => undefined), stopped]);
    }
    return result;
  } finally {
    stopping.abort();
    load?.stop();
    await database?.end().catch(() => undefined);
    await clear();
  }
}
