import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase } from '../support/database.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { startTemporalProxy, type TemporalProxy } from '../support/temporal-proxy.js';
import { startTestTemporal, type TestTemporal } from '../support/temporal.js';
import { temporaryFolder } from '../infra/local/temporary-folder.js';
import { Client } from './client.js';
import { expectWhole } from './expect-whole.js';
import { Handling } from './handling.js';

const NAMESPACE = 'government';
const API_KEY = 'key-of-the-test';
const { path: folder } = await temporaryFolder();

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
/** A database without a schema. */
let empty: typeof database;
let temporal: TestTemporal;
let proxy: TemporalProxy;
/** A PostgreSQL with an empty database, and a Temporal behind TLS and an API key. */
let settings: Record<string, string>;

beforeAll(async () => {
  [database, empty, temporal] = await Promise.all([
    createEmptyDatabase(),
    createEmptyDatabase(),
    startTestTemporal({ namespace: NAMESPACE, keep: true }),
  ]);
  proxy = await startTemporalProxy(temporal.server.address, API_KEY);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  settings = {
    DATABASE_URL: database.url,
    DATABASE_URL_MIGRATE: database.ownerUrl,
    TEMPORAL_ADDRESS: proxy.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    TEMPORAL_TLS_CA: file('ca.pem', proxy.authority),
    TEMPORAL_TLS_CERT: file('client.pem', proxy.client.certificate),
    TEMPORAL_TLS_KEY: file('client.key', proxy.client.key),
    TEMPORAL_API_KEY: API_KEY,
  };
}, 60_000);
afterAll(async () => {
  await proxy?.close();
  await temporal?.close();
  await database?.drop();
  await empty?.drop();
});

describe('on servers of the operator', () => {
  let stack: TestStack;
  afterAll(() => stack?.stop());

  it('letters are handled and reconciled over TLS with client certificate, API key and namespace', async () => {
    stack = await startTestStack({ settings });
    const handling = new Handling([new Client(stack.url)]);

    await handling.letters(2, 2);

    await expectWhole(stack, handling.closed);
    expect(stack.pids()).toEqual({
      stack: expect.any(Number),
      worker: expect.any(Number),
      gateway: expect.any(Number),
    });
    expect(proxy.refused()).toBe(0);
    expect(stack.said).toEqual([]);
    expect(await stack.command('infra/tools/audit/main.js')).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /^\d+ entries, none changed or taken out; the last one: \d+:[0-9a-f]{64}\n$/,
      ),
    });
  }, 120_000);
});

describe('a start that fails', () => {
  /** The message of a start that fails. */
  const failure = async (changes: Record<string, string>): Promise<string> => {
    const stack = await startTestStack({ settings: { ...settings, ...changes } }).catch(
      (error: Error) => error,
    );
    if (!(stack instanceof Error)) {
      await stack.stop();
      throw new Error('the stack has started');
    }
    return (stack.cause as Error).message;
  };
  const databaseUrl = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  /** The same database, as the superuser of the tests' server. */
  const superuserUrl = (): string => {
    const url = new URL(process.env['TEST_DATABASE_URL']!);
    url.pathname = new URL(database.url).pathname;
    return url.href;
  };

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'a database that is not there',
      () => ({ DATABASE_URL: databaseUrl((url) => (url.port = '1')) }),
      /^PostgreSQL at 127\.0\.0\.1:1\/\w+ cannot be reached \(ECONNREFUSED\): start it, or correct DATABASE_URL\.$/,
    ],
    [
      'a wrong password',
      () => ({ DATABASE_URL: databaseUrl((url) => (url.password = 'wrong-password')) }),
      /^PostgreSQL at \S+ refuses the user or the password: correct them in DATABASE_URL\.$/,
    ],
    [
      'a database that does not exist',
      () => ({ DATABASE_URL: databaseUrl((url) => (url.pathname = '/nowhere')) }),
      /^PostgreSQL at \S+\/nowhere has no such database: create it, or correct DATABASE_URL\.$/,
    ],
    [
      'a wrong password of the role that migrates',
      () => ({ DATABASE_URL_MIGRATE: databaseUrl((url) => (url.password = 'wrong-password')) }),
      /^PostgreSQL at \S+ refuses the user or the password: correct them in DATABASE_URL_MIGRATE\.$/,
    ],
    [
      'a superuser for the programs',
      () => ({ DATABASE_URL: superuserUrl() }),
      /^PostgreSQL at \S+: the role 'duban' is a superuser, which the programs' role must not: make two others \(CREATE ROLE duban_owner LOGIN .+; CREATE ROLE duban_app LOGIN .+; ALTER DATABASE "\w+" OWNER TO duban_owner\), and name duban_app in DATABASE_URL and duban_owner in DATABASE_URL_MIGRATE\.$/,
    ],
    [
      'the owner of the database for the programs',
      () => ({ DATABASE_URL: database.ownerUrl, DATABASE_URL_MIGRATE: '' }),
      /^PostgreSQL at \S+: the role 'duban_owner' owns the database or tables in it, .+ REASSIGN OWNED BY "duban_owner" TO .+DATABASE_URL_MIGRATE\.$/,
    ],
    [
      'the owner of the database for both',
      () => ({ DATABASE_URL: database.ownerUrl }),
      /^PostgreSQL at \S+: DATABASE_URL and DATABASE_URL_MIGRATE name the same role 'duban_owner': name .+ one that owns nothing \(CREATE ROLE .+\)\.$/,
    ],
    [
      'two databases',
      () => ({ DATABASE_URL_MIGRATE: empty.ownerUrl }),
      /^PostgreSQL at \S+ is another database than \S+ of DATABASE_URL_MIGRATE: name the same in both\.$/,
    ],
    [
      'the role that migrates alone',
      () => ({ DATABASE_URL: '' }),
      /DATABASE_URL_MIGRATE: goes together with DATABASE_URL, .+$/,
    ],
    [
      'a role that may not migrate',
      () => ({ DATABASE_URL: database.ownerUrl, DATABASE_URL_MIGRATE: database.url }),
      /^PostgreSQL at \S+ does not let the user of DATABASE_URL_MIGRATE create tables: make it the owner of the database\.$/,
    ],
    [
      'a database that nobody has set up',
      () => ({ DATABASE_URL: empty.url, DATABASE_URL_MIGRATE: '' }),
      /^PostgreSQL at \S+ has not the schema of this release: set DATABASE_URL_MIGRATE for this start, .+\.$/,
    ],
    [
      'a Temporal that is not there',
      () => ({ TEMPORAL_ADDRESS: '127.0.0.1:1' }),
      /^Temporal at 127\.0\.0\.1:1 cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\): start it, or correct TEMPORAL_ADDRESS and the TEMPORAL_TLS settings\.$/,
    ],
    [
      'a namespace that does not exist',
      () => ({ TEMPORAL_NAMESPACE: 'nowhere' }),
      /^Temporal at \S+ has no namespace 'nowhere': create it \(temporal operator namespace create\), or correct TEMPORAL_NAMESPACE\.$/,
    ],
    [
      'a wrong API key',
      () => ({ TEMPORAL_API_KEY: 'another' }),
      /^Temporal at \S+ refuses us: correct TEMPORAL_API_KEY or TEMPORAL_TLS_CERT\.$/,
    ],
    [
      'no client certificate',
      () => ({ TEMPORAL_TLS_CERT: '', TEMPORAL_TLS_KEY: '' }),
      /^Temporal at \S+ cannot be reached \(.+certificate required\): start it, or correct TEMPORAL_ADDRESS and the TEMPORAL_TLS settings\.$/,
    ],
    [
      'a certificate that is no file',
      () => ({ TEMPORAL_TLS_CA: join(folder, 'nowhere.pem') }),
      /TEMPORAL_TLS_CA: \S+ cannot be read \(ENOENT\)$/,
    ],
  ])('a start with %s fails with one sentence: the cause and its remedy', async (_, changes, sentence) => {
    const message = await failure(changes());

    expect(message).toMatch(sentence);
    expect(message).not.toContain('wrong-password');
  });

  it('a start on a busy port fails with one sentence: the cause and its remedy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };

    expect(await failure({ PORT: String(port) })).toBe(
      `Cannot listen on 127.0.0.1:${port} (EADDRINUSE): stop what uses it, or choose another with PORT=${port + 1} npm start.`,
    );

    server.close();
  });
});
