import { ValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { detail, issue } from '../../../../domain/messages/index.js';
import { DubanError, type Issue } from '../../../../workflows/engine/errors.js';
import { constraintIssues } from './constraint-issues.js';
import { schemaIssue } from './schema-issues.js';

/** Returns a VALIDATION_FAILED that names every field at fault. */
export const invalid = (...issues: Issue[]): DubanError =>
  new DubanError(
    'VALIDATION_FAILED',
    detail('fields.refused', { fields: [...new Set(issues.map(({ field }) => field))] }),
    { issues },
  );

/** Validates bodies and queries: rejects unknown fields and reports every invalid one. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => invalid(...constraintIssues(errors)),
  });

/**
 * Parses one half of a task form (`decision` or `content`).
 *
 * @param schema left out: the half must be empty
 * @throws {DubanError} VALIDATION_FAILED with the path of each field in the request body
 */
export function parseForm(schema: z.ZodType | undefined, value: unknown, name: string): unknown {
  if (!schema) {
    if (value === undefined || value === null || Object.keys(value as object).length === 0) return undefined;
    throw invalid(issue(name, 'fields.nothingAllowed'));
  }
  return parsed(schema, value ?? {}, [name]);
}

/** Parses a request body. @throws {DubanError} VALIDATION_FAILED with each field */
export const parseBody = <T>(schema: z.ZodType<T>, body: unknown): T => parsed(schema, body, []);

function parsed<T>(schema: z.ZodType<T>, value: unknown, above: readonly string[]): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(...result.error.issues.flatMap((found) => schemaIssue(found, above)));
}
