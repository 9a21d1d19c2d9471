import type { Me } from '../../lib/me.js';
import type { Preview } from './acts-api.js';
import type { Outcome, TaskDetail } from './api.js';

/** A task that has just been completed. */
export interface Done {
  readonly task: TaskDetail;
  readonly outcome: Outcome;
  /** Where it went and until when, to be said after `已签发`; may be empty. */
  readonly went: string;
  /** The next step of the process is the same account's. */
  readonly goesOnHere: boolean;
}

/** Whether who completes a task performs the next step as well: then nobody should have to look for it. */
export function goesOnWith(
  { unit, roles }: Pick<Me, 'unit' | 'roles'>,
  preview: Preview | undefined,
): boolean {
  return (preview?.next ?? []).some(
    (next) => next.unit === unit && (roles as readonly string[]).includes(next.role) && !next.byAnother,
  );
}
