import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { HttpException } from '@nestjs/common';
import { isInvalidParameter } from '../../../../infra/database/database-errors.js';
import {
  DubanError,
  type ErrorCode,
  type DetailParams,
  type ErrorDetails,
} from '../../../../workflows/engine/errors.js';
import { detail as textWith, textIfKnown } from '../../../../domain/messages/index.js';
import { errorCodes, statusOf, titleOfError } from './error-table.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const PARAMETER = {
  oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: { type: 'string' } }],
};

export class ProblemIssue {
  @ApiProperty({
    example: 'decision.lead',
    description: 'Path of the field in the request body',
  })
  field!: string;
  @ApiProperty({
    example: 'fields.maxLength',
    description: 'Stable code of the text in the message catalogue: `<area>.<name>`',
  })
  code!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: PARAMETER,
    example: { max: 20 },
    description: 'Parameters of the text. Instants are ISO 8601, days YYYY-MM-DD',
  })
  params!: DetailParams;
  @ApiProperty({
    example: '最多 20 个字',
    description: 'Chinese text for users, with the remedy where there is one',
  })
  message!: string;
}

/** RFC 9457. `code` is stable; docs/errors.md lists all codes with their remedies. */
export class Problem {
  @ApiProperty({ example: '/docs/errors#TASK_NOT_OPEN' }) type!: string;
  @ApiProperty({ example: '任务已不在待办状态' }) title!: string;
  @ApiProperty({ type: 'integer', example: 409 }) status!: number;
  @ApiProperty({ enum: errorCodes, enumName: 'ErrorCode' }) code!: ErrorCode;
  @ApiProperty({
    description: 'Chinese explanation of this occurrence; the title where there is none',
  })
  detail!: string;
  @ApiPropertyOptional({
    example: 'engine.taskNotOpen',
    description: 'Stable code of `detail` in the message catalogue',
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
  @ApiProperty({ description: 'Quote it when you report the problem; also in the header x-request-id' })
  requestId!: string;
  @ApiPropertyOptional({ type: [ProblemIssue] }) issues?: readonly ProblemIssue[];
}

/** Status of an error of Nest, Fastify or their plugins -> our code. */
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
 * Maps an error to a refusal. `defect`: developers have to investigate, because the error is unforeseen, or because events of
 * an accepted command cannot be stored. The message of a defect is not shown to the caller.
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
  // Messages of libraries are English: the log gets them with the cause, the caller gets the title.
  if (code) return { refusal: new DubanError(code, null, {}, { cause: error }), defect: false };
  return {
    refusal: new DubanError('INTERNAL', textWith('platform.unexpected'), {}, { cause: error }),
    defect: true,
  };
}

/** Compares by name, because the platform does not import the kernel: events that cannot be projected. */
const isUnwritable = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'UnwritableEventsError';

/** Caused by a deeply nested request: our own recursion is bounded. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack size');
}

/** The body of an error's response (RFC 9457), with its Chinese texts. */
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
    detail: (detail && textIfKnown(detail.code, detail.params)) ?? title,
    ...(detail && { detailCode: detail.code, params: detail.params }),
    instance: request.url.split('?', 1)[0]!,
    requestId: request.id,
    ...(details.issues && { issues: details.issues.map(toIssue) }),
  };
}

/** A field at fault as responses show it. */
export function toIssue(given: NonNullable<ErrorDetails['issues']>[number]): ProblemIssue {
  const { code, params } = given;
  return { ...given, params, message: textIfKnown(code, params) ?? code };
}
