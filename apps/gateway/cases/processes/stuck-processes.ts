import { IS_STUCK, type StuckRow } from '../../../../domain/cases/processes/processes.repository.js';
import { isHiddenFrom, isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { detail } from '../../../../domain/messages/index.js';
import { or, sql, type Condition, type Sql } from '../../../../infra/database/sql.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Visibility } from '../visibility/visibility.js';
import { toProcessView, type ProcessView } from './process-view.js';

/** Roles that see stuck processes: supervisors end cases, system administrators keep the programs running. */
export const OPERATORS = ['supervisor', 'admin-system'] as const;

/**
 * Which stuck processes an operator sees: a supervisor those that are visible anyway, a system administrator all of them,
 * masked by `toStuckView`.
 *
 * @throws {DubanError} FORBIDDEN
 */
export function operatedProcesses(visibility: Visibility, actor: Actor): Condition {
  if (!OPERATORS.some((role) => actor.roles.includes(role)))
    throw new DubanError('FORBIDDEN', detail('platform.rolesNeeded', { roles: OPERATORS }));
  return seesAll(actor) ? undefined : visibility.processes(actor);
}

/** Which of them may be found by a field that views mask: a filter must not reveal a masked value. */
export const searchableProcesses = (actor: Actor): Condition =>
  seesAll(actor) && sql`NOT ${isSecret('p')} AND NOT ${isHiddenFrom('p', actor.unitKin)}`;

/**
 * Which processes an operator may act on: end, and read and withdraw the waiting commands of. Those that the operator sees,
 * and for a system administrator every process with an incident, because no supervisor sees a secret one; any other does not
 * exist for the administrator. `seen` says whether the operator sees the process.
 */
export function operableProcesses(
  visibility: Visibility,
  actor: Actor,
): { readonly operable: Sql; readonly seen: Sql } {
  const seen = visibility.processes(actor);
  return { operable: seesAll(actor) ? or(seen, IS_STUCK) : seen, seen };
}

/** A system administrator sees no facts, and no subject of a case that is secret or hidden from the administrator's unit. */
export function toStuckView(actor: Actor, row: StuckRow): ProcessView {
  const incidents = row.incidents.map((incident) => ({
    ...incident,
    firstSeenAt: new Date(incident.firstSeenAt).toISOString(),
    lastSeenAt: new Date(incident.lastSeenAt).toISOString(),
  }));
  const view = { ...toProcessView(row), incidents };
  if (!seesAll(actor)) return view;
  const isMasked = row.secret || row.hidden_from.some((code) => actor.unitKin.includes(code));
  return { ...view, facts: {}, subject: isMasked ? '' : row.subject };
}

/** The view of a case that a system administrator has ended without seeing it. */
export const withoutMatter = (view: ProcessView): ProcessView => ({ ...view, subject: '', facts: {} });

const seesAll = (actor: Actor): boolean => actor.roles.includes('admin-system');
