import { DubanError } from '../../../workflows/engine/errors.js';

/** A place in a sorted list, opaque to clients. */
export const encodeCursor = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** @throws {DubanError} CURSOR_INVALID */
export function decodeCursor(cursor: string, length: number): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const scalar = (part: unknown): boolean => part === null || ['string', 'number'].includes(typeof part);
    if (Array.isArray(parts) && parts.length === length && parts.every(scalar)) return parts as unknown[];
  } catch (cause) {
    throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of this list', {}, { cause });
  }
  throw new DubanError('CURSOR_INVALID', 'use a cursor from an answer of this list');
}
