import 'reflect-metadata';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { loadConfig } from '../../infra/config/config.js';
import { AppModule } from './app.module.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { validationPipe } from './problems/validation.js';

/** Attachments have a limit of their own; no other body is that large. */
const BODY_LIMIT = 1024 * 1024;

const config = loadConfig(process.env);
const adapter = new FastifyAdapter({
  bodyLimit: BODY_LIMIT,
  genReqId: () => randomUUID(),
  trustProxy: config.TRUSTED_PROXIES.length > 0 ? [...config.TRUSTED_PROXIES] : false,
});
const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
  logger: config.DUBAN_LOG_LEVEL === 'silent' ? false : ['error', 'warn', 'log'],
});
await app.register(helmet);
app.useGlobalPipes(validationPipe);
app.useGlobalFilters(new ProblemFilter());
app.enableShutdownHooks();

const description = new DocumentBuilder()
  .setTitle('Duban')
  .setDescription('Government business that keeps its deadlines. Errors are RFC 9457 problem documents.')
  .setVersion('1')
  .addBearerAuth()
  .build();
const document = SwaggerModule.createDocument(app, description);
app
  .getHttpAdapter()
  .get('/api/openapi.json', (_request: unknown, reply: { send(body: unknown): void }) =>
    reply.send(document),
  );

await app.listen({ port: config.PORT, host: config.HOST });
