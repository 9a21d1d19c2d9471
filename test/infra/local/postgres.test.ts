import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  createDatabase,
  ensureDatabase,
  removeCluster,
  startPostgres,
  type Postgres,
} from '../../../infra/local/postgres.js';
import { ensureOwnedDatabase, rolePasswords } from '../../../infra/local/postgres-roles.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = await temporaryFolder();
const dataDir = join(folder.path, 'postgres');
const onSpawn = (pid: number): void => folder.record('postgres', pid);
let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir, onSpawn });
});

afterAll(async () => {
  await postgres.stop();
  await removeCluster(dataDir);
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

it('PostgreSQL keeps committed rows when it is killed and answers again at the same address', async () => {
  await query(postgres.url, 'CREATE TABLE letter (id int)');
  await query(postgres.url, 'INSERT INTO letter SELECT generate_series(1, 1000)');
  const killedPid = postgres.pid;

  await postgres.kill();
  await postgres.restart();

  expect(postgres.pid).not.toBe(killedPid);
  expect(await query(postgres.url, 'SELECT count(*)::int AS letters FROM letter')).toEqual([
    { letters: 1000 },
  ]);
});

it('PostgreSQL reuses the cluster of a folder on another port', async () => {
  await postgres.stop();
  const { port } = postgres;
  postgres = await startPostgres({ dataDir, onSpawn });

  expect(postgres.port).not.toBe(port);
  expect(await query(postgres.url, 'SELECT count(*)::int AS letters FROM letter')).toEqual([
    { letters: 1000 },
  ]);
});

it('PostgreSQL requires its password, which only the owner may read', async () => {
  const url = new URL(postgres.url);
  url.password = 'guess';

  await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
});

it('PostgreSQL listens on loopback only and syncs commits to disk', async () => {
  const rows = await query(
    postgres.url,
    `SELECT name, setting FROM pg_settings WHERE name IN
       ('listen_addresses', 'fsync', 'synchronous_commit', 'jit', 'unix_socket_directories')`,
  );

  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    listen_addresses: '127.0.0.1',
    fsync: 'on',
    synchronous_commit: 'on',
    jit: 'off',
    unix_socket_directories: '',
  });
});

it('each test file gets a database of its own', async () => {
  const url = await createDatabase(postgres.url, 'first');
  await query(url, 'CREATE TABLE only_here ()');

  await expect(createDatabase(postgres.url, 'first')).rejects.toThrow(/already exists/);
  expect(await ensureDatabase(postgres.url, 'first')).toBe(url);
  const other = await ensureDatabase(postgres.url, 'second');
  await expect(query(other, 'TABLE only_here')).rejects.toThrow(/does not exist/);
});

it('a database that the superuser has made is transferred to the owner role', async () => {
  const superuser = await createDatabase(postgres.url, 'older');
  await query(
    superuser,
    `CREATE TABLE entry (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz);
     CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE; END';
     CREATE TRIGGER kept BEFORE DELETE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse()`,
  );

  const urls = await ensureOwnedDatabase(postgres.url, 'older', rolePasswords(dataDir));

  expect(await ensureOwnedDatabase(postgres.url, 'older', rolePasswords(dataDir))).toEqual(urls);
  await query(urls.owner, 'ALTER TABLE entry DISABLE TRIGGER kept; DROP FUNCTION refuse CASCADE');
  expect(await query(urls.owner, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
    { rolsuper: false },
  ]);
  await expect(query(urls.programs, 'TABLE entry')).rejects.toThrow(/permission denied/);
  for (const file of ['owner-password', 'app-password'])
    expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
});

it('a PostgreSQL that cannot start names its log', async () => {
  const start = startPostgres({
    dataDir: join(folder.path, 'bad'),
    settings: { shared_buffers: 'plenty' },
  });

  await expect(start).rejects.toMatchObject({
    code: 'POSTGRES_FAILED',
    message: expect.stringContaining('postgres.log'),
  });
  await removeCluster(join(folder.path, 'bad'));
});
