import { titleOf } from '../../../../domain/messages/index.js';
import { ENGINE_ERRORS, type ErrorCode, type ErrorTable } from '../../../../workflows/engine/errors.js';
import { PLATFORM_ERRORS } from './errors.js';

const statuses = new Map<string, number>(Object.entries({ ...ENGINE_ERRORS, ...PLATFORM_ERRORS }));

/**
 * Registers the error codes of a room.
 *
 * @throws {Error} when a code is registered with another status
 */
export function registerErrors(table: ErrorTable): void {
  for (const [code, status] of Object.entries(table)) {
    const before = statuses.get(code);
    if (before !== undefined && before !== status)
      throw new Error(`the error code ${code} is registered with another status`);
    statuses.set(code, status);
  }
}

/** Every registered code. */
export const errorCodes = (): ErrorCode[] => [...statuses.keys()] as ErrorCode[];

/** HTTP status of a code; 500 if it is not registered. */
export const statusOf = (code: ErrorCode): number => statuses.get(code) ?? 500;

/** Chinese title of a code. Compilation fails for a code without a title. */
export const titleOfError = (code: ErrorCode): string => titleOf(code);
