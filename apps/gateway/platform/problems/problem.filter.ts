import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { RouteBook } from './route-table.js';
import { PROBLEM_TYPE, problemOf, refusalOf } from './problem.js';

const PATIENCE_MS = 5_000;
/** Seconds after which the same request may succeed, where nobody has said otherwise. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 60, 503: 5 };

/** Turns whatever was thrown into a problem document; a defect says nothing of itself but its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  constructor(private readonly routes: RouteBook) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { refusal, defect } = refusalOf(error);
    if (defect) this.logger.error({ requestId: request.id, err: refusal.cause ?? refusal }, 'defect');
    const known = orNamedLimit(this.orMethodNotAllowed(refusal, request, reply), request);
    const problem = problemOf(known, request);
    const retryAfter = refusal.details['retryAfter'] ?? RETRY_AFTER[problem.status];
    if (retryAfter !== undefined && !reply.hasHeader('retry-after'))
      void reply.header('retry-after', String(retryAfter));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer'); // RFC 9110, 11.6.1
    void reply.header('x-request-id', request.id); // an address that cannot be read has not passed the hook for it
    const send = (): void =>
      void reply.status(problem.status).header('content-type', PROBLEM_TYPE).send(problem);
    if (problem.code === 'PAYLOAD_TOO_LARGE') void readToTheEnd(request.raw).then(send);
    else send();
  }

  /** The router knows no such route; perhaps it knows the path with another method. */
  private orMethodNotAllowed(refusal: DubanError, request: FastifyRequest, reply: FastifyReply): DubanError {
    if (refusal.code !== 'NOT_FOUND' || request.routeOptions.url !== undefined) return refusal;
    const allowed = this.routes.methodsOf(request.url.split('?', 1)[0]!);
    if (allowed.length === 0) return new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
    void reply.header('allow', allowed.join(', '));
    return new DubanError('METHOD_NOT_ALLOWED', detail('platform.methodsAllowed', { methods: allowed }));
  }
}

/** Fastify says that a body is too large, not how large it may be; Nest passes nothing on but its words. */
function orNamedLimit(refusal: DubanError, { routeOptions }: FastifyRequest): DubanError {
  if ((refusal.cause as Error | undefined)?.message !== 'Request body is too large') return refusal;
  const tooLarge = detail('platform.bodyTooLarge', { bytes: routeOptions.bodyLimit! });
  return new DubanError('PAYLOAD_TOO_LARGE', tooLarge, {}, { cause: refusal.cause });
}

/** Who is still sending does not hear an answer: what comes is read, without keeping it, for as long as is decent. */
async function readToTheEnd(incoming: IncomingMessage): Promise<void> {
  incoming.resume();
  const ended = finished(incoming, { writable: false }).catch(() => undefined); // the caller has gone
  await Promise.race([ended, sleep(PATIENCE_MS, undefined, { ref: false })]);
}
