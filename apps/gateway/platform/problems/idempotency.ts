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
 * Key and body hash of a request with the header `Idempotency-Key`: a repetition with the same key and body changes nothing
 * and gets the same response. Undefined without the header.
 */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): Idempotency | undefined => {
    const { headers, method, url, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw invalid(issue('Idempotency-Key', 'fields.idempotencyKey'));
    }
    // Without the challenge, which may have expired before the repetition: a new one does not make it another request.
    const { captcha: _captcha, ...content } = (body ?? {}) as Record<string, unknown>;
    const hash = createHash('sha256').update(`${method} ${url}\n`).update(JSON.stringify(content));
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
        'Chosen by the caller, preferably a random UUID. A repetition with the same key and an identical body changes nothing ' +
        'and gets the same response.',
    }),
    ProblemCodes('IDEMPOTENCY_KEY_REUSED'),
  );
