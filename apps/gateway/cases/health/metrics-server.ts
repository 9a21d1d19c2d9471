import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { POOL } from '../../platform/tokens.js';
import { metrics } from '../../platform/metrics/metrics.js';
import { readMetrics } from './case-metrics.js';

const LOOPBACK = '127.0.0.1';

/** Serves `/metrics` for Prometheus on a loopback port of its own, because business figures are for operators only. */
@Injectable()
export class MetricsServer implements OnApplicationShutdown {
  private readonly logger = new Logger('metrics');
  private server: Server | undefined;

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @param port 0: a free one @returns the port */
  async listen(port: number): Promise<number> {
    const server = createServer((request, response) => {
      if (request.url === '/metrics' && request.method === 'GET') void this.answer(response);
      else response.writeHead(404).end();
    }).listen(port, LOOPBACK);
    this.server = server;
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(response: ServerResponse): Promise<void> {
    try {
      const figures = await readMetrics(this.pool);
      response.writeHead(200, { 'content-type': metrics.contentType }).end(figures);
    } catch (err) {
      this.logger.error({ err }, 'could not read the metrics');
      response.writeHead(500).end();
    }
  }
}
