import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';

/** Prefix of one extension for each code; openapi-document.ts converts them to responses. */
export const CODE_EXTENSION = 'x-code-';

/** Codes that any command may be refused with. */
const OF_COMMANDS: readonly ErrorCode[] = [
  'PROCESS_LOST',
  'PROCESS_FULL',
  'PROCESS_STUCK',
  'COMMAND_WITHDRAWN',
  'VERSION_NOT_SERVED',
];

/** Documents the error codes of a route, in addition to those of all routes. ENGINE_UNAVAILABLE implies those of commands. */
export const ProblemCodes = (...codes: ErrorCode[]) =>
  applyDecorators(
    ...[...codes, ...(codes.includes('ENGINE_UNAVAILABLE') ? OF_COMMANDS : [])].map((code) =>
      ApiExtension(`${CODE_EXTENSION}${code}`, true),
    ),
  );
