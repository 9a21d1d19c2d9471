import { createHash } from 'node:crypto';
import type { Idempotency } from '../../../activities/process-commands/command-store.js';
import { DubanError } from '../../../workflows/engine/errors.js';

/**
 * What the header `Idempotency-Key` says about a request.
 * @throws {DubanError} VALIDATION_FAILED when the key is longer than 200 characters
 */
export function idempotencyOf(
  key: string | undefined,
  request: string,
  body: unknown,
): Idempotency | undefined {
  if (!key) return undefined;
  if (key.length > 200) {
    const issues = [{ field: 'Idempotency-Key', message: 'at most 200 characters' }];
    throw new DubanError('VALIDATION_FAILED', 'Idempotency-Key: at most 200 characters', { issues });
  }
  return {
    key,
    bodyHash: createHash('sha256').update(request).update('\0').update(JSON.stringify(body)).digest(),
  };
}
