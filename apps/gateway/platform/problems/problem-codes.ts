import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';

/** One extension for each code; http/openapi.ts turns them into responses. */
export const CODE_EXTENSION = 'x-code-';

/** What any command may be answered with, whatever it says. */
const OF_COMMANDS: readonly ErrorCode[] = [
  'PROCESS_LOST',
  'PROCESS_FULL',
  'PROCESS_STUCK',
  'COMMAND_WITHDRAWN',
  'VERSION_NOT_SERVED',
];

/** Codes that a route answers with beside those that every route may; ENGINE_UNAVAILABLE stands for all of commands. */
export const ProblemCodes = (...codes: ErrorCode[]) =>
  applyDecorators(
    ...[...codes, ...(codes.includes('ENGINE_UNAVAILABLE') ? OF_COMMANDS : [])].map((code) =>
      ApiExtension(`${CODE_EXTENSION}${code}`, true),
    ),
  );
