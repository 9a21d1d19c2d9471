import { isHiddenFrom, isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { sql, type Sql } from '../../../../infra/database/sql.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Visibility } from '../visibility/visibility.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow, type ProcessView } from './process-view.js';

/** Who sees what is stuck: those who end cases, and those who keep the programs running. */
export const OPERATORS = ['supervisor', 'admin-system'] as const;

export interface StuckRow extends ProcessRow {
  readonly hidden_from: readonly string[];
  readonly incidents: NonNullable<ProcessView['incidents']>;
}

/** Columns of a row `p` of a process, with what keeps it from going on. */
export const STUCK_COLUMNS = sql`${PROCESS_COLUMNS}, p.hidden_from,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'detail', i.detail, 'times', i.times,
     'firstSeenAt', i.first_seen_at, 'lastSeenAt', i.last_seen_at) ORDER BY i.first_seen_at, i.kind), '[]')
   FROM incident i WHERE i.process_id = p.id) AS incidents`;

export const IS_STUCK = sql`EXISTS (SELECT 1 FROM incident i WHERE i.process_id = p.id)`;

/**
 * Which processes an operator sees: a supervisor those that he sees anyway, a system administrator every one, of which
 * he is shown no more than he needs to mend it (`toStuckView`).
 *
 * @throws {DubanError} FORBIDDEN
 */
export function operatedProcesses(visibility: Visibility, actor: Actor): Sql {
  if (!OPERATORS.some((role) => actor.roles.includes(role)))
    throw new DubanError('FORBIDDEN', detail('platform.rolesNeeded', { roles: OPERATORS }));
  return seesAll(actor) ? sql`true` : visibility.processes(actor);
}

/**
 * Which of them are found by what is masked in their views: a filter must not tell what an answer does not.
 */
export function searchedProcesses(actor: Actor): Sql {
  if (!seesAll(actor)) return sql`true`;
  return sql`(NOT ${isSecret('p')} AND NOT ${isHiddenFrom('p', actor.unitPath)})`;
}

/**
 * Which processes an operator may end: those that he sees, and a system administrator each one that has an incident, since
 * a secret one is seen by no supervisor. `seen` says whether that one is.
 */
export function endableProcesses(
  visibility: Visibility,
  actor: Actor,
): { readonly endable: Sql; readonly seen: Sql } {
  const seen = visibility.processes(actor);
  return { endable: seesAll(actor) ? sql`(${seen} OR ${IS_STUCK})` : seen, seen };
}

/**
 * A system administrator learns nothing of the matter: no facts, and not the number of a case that is secret or is hidden
 * from his unit.
 */
export function toStuckView(actor: Actor, row: StuckRow): ProcessView {
  const incidents = row.incidents.map((incident) => ({
    ...incident,
    firstSeenAt: new Date(incident.firstSeenAt).toISOString(),
    lastSeenAt: new Date(incident.lastSeenAt).toISOString(),
  }));
  const view = { ...toProcessView(row), incidents };
  if (!seesAll(actor)) return view;
  const isMasked = row.secret || row.hidden_from.some((code) => actor.unitPath.includes(code));
  return { ...view, facts: {}, subject: isMasked ? '' : row.subject };
}

/** What a system administrator is shown of a case that he has ended without seeing it. */
export const withoutMatter = (view: ProcessView): ProcessView => ({ ...view, subject: '', facts: {} });

const seesAll = (actor: Actor): boolean => actor.roles.includes('admin-system');
