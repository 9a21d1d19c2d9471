import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { workflowBundlePath } from '../../apps/worker/bundle-workflows.js';
import { repoRoot } from '../../infra/config/repo-root.js';
import { claimDataFolder, type DataFolder, type ProgramName } from '../../infra/local/data-folder.js';
import { freePort } from '../../infra/local/ports.js';
import { removeCluster } from '../../infra/local/postgres.js';
import { readRuntime } from '../../infra/local/runtime.js';
import { startStack, type Stack } from '../../infra/local/stack.js';
import { createTestDatabase, TEST_PASSWORD, type TestDatabase } from './database.js';

export interface TestStack {
  readonly url: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly query: <R = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>;
  /** Of the running stack. */
  readonly pids: () => Readonly<Record<string, number>>;
  /** kill -9. Resolves once the stack has restarted the program and is ready. */
  readonly killAndRestart: (program: ProgramName) => Promise<void>;
  /** Runs a compiled command (its path below dist/) on this stack, as `npm run` does. @returns its output */
  readonly command: (program: string, args?: readonly string[]) => Promise<{ code: number; output: string }>;
  /** The log of a program so far. */
  readonly log: (program: 'worker' | 'gateway') => string;
  /** The stack's own log. */
  readonly said: readonly string[];
  /** Stops everything and deletes its data. */
  readonly stop: () => Promise<void>;
}

const RESTART_TIMEOUT_MS = 60_000;

/**
 * Starts the whole product as `npm start` does: compiled worker and gateway, a Temporal server with its data in a file, a
 * database. Every account has the password TEST_PASSWORD.
 *
 * @param options.ownPostgres a PostgreSQL server of its own, which may be killed; else a database on the shared one
 * @param options.settings those of an operator, as environment variables
 * @param options.edit changes the code of the workflow bundle, for behaviours with a defect
 */
export async function startTestStack(
  options: {
    ownPostgres?: boolean;
    settings?: Readonly<Record<string, string>>;
    edit?: (bundle: string) => string;
  } = {},
): Promise<TestStack> {
  // `npm test` clears up folders of this name when the tests were interrupted.
  const folder = await claimDataFolder(join(repoRoot, '.duban', `test-${randomUUID()}`));
  const stopping = new AbortController();
  const said: string[] = [];
  let database: TestDatabase | undefined;
  let pool: Pool | undefined;

  const stop = async (): Promise<void> => {
    stopping.abort();
    await pool?.end();
    await folder.stopPrograms();
    await removeCluster(join(folder.path, 'postgres'));
    folder.remove();
    await database?.drop();
  };

  try {
    const { ownPostgres, settings, edit } = options;
    if (!ownPostgres && !settings?.['DATABASE_URL']) database = await createTestDatabase();
    const env = { ...(await environment(folder, database)), ...settings };
    const stack = await startStack({
      env,
      folder,
      say: (line) => said.push(line),
      signal: stopping.signal,
      ...(edit && { programs: await copyPrograms(join(folder.path, 'product'), edit) }),
    });
    const { databaseUrl } = readRuntime(folder.path)!;
    const connections = new Pool({ connectionString: databaseUrl, max: 3 });
    connections.on('error', () => undefined); // an idle connection of a killed server
    pool = connections;
    return {
      url: stack.gatewayUrl,
      databaseUrl,
      temporalAddress: stack.temporalAddress,
      query: async <R>(sql: string, values?: unknown[]) => (await connections.query(sql, values)).rows as R[],
      command: (program, args = []) => command([join(repoRoot, 'dist', program), ...args], env),
      pids: () => folder.pids(),
      log: (program) => readFileSync(join(folder.path, 'logs', `${program}.log`), 'utf8'),
      killAndRestart: (program) => killAndRestart(program, folder, stack),
      said,
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(said.join('\n'), { cause: error });
  }
}

/** A copy of the compiled programs with another workflow bundle. */
async function copyPrograms(to: string, edit: (bundle: string) => string): Promise<string> {
  const programs = join(to, 'dist');
  await cp(join(repoRoot, 'dist'), programs, { recursive: true });
  await cp(join(repoRoot, 'package.json'), join(to, 'package.json'));
  const bundle = join(programs, basename(workflowBundlePath));
  await writeFile(bundle, edit(await readFile(bundle, 'utf8')));
  return programs;
}

async function environment(folder: DataFolder, database?: TestDatabase): Promise<NodeJS.ProcessEnv> {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TEMPORAL_CLI: process.env['TEMPORAL_CLI'],
    DATABASE_URL: database?.url,
    DATABASE_URL_MIGRATE: database?.ownerUrl,
    PORT: String(await freePort()),
    DUBAN_DATA: folder.path,
    DUBAN_DEMO: 'true',
    DUBAN_DEMO_PASSWORD: TEST_PASSWORD,
    DUBAN_CAPTCHA_COST: '1',
  };
}

async function command(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

async function killAndRestart(program: ProgramName, folder: DataFolder, stack: Stack): Promise<void> {
  const killed = folder.pids()[program]!;
  process.kill(killed, 'SIGKILL');
  const deadline = Date.now() + RESTART_TIMEOUT_MS;
  while (folder.pids()[program] === killed || !(await isReady(stack.gatewayUrl))) {
    if (Date.now() > deadline)
      throw new Error(`${program} was not ready again within ${RESTART_TIMEOUT_MS / 1000} s`);
    await sleep(100);
  }
}

async function isReady(gatewayUrl: string): Promise<boolean> {
  return fetch(`${gatewayUrl}/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false, // not listening
  );
}
