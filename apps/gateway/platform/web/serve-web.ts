import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { Pages, type WebFile } from './pages.js';
import { pagePolicy } from './security-headers.js';

/**
 * Serves the portal, the console and their assets from a build of apps/web.
 *
 * @param videoHosts hosts whose players pages may frame
 */
export async function serveWeb(
  app: NestFastifyApplication,
  folder: string,
  videoHosts: readonly string[],
): Promise<void> {
  const pages = new Pages(folder);
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d', // their names hold a hash
    index: false,
    decorateReply: false,
  });
  await app.register(servePages(pages, pagePolicy(videoHosts)));
}

/** Answers what no route answers: a plugin of its own, so that it runs after the one that sets security headers. */
function servePages(pages: Pages, policy: string) {
  const plugin = async (fastify: FastifyInstance): Promise<void> => {
    fastify.addHook('onRequest', async (request, reply) => {
      if (!request.is404 || !['GET', 'HEAD'].includes(request.method)) return;
      const path = request.url.split('?', 1)[0]!;
      const found = pages.find(path, request.headers.accept?.includes('text/html') === true);
      if (!found) return;
      if (found.isPage) void reply.header('content-security-policy', policy);
      if (found.link) void reply.header('link', found.link);
      return send(request, reply.status(found.status), found.file);
    });
  };
  // Fastify's mark for plugins whose hooks hold outside of them.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

function send(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  void reply.headers({
    'cache-control': 'no-cache',
    etag: file.etag,
    vary: 'Accept, Accept-Encoding',
    'content-type': file.mediaType,
  });
  if (reply.statusCode === 200 && request.headers['if-none-match'] === file.etag)
    return reply.status(304).send();
  const accepted = request.headers['accept-encoding'] ?? '';
  const coding = (['br', 'gzip'] as const).find((name) => file.encoded[name] && accepted.includes(name));
  if (coding) void reply.header('content-encoding', coding);
  return reply.send(file.encoded[coding ?? 'identity']);
}
