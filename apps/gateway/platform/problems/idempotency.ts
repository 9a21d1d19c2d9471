import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { issue } from '../../../../domain/messages/index.js';
import { ProblemCodes } from './problem-codes.js';
import { invalid } from './validation.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * What the header `Idempotency-Key` says about a request: sent again with the same key and body, it changes nothing
 * and is answered alike. Undefined without the header.
 */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): Idempotency | undefined => {
    const { headers, method, url, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw invalid(issue('Idempotency-Key', 'fields.idempotencyKey'));
    }
    // A challenge may have expired when the request is repeated: a new one does not make it another request.
    const { captcha: _solved, ...said } = (body ?? {}) as Record<string, unknown>;
    const hash = createHash('sha256').update(`${method} ${url}\n`).update(JSON.stringify(said));
    return { key, bodyHash: hash.digest() };
  },
);

/** Documents the header. */
export const Idempotent = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
      description:
        'Chosen by the caller, best at random (a UUID). The same key and body again, to the last character, change nothing ' +
        'and are answered alike, whatever has happened since.',
    }),
    ProblemCodes('IDEMPOTENCY_KEY_REUSED'),
  );
