import type { FastifyInstance } from 'fastify';
import { parse as parseForm } from 'node:querystring';
import { DubanError } from '../../../workflows/engine/errors.js';
import { isNestedTooDeep, MAX_DEPTH } from './json-depth.js';

/**
 * JSON objects, and forms for the token endpoint. Clients that always say `application/json` may send no body; any
 * JSON but an object has no meaning here.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined);
    if (isNestedTooDeep(text as string))
      return done(new DubanError('MALFORMED_REQUEST', `the body is nested deeper than ${MAX_DEPTH} levels`));
    return parseJson(request, text as string, (error, body: unknown) => {
      if (error) return done(new DubanError('MALFORMED_REQUEST', error.message, {}, { cause: error }));
      if (typeof body === 'object' && body !== null && !Array.isArray(body)) return done(null, body);
      return done(new DubanError('MALFORMED_REQUEST', 'the body must be a JSON object'));
    });
  });
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, { ...parseForm(text as string) }),
  );
}
