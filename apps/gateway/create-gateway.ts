import 'reflect-metadata';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Client } from '@temporalio/client';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../../infra/config/config.js';
import { repoRoot } from '../../infra/config/repo-root.js';
import { AppModule } from './app.module.js';
import { SecretAccess } from './cases/secrecy/secret-access.js';
import { FILE_BYTES, FILES } from './cases/attachments/attachment-limits.js';
import { measureRequests } from './platform/metrics/metrics.js';
import { limitRates } from './platform/limits/rate-limit.js';
import { isLoopback, setSenders, trustedProxies } from './platform/limits/sender.js';
import { ProblemFilter } from './platform/problems/problem.filter.js';
import { RouteTable } from './platform/problems/route-table.js';
import { validationPipe } from './platform/problems/validation.js';
import { registerBodyParsers } from './platform/http/body-parsers.js';
import { compressAnswers } from './platform/http/compress-answers.js';
import { limitConnections } from './platform/http/connection-limit.js';
import { endConnections } from './platform/http/end-connections.js';
import { serveOpenApi } from './openapi-document.js';
import { forbidCaching } from './platform/http/no-store.js';
import { keepOneInstant } from './platform/http/request-instant.js';
import { logRequests, nestLogger } from './platform/http/request-log.js';
import {
  BODY_BYTES,
  limitPublicBodies,
  REQUEST_TIMEOUT_MS,
  SERVER_OPTIONS,
} from './platform/http/request-limits.js';
import { setSecurityHeaders } from './platform/web/security-headers.js';
import { serveWeb } from './platform/web/serve-web.js';

const webFolder = join(repoRoot, 'dist', 'web');
const REQUEST_ID = /^[\w.-]{8,64}$/;

export interface GatewayOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Instead of a client for the configured Temporal. */
  readonly temporal?: Client;
  /** Instead of the clock of this machine: epoch ms. */
  readonly now?: () => number;
  /** Whether the clock must agree with the database's. @default true for the clock of this machine */
  readonly checkClock?: boolean;
}

/** Creates the gateway, ready to listen. */
export async function createGateway({
  config,
  log,
  temporal,
  now: movedClock,
  checkClock = movedClock === undefined,
}: GatewayOptions): Promise<NestFastifyApplication> {
  const now = movedClock ?? ((): number => Date.now());
  const routes = new RouteTable();
  const problems = new ProblemFilter(routes);
  const isTrusted = trustedProxies(config.TRUSTED_PROXIES);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: SERVER_OPTIONS,
    genReqId: requestIdOf,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? isTrusted : false,
    // Addresses that the router cannot parse do not reach the filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
    forceCloseConnections: 'idle',
  });
  const fastify = adapter.getInstance();
  routes.watch(fastify);
  keepOneInstant(fastify, now);
  // No route has this method. If it had a body, Fastify would refuse its content type before METHOD_NOT_ALLOWED.
  fastify.addHttpMethod('QUERY', { hasBody: false, overrideExisting: true });
  fastify.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  logRequests(fastify, log);
  measureRequests(fastify);
  setSenders(fastify, isTrusted);
  limitRates(fastify);
  limitPublicBodies(fastify);
  registerBodyParsers(fastify);
  forbidCaching(fastify);

  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, temporal, checkClock ? now : null),
    adapter,
    {
      logger: nestLogger(log),
      bodyParser: false,
      abortOnError: false,
    },
  );
  await setSecurityHeaders(app);
  await compressAnswers(app);
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: FILE_BYTES, files: FILES, fields: 5, fieldSize: 1000 },
  });
  const isExempt = (address: string): boolean => isLoopback(address) || isTrusted(address);
  limitConnections(fastify.server, log, { isExempt });
  endConnections(fastify);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(problems);
  app.get(SecretAccess).watch(fastify);
  serveOpenApi(app);
  if (existsSync(webFolder)) await serveWeb(app, webFolder, config.DUBAN_VIDEO_HOSTS);
  else log.warn({ folder: webFolder }, 'the web is not built: pages are not served');
  return app;
}

/** Keeps the caller's id, so that its log and ours can be compared. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
