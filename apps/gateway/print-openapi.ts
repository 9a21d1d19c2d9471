/**
 * Prints the OpenAPI document that a running gateway serves. Needs neither server nor database: apps/web makes its types from it.
 *
 *     node dist/apps/gateway/print-openapi.js
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Client } from '@temporalio/client';
import { loadConfig } from '../../infra/config/config.js';
import { AppModule } from './app.module.js';
import { openApiOf } from './openapi-document.js';
import { registeredBusinesses } from './who-sees-what.js';

const app = await NestFactory.create<NestFastifyApplication>(
  AppModule.with(loadConfig({ DATABASE_URL: 'postgres://localhost' }), {} as Client, null),
  new FastifyAdapter(),
  { preview: true, logger: false },
);
process.stdout.write(JSON.stringify(openApiOf(app, registeredBusinesses())));
