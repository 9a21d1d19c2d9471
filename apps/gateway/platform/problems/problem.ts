import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { HttpException } from '@nestjs/common';
import { UnwritableEventsError } from '../../../../domain/cases/read-model/projection.js';
import { isInvalidParameter } from '../../../../infra/database/database-errors.js';
import { DubanError, ERRORS, type ErrorCode } from '../../../../workflows/engine/errors.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export class ProblemIssue {
  @ApiProperty({
    example: 'decision.lead',
    description: 'The field at fault, as a path from the request body',
  })
  field!: string;
  @ApiProperty() message!: string;
}

/** RFC 9457. `code` is stable; docs/errors.md lists every one with its remedy. */
export class Problem {
  @ApiProperty({ example: '/docs/errors#TASK_NOT_OPEN' }) type!: string;
  @ApiProperty({ example: '任务已不在待办状态' }) title!: string;
  @ApiProperty({ type: 'integer', example: 409 }) status!: number;
  @ApiProperty({ enum: Object.keys(ERRORS), enumName: 'ErrorCode' }) code!: ErrorCode;
  @ApiProperty() detail!: string;
  @ApiProperty({ description: 'Path of the request' }) instance!: string;
  @ApiProperty({ description: 'To be quoted when reporting it; also the header x-request-id' })
  requestId!: string;
  @ApiPropertyOptional({ type: [ProblemIssue] }) issues?: readonly ProblemIssue[];
}

/** Statuses that Nest, Fastify and their plugins raise by themselves -> our code. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'MEDIA_TYPE_NOT_ALLOWED',
  429: 'RATE_LIMITED',
  503: 'NOT_READY',
};

/**
 * What was thrown, in our terms. `defect`: somebody has to look at it. Nobody has foreseen it, and its message is not for the
 * caller; or what was accepted has happened, and cannot be written.
 */
export function refusalOf(error: unknown): { refusal: DubanError; defect: boolean } {
  if (error instanceof DubanError)
    return {
      refusal: error,
      defect: error.code === 'INTERNAL' || error.cause instanceof UnwritableEventsError,
    };
  const { statusCode, message } = (error ?? {}) as { statusCode?: number; message?: string };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const code =
    status === undefined
      ? undefined
      : (BY_STATUS[status] ?? (status < 500 ? 'MALFORMED_REQUEST' : undefined));
  if (isInvalidParameter(error)) {
    const detail = 'one of the values is none of its kind, or holds a character that cannot be kept';
    return { refusal: new DubanError('VALIDATION_FAILED', detail, {}, { cause: error }), defect: false };
  }
  if (isStackOverflow(error)) {
    const detail = 'the body is nested too deep';
    return { refusal: new DubanError('MALFORMED_REQUEST', detail, {}, { cause: error }), defect: false };
  }
  if (code) return { refusal: new DubanError(code, message ?? '', {}, { cause: error }), defect: false };
  return {
    refusal: new DubanError('INTERNAL', 'an unexpected error: quote the request id', {}, { cause: error }),
    defect: true,
  };
}

/** Our own code does not recurse without end; what a caller sent may be nested without end. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack size');
}

export function problemOf(
  { code, message, details }: DubanError,
  request: { id: string; url: string },
): Problem {
  const { status, title } = ERRORS[code];
  return {
    type: `/docs/errors#${code}`,
    title,
    status,
    code,
    detail: code === 'INTERNAL' ? 'an unexpected error: quote the request id' : message,
    instance: request.url.split('?', 1)[0]!,
    requestId: request.id,
    ...(details.issues && { issues: details.issues }),
  };
}
