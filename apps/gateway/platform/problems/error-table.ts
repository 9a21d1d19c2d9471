import { titleOf } from '../../../../domain/messages/index.js';
import { ENGINE_ERRORS, type ErrorCode, type ErrorTable } from '../../../../workflows/engine/errors.js';
import { PLATFORM_ERRORS } from './errors.js';

const statuses = new Map<string, number>(Object.entries({ ...ENGINE_ERRORS, ...PLATFORM_ERRORS }));

/**
 * Adds a room's error codes to those that the gateway may answer with.
 *
 * @throws {Error} when a code is there already with another status
 */
export function registerErrors(table: ErrorTable): void {
  for (const [code, status] of Object.entries(table)) {
    const before = statuses.get(code);
    if (before !== undefined && before !== status) throw new Error(`the error code ${code} exists already`);
    statuses.set(code, status);
  }
}

/** Every registered code. */
export const errorCodes = (): ErrorCode[] => [...statuses.keys()] as ErrorCode[];

/** HTTP status of a code; 500 of one that nobody has registered. */
export const statusOf = (code: ErrorCode): number => statuses.get(code) ?? 500;

/** In Chinese. A code whose title the catalogue lacks does not compile here. */
export const titleOfError = (code: ErrorCode): string => titleOf(code);
