import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { z } from 'zod';
import { DubanError } from '../../../workflows/engine/errors.js';

interface Issue {
  readonly field: string;
  readonly message: string;
}

const invalid = (issues: readonly Issue[]): DubanError =>
  new DubanError('VALIDATION_FAILED', issues.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    issues,
  });

/** Request bodies and queries: unknown fields are refused, every bad one is named. */
export const validationPipe = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  transformOptions: { enableImplicitConversion: false },
  exceptionFactory: (errors) => invalid(errors.flatMap((error) => flatten(error, ''))),
});

function flatten(error: ValidationError, prefix: string): Issue[] {
  const field = `${prefix}${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, `${field}.`))];
}

/**
 * One half of a task form (`decision` or `content`) against its schema.
 * @throws {DubanError} VALIDATION_FAILED naming each field as it stands in the request body
 */
export function parseForm(schema: z.ZodType | undefined, value: unknown, name: string): unknown {
  if (!schema) {
    if (value === undefined || value === null || Object.keys(value as object).length === 0) return undefined;
    throw invalid([{ field: name, message: 'this outcome takes none' }]);
  }
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.map((issue) => ({ field: [name, ...issue.path].join('.'), message: issue.message })),
  );
}
