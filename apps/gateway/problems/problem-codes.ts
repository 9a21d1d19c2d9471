import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorCode } from '../../../workflows/engine/errors.js';

/** One extension for each code; http/openapi.ts turns them into responses. */
export const CODE_EXTENSION = 'x-code-';

/** Codes that a route answers with beside those that every route may. */
export const ProblemCodes = (...codes: ErrorCode[]) =>
  applyDecorators(...codes.map((code) => ApiExtension(`${CODE_EXTENSION}${code}`, true)));
