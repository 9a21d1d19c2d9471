import { isISO8601, isUUID } from 'class-validator';
import { detail } from '../../domain/messages/index.js';
import { DubanError } from '../../workflows/engine/errors.js';

type Check = (part: unknown) => boolean;

/** Checks of the parts of a cursor. */
export const cursorPart = {
  integer: (part: unknown): boolean => Number.isSafeInteger(part) && Math.abs(part as number) < 2 ** 31,
  /** A `bigint` as decimal digits. */
  sequence: (part: unknown): boolean => typeof part === 'string' && /^\d{1,18}$/.test(part),
  instant: (part: unknown): boolean => typeof part === 'string' && isISO8601(part, { strict: true }),
  uuid: (part: unknown): boolean => isUUID(part),
  /** A code of a unit, or a user name. */
  code: (part: unknown): boolean => typeof part === 'string' && /^[\w.-]{1,40}$/.test(part),
} as const satisfies Record<string, Check>;

/** Encodes a place in a sorted list; opaque to clients. */
export const encodeCursor = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/**
 * @param shapes of the places of this list: a check for each part
 * @throws {DubanError} CURSOR_INVALID
 */
export function decodeCursor(cursor: string, ...shapes: readonly (readonly Check[])[]): unknown[] {
  const parts = parse(cursor);
  const fits = (checks: readonly Check[]): boolean =>
    Array.isArray(parts) &&
    parts.length === checks.length &&
    checks.every((check, index) => check(parts[index]));
  if (shapes.some(fits)) return parts as unknown[];
  throw new DubanError('CURSOR_INVALID', detail('platform.cursorUnusable'));
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined; // not a cursor of ours
  }
}
