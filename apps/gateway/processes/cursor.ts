import { DubanError } from '../../../workflows/engine/errors.js';

/** A place in a sorted list, opaque to clients. */
export const encodeCursor = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** @throws {DubanError} CURSOR_INVALID */
export function decodeCursor(cursor: string, length: number): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const scalar = (part: unknown): boolean => ['string', 'number'].includes(typeof part);
    if (Array.isArray(parts) && parts.length === length && parts.every(scalar)) return parts as unknown[];
  } catch (cause) {
    throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of this list', {}, { cause });
  }
  throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of this list');
}

/**
 * Runs a query that has a cursor's parts among its values: what PostgreSQL cannot read as the column's type was no
 * cursor of this list.
 * @throws {DubanError} CURSOR_INVALID
 */
export async function fromCursor<T>(cursor: string | undefined, query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (cause) {
    if (cursor && isDataError(cause)) {
      throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of this list', {}, { cause });
    }
    throw cause;
  }
}

/** SQLSTATE class 22: a value that is none of its type. */
export const isDataError = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  String((error as { code?: unknown }).code ?? '').startsWith('22');
