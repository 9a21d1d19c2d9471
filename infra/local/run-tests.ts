/**
 * jest with the servers the tests need: one PostgreSQL (TEST_DATABASE_URL; each test file makes a database of its own)
 * and the two Temporal programs. Started by test.mjs; the arguments are jest's, and so is the exit code.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../config/config.js';
import { repoRoot } from '../config/repo-root.js';
import { claimDataFolder } from './data-folder.js';
import { LocalError } from './local-error.js';
import { removeCluster, startPostgres } from './postgres.js';
import { findTemporalCli, findTemporalTestServer } from './temporal-cli.js';

const TEMPORARY = 'test-';
/** The tests may lose their data when the power fails. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const config = loadConfig({ ...process.env, DUBAN_DATA: join(repoRoot, '.duban') });

async function main(args: readonly string[]): Promise<number> {
  await removeLeftOvers();
  const cli = await findTemporalCli(config);
  const testServer = await findTemporalTestServer(config);
  const folder = await claimDataFolder(join(config.DUBAN_DATA, `${TEMPORARY}${process.pid}`));
  const dataDir = join(folder.path, 'postgres');
  try {
    const { url } = await startPostgres({
      dataDir,
      settings: FAST,
      onSpawn: (pid) => folder.record('postgres', pid),
    });
    return await jest(args, {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      TEST_DATABASE_URL: url,
      TEMPORAL_CLI: cli,
      TEMPORAL_TEST_SERVER: testServer,
    });
  } finally {
    await folder.stopPrograms();
    await removeCluster(dataDir);
    folder.remove();
    await removeLeftOvers();
  }
}

async function jest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const program = join(repoRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const ownWorkers = args.some((arg) => /^(-w|-i|--maxWorkers|--runInBand)/.test(arg));
  const all = [program, ...(ownWorkers ? [] : ['--maxWorkers=2']), ...args];
  const child = spawn(process.execPath, all, { cwd: repoRoot, stdio: 'inherit', env });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
  process.on('disconnect', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Of tests that were interrupted or killed; claiming a folder ends what still runs in it. */
async function removeLeftOvers(): Promise<void> {
  const { DUBAN_DATA: parent } = config;
  const names = existsSync(parent) ? readdirSync(parent).filter((name) => name.startsWith(TEMPORARY)) : [];
  for (const name of names) {
    try {
      const folder = await claimDataFolder(join(parent, name));
      await removeCluster(join(folder.path, 'postgres'));
      folder.remove();
    } catch (error) {
      if (!(error instanceof LocalError && error.code === 'DATA_FOLDER_IN_USE')) throw error;
    }
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof LocalError ? error.message : error);
  process.exitCode = 1;
}
process.disconnect?.();
