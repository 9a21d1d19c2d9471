import { refuseInspection } from './permit-harness.js';
import type { InjectOptions } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { pino } from 'pino';
import { createGateway } from '../../apps/gateway/create-gateway.js';
import { createActivities } from '../../activities/index.js';
import { createProcessServices } from '../../domain/cases/services/process-services.js';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import { loadConfig } from '../../infra/config/config.js';
import { mailboxLetterProcess, type LetterInput } from '../../workflows/letters/behaviour.js';
import { LateLetters } from './cards.js';
import { TEST_PASSWORD } from './database.js';
import { startTestTemporal } from './temporal.js';

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the body of any route
  readonly body: any;
}

export interface SupervisionGateway {
  readonly letters: LateLetters;
  /** @param as username of an account, or PLATFORM */
  request(as: string, sent: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Starts a letter that waits for its registration. @returns its process id */
  receivedLetter(input?: Partial<LetterInput>): Promise<string>;
  /** Starts a letter that waits for a unit to sign for it. @returns its process id */
  forwardedLetter(unit: string): Promise<string>;
  /** Terminates the workflow of a letter directly in Temporal. */
  terminate(letter: string): Promise<void>;
  close(): Promise<void>;
}

/** The supervision platform: a client with credentials of its own. */
export const PLATFORM = 'efficiency-platform';
const TASK_QUEUE = 'duban';

/** Starts a gateway and a worker on servers of their own. The test raises the cards, at instants that it names. */
export async function startSupervisionGateway(): Promise<SupervisionGateway> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [letters, temporal, folder] = await Promise.all([
    LateLetters.create(),
    startTestTemporal(),
    mkdtemp(join(tmpdir(), 'gateway-')),
  ]);
  const { dataSource, url } = letters.database;
  const services = createProcessServices({
    dataSource,
    temporal: temporal.client,
    taskQueue: TASK_QUEUE,
    onError: () => undefined,
  });
  const connection = await NativeConnection.connect({ address: temporal.server.address });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: (await bundleWorkflows()) as WorkflowBundleWithSourceMap,
    activities: {
      ...createActivities({ dataSource, ...services, openInspector: refuseInspection }),
      issueDueCards: async ({ now }: { now: number }) => ({ nextAt: now + 3_600_000 }),
    },
  });
  const running = worker.run();
  const config = loadConfig({ DATABASE_URL: url, DUBAN_DATA: folder, TEMPORAL_TASK_QUEUE: TASK_QUEUE });
  const app = await createGateway({ config, log: pino({ level: 'error' }), temporal: temporal.client });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();

  const tokens = new Map<string, string>();
  const send = async (sent: InjectOptions): Promise<Answer> => {
    const answer = await app.inject(sent);
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };
  const tokenOf = async (who: string): Promise<string> => {
    const [url, payload] =
      who === PLATFORM
        ? [
            '/api/v1/auth/token',
            { grant_type: 'client_credentials', client_id: who, client_secret: TEST_PASSWORD },
          ]
        : ['/api/v1/auth/login', { username: who, password: TEST_PASSWORD }];
    const { body } = await send({ method: 'POST', url: url as string, payload });
    return body.access_token ?? body.accessToken;
  };

  const receivedLetter = async (input: Partial<LetterInput> = {}): Promise<string> => {
    const id = randomUUID();
    await services.commands.start(mailboxLetterProcess, {
      id,
      subject: `ZX${id.slice(0, 8)}`,
      input: { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: false, ...input },
      account: 'citizen',
    });
    return id;
  };

  return {
    letters,
    receivedLetter,
    request: async (as, sent, body, headers = {}) => {
      const [method, path] = sent.split(' ') as ['GET' | 'POST', string];
      if (!tokens.has(as)) tokens.set(as, await tokenOf(as));
      return send({
        method,
        url: `/api/v1${path}`,
        headers: { ...headers, authorization: `Bearer ${tokens.get(as)}` },
        ...(body && { payload: body }),
      });
    },
    forwardedLetter: async (unit) => {
      const id = await receivedLetter();
      await services.commands.send({
        process: { id },
        command: {
          kind: 'complete',
          task: 1,
          outcome: 'dispatch',
          decision: { class: 'CONSULT', lead: unit, coUnits: [] },
          by: { account: 'office', unit: 'QGZ', roles: ['mailbox-office'] },
        },
      });
      return id;
    },
    terminate: async (letter) => {
      await temporal.client.workflow.getHandle(`mailbox-letter/${letter}`).terminate();
    },
    close: async () => {
      await app.close();
      worker.shutdown();
      await running;
      await connection.close();
      await temporal.close();
      await letters.database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
