import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DubanError, ERRORS, type ErrorCode } from '../../../workflows/engine/errors.js';
import { isDataError } from '../processes/cursor.js';
import type { Problem } from './problem.js';

/** HTTP statuses that Nest and Fastify raise by themselves -> our code. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'MEDIA_TYPE_NOT_ALLOWED',
  429: 'RATE_LIMITED',
};

/** Turns whatever was thrown into a problem document; a defect says nothing of itself but its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { code, detail, issues } = this.read(error, request.id);
    const { status, title } = ERRORS[code];
    const problem: Problem = {
      type: `/docs/errors#${code}`,
      title,
      status,
      code,
      detail,
      requestId: request.id,
      ...(issues && { issues }),
    };
    if (status === 429 && !reply.hasHeader('retry-after')) void reply.header('retry-after', '60');
    void reply.status(status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }

  private read(
    error: unknown,
    requestId: string,
  ): { code: ErrorCode; detail: string; issues?: Problem['issues'] } {
    if (error instanceof DubanError) {
      const { code, message, details } = error;
      if (ERRORS[code].status >= 500) this.logger.error({ requestId, code }, error.stack);
      return { code, detail: message, issues: details.issues };
    }
    const status =
      error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number })?.statusCode;
    if (isDataError(error))
      return { code: 'VALIDATION_FAILED', detail: 'the database cannot keep one of the values' };
    const known = status === undefined ? undefined : BY_STATUS[status];
    if (known) return { code: known, detail: (error as Error).message };
    this.logger.error({ requestId }, error instanceof Error ? error.stack : String(error));
    return { code: 'INTERNAL', detail: 'an unexpected error; quote the request id when you report it' };
  }
}
