import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { RouteTable } from './route-table.js';
import { PROBLEM_TYPE, problemOf, refusalOf } from './problem.js';

/** How long a caller may go on sending after its request is refused. */
const DRAIN_MS = 5_000;
/** Status -> Retry-After in seconds, unless the error has one. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 60, 503: 5 };

/** Responds to errors with problem documents. A defect shows its request id only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  constructor(private readonly routes: RouteTable) {}

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
    void reply.header('x-request-id', request.id); // the hook is not run for addresses that the router rejects
    const respond = (): void =>
      void reply.status(problem.status).header('content-type', PROBLEM_TYPE).send(problem);
    if (problem.code === 'PAYLOAD_TOO_LARGE') void drain(request.raw).then(respond);
    else respond();
  }

  /** Maps NOT_FOUND of the router to METHOD_NOT_ALLOWED when the path exists with other methods. */
  private orMethodNotAllowed(refusal: DubanError, request: FastifyRequest, reply: FastifyReply): DubanError {
    if (refusal.code !== 'NOT_FOUND' || request.routeOptions.url !== undefined) return refusal;
    const allowed = this.routes.methodsOf(request.url.split('?', 1)[0]!);
    if (allowed.length === 0) return new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
    void reply.header('allow', allowed.join(', '));
    return new DubanError('METHOD_NOT_ALLOWED', detail('platform.methodsAllowed', { methods: allowed }));
  }
}

/** Adds the limit to a body that is too large: Fastify does not report it, and Nest passes only the message on. */
function orNamedLimit(refusal: DubanError, { routeOptions }: FastifyRequest): DubanError {
  if ((refusal.cause as Error | undefined)?.message !== 'Request body is too large') return refusal;
  const tooLarge = detail('platform.bodyTooLarge', { bytes: routeOptions.bodyLimit! });
  return new DubanError('PAYLOAD_TOO_LARGE', tooLarge, {}, { cause: refusal.cause });
}

/** Discards the rest of a request body: a caller that is still sending would not read the response. */
async function drain(incoming: IncomingMessage): Promise<void> {
  incoming.resume();
  const ended = finished(incoming, { writable: false }).catch(() => undefined); // the caller has disconnected
  await Promise.race([ended, sleep(DRAIN_MS, undefined, { ref: false })]);
}
