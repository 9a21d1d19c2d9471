import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { z } from 'zod';
import { DubanError } from '../../../../workflows/engine/errors.js';

export interface Issue {
  readonly field: string;
  readonly message: string;
}

/** @throws {DubanError} VALIDATION_FAILED naming every field at fault */
export const invalid = (...issues: Issue[]): DubanError =>
  new DubanError('VALIDATION_FAILED', issues.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    issues,
  });

/** Request bodies and queries: unknown fields are refused, every bad one is named. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(...errors.flatMap((error) => flatten(error, ''))),
  });

function flatten(error: ValidationError, prefix: string): Issue[] {
  const field = `${prefix}${error.property ?? '(body)'}`;
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
    throw invalid({ field: name, message: 'nothing may be given here' });
  }
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw invalid(...parsed.error.issues.flatMap((issue) => fieldsOf(issue, [name])));
}

/** A whole request body. @throws {DubanError} VALIDATION_FAILED naming each field */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(...parsed.error.issues.flatMap((issue) => fieldsOf(issue, [])));
}

/** An unknown field is named itself, not the object that it stands in. */
function fieldsOf(issue: z.core.$ZodIssue, above: readonly string[]): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'unrecognized_keys')
    return [{ field: path.join('.') || '(body)', message: issue.message }];
  return issue.keys.map((key) => ({
    field: [...path, key].join('.'),
    message: `property ${key} should not exist`,
  }));
}
