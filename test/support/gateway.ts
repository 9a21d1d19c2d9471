import { afterAll } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createProcessServices } from '../../domain/cases/services/process-services.js';
import { createGateway, type GatewayOptions } from '../../apps/gateway/create-gateway.js';
import { loadConfig } from '../../infra/config/config.js';
import { createTestDatabase, TEST_PASSWORD } from './database.js';
import { simulatedTemporal } from './simulated-temporal.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the body of any route
  readonly body: any;
  readonly bytes: Buffer;
}
export interface Request {
  /** Username of the requesting account. @default anonymous */
  readonly as?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Address of the sender. @default this machine */
  readonly from?: string;
}
export interface TestGateway {
  readonly app: NestFastifyApplication;
  readonly folder: string;
  readonly log: readonly string[];
  /** With the role of the gateway. */
  readonly databaseUrl: string;
  /** As the owner of the tables. */
  readonly query: <R = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>;
  readonly request: (method: string, path: string, options?: Request) => Promise<Answer>;
  readonly signIn: (username: string) => Promise<string>;
}

/** Starts a gateway with a database of its own and processes in this program. Closed after the tests of the file. */
export async function startTestGateway(
  env: Record<string, string> = {},
  clock: Pick<GatewayOptions, 'now' | 'checkClock'> = {},
): Promise<TestGateway> {
  const [database, folder] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), 'gateway-'))]);
  const log: string[] = [];
  const config = loadConfig({
    DATABASE_URL: database.url,
    DUBAN_DATA: folder,
    DUBAN_CAPTCHA_COST: '1',
    DUBAN_DEMO: 'true',
    ...env,
  });
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const { dataSource } = database;
  const { projection } = createProcessServices({
    dataSource,
    temporal: simulatedTemporal(),
    taskQueue: 'none',
    onError: () => undefined,
  });
  const temporal = simulatedTemporal({ project: (batch) => projection.project(batch) });
  const app = await createGateway({ config, log: logger, temporal, ...clock });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const tokens = new Map<string, Promise<string>>();
  const request = async (method: string, path: string, options: Request = {}): Promise<Answer> => {
    const { as, token = as === undefined ? undefined : await signIn(as), body, headers, from } = options;
    const response = await app.inject({
      method: method as InjectOptions['method'],
      url: path.startsWith('/api') || path.startsWith('/health') ? path : `/api/v1${path}`,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { payload: body as string }),
      ...(from && { remoteAddress: from }),
    });
    const json = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      headers: response.headers,
      body: json && response.body !== '' ? JSON.parse(response.body) : response.body,
      bytes: response.rawPayload,
    };
  };
  const signIn = (username: string): Promise<string> => {
    const known =
      tokens.get(username) ??
      request('POST', '/auth/login', { body: { username, password: TEST_PASSWORD } }).then(
        ({ body }) => body.accessToken,
      );
    tokens.set(username, known);
    return known;
  };
  return {
    app,
    folder,
    log,
    databaseUrl: database.url,
    query: database.query,
    request,
    signIn,
  };
}
