import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { HttpException } from '@nestjs/common';
import { isInvalidParameter } from '../../../../infra/database/database-errors.js';
import { DubanError, type ErrorCode, type DetailParams, type ErrorDetails } from '../../../../workflows/engine/errors.js';
import { detail as textWith, textIfKnown } from '../../../../domain/messages/index.js';
import { errorCodes, statusOf, titleOfError } from './error-table.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const PARAMETER = {
  oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: { type: 'string' } }],
};

export class ProblemIssue {
  @ApiProperty({
    example: 'decision.lead',
    description: 'The field at fault, as a path from the request body',
  })
  field!: string;
  @ApiProperty({
    example: 'fields.maxLength',
    description: 'Stable: a text of the message catalogue. `<area>.<name>`',
  })
  code!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: PARAMETER,
    example: { max: 20 },
    description: 'What the text says in particular. Instants are ISO 8601, days YYYY-MM-DD',
  })
  params!: DetailParams;
  @ApiProperty({
    example: '最多 20 个字',
    description: 'In Chinese, for people; with the remedy where there is one',
  })
  message!: string;
}

/** RFC 9457. `code` is stable; docs/errors.md lists every one with its remedy. */
export class Problem {
  @ApiProperty({ example: '/docs/errors#TASK_NOT_OPEN' }) type!: string;
  @ApiProperty({ example: '任务已不在待办状态' }) title!: string;
  @ApiProperty({ type: 'integer', example: 409 }) status!: number;
  @ApiProperty({ enum: errorCodes, enumName: 'ErrorCode' }) code!: ErrorCode;
  @ApiProperty({
    description: 'What was wrong this time, in Chinese; the title where there is no more to say',
  })
  detail!: string;
  @ApiPropertyOptional({
    example: 'engine.taskNotOpen',
    description: 'The code of `detail` in the message catalogue. Stable',
  })
  detailCode?: string;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: PARAMETER,
    example: { task: 3 },
    description: 'Parameters of `detail`. Instants are ISO 8601, days YYYY-MM-DD',
  })
  params?: DetailParams;
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
      defect: error.code === 'INTERNAL' || isUnwritable(error.cause),
    };
  const { statusCode } = (error ?? {}) as { statusCode?: number };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const code =
    status === undefined
      ? undefined
      : (BY_STATUS[status] ?? (status < 500 ? 'MALFORMED_REQUEST' : undefined));
  if (isInvalidParameter(error)) {
    const unreadable = textWith('platform.valueUnreadable');
    return { refusal: new DubanError('VALIDATION_FAILED', unreadable, {}, { cause: error }), defect: false };
  }
  if (isStackOverflow(error)) {
    const tooDeep = textWith('platform.bodyTooDeep');
    return { refusal: new DubanError('MALFORMED_REQUEST', tooDeep, {}, { cause: error }), defect: false };
  }
  // What libraries say is English: it goes to the log with the cause, and the title to the caller.
  if (code) return { refusal: new DubanError(code, null, {}, { cause: error }), defect: false };
  return {
    refusal: new DubanError('INTERNAL', textWith('platform.unexpected'), {}, { cause: error }),
    defect: true,
  };
}

/** The kernel's error for events that cannot be projected; the platform does not know the kernel. */
const isUnwritable = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'UnwritableEventsError';

/** Our own code does not recurse without end; what a caller sent may be nested without end. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack size');
}

export function problemOf(error: DubanError, request: { id: string; url: string }): Problem {
  const { code, details } = error;
  const title = titleOfError(code);
  const detail = code === 'INTERNAL' ? textWith('platform.unexpected') : error.detail;
  return {
    type: `/docs/errors#${code}`,
    title,
    status: statusOf(code),
    code,
    // A detail that a newer worker has sent may be unknown here.
    detail: (detail ? textIfKnown(detail.code, detail.params) : error.plainDetail) ?? title,
    ...(detail && { detailCode: detail.code, params: detail.params }),
    instance: request.url.split('?', 1)[0]!,
    requestId: request.id,
    ...(details.issues && { issues: details.issues.map(toIssue) }),
  };
}

function toIssue(given: NonNullable<ErrorDetails['issues']>[number]): ProblemIssue {
  if ('message' in given) return given as ProblemIssue;
  const { code, params } = given;
  return { ...given, params, message: textIfKnown(code, params) ?? code };
}
