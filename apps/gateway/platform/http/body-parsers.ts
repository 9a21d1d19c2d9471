import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse as parseForm } from 'node:querystring';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { isNestedTooDeep, MAX_DEPTH } from './json-depth.js';

/**
 * Registers parsers for JSON objects, and for forms of the token endpoint. An empty body is accepted, because some clients
 * always send `application/json`; JSON other than an object is refused.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const text = decode(request, bytes as Buffer);
    if (text instanceof DubanError) return done(text);
    if (text === '') return done(null, undefined);
    if (isNestedTooDeep(text))
      return done(
        new DubanError('MALFORMED_REQUEST', detail('platform.bodyNestedDeeper', { levels: MAX_DEPTH })),
      );
    return parseJson(request, text, (error, body: unknown) => {
      if (error)
        return done(
          new DubanError('MALFORMED_REQUEST', detail('platform.bodyNotJson'), {}, { cause: error }),
        );
      if (typeof body === 'object' && body !== null && !Array.isArray(body)) return done(null, body);
      return done(new DubanError('MALFORMED_REQUEST', detail('platform.bodyNotObject')));
    });
  });
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, bytes, done) => {
      const text = decode(request, bytes as Buffer);
      if (text instanceof DubanError) return done(text);
      return done(null, { ...parseForm(text) });
    },
  );
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Rejects other encodings: their text would become replacement characters. */
function decode({ headers }: FastifyRequest, bytes: Buffer): string | DubanError {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset))
    return new DubanError('MEDIA_TYPE_NOT_ALLOWED', detail('platform.charsetNotUtf8'));
  try {
    return UTF8.decode(bytes);
  } catch (cause) {
    return new DubanError('MALFORMED_REQUEST', detail('platform.bodyNotUtf8'), {}, { cause });
  }
}
