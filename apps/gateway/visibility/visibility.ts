import type { Actor } from '../auth/actor.js';

const MAILBOX = ['mailbox-office', 'mailbox-reviewer'];

/**
 * Which processes an account may see, as a condition over the row `p`. It stands in every query: what it leaves out
 * does not exist for the caller (404). Source of the rules: RULES.md 5.9, 0.11.
 *
 * @param next number of the first free parameter
 */
export function visibleProcesses(actor: Actor, next: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [actor.unitPath, actor.unit];
  const [path, unit] = [`$${next}::text[]`, `$${next + 1}::text`];
  const roles = new Set(actor.roles);
  // Units of the caller's own subtree: a county sees what its offices do.
  const ownTask = `EXISTS (SELECT 1 FROM task vt JOIN unit vu ON vu.code = vt.unit
    WHERE vt.process_id = p.id AND ${unit} = ANY (vu.path))`;
  const ownOpenTask = `EXISTS (SELECT 1 FROM task vt WHERE vt.process_id = p.id AND vt.unit = ${unit} AND vt.state = 'open')`;
  const allowed = [`(NOT p.confidential AND ${ownTask})`];
  if (roles.has('supervisor')) allowed.push('NOT p.confidential');
  if (MAILBOX.some((role) => roles.has(role)))
    allowed.push(`(NOT p.confidential AND p.key = 'mailbox-letter')`);
  // An accusation is seen by the office while it is triaged, and by the body that investigates it.
  if (roles.has('mailbox-office')) allowed.push(`(p.confidential AND ${ownOpenTask})`);
  if (roles.has('discipline')) allowed.push(`(p.confidential AND ${ownTask})`);
  if ([...roles].every((role) => role.startsWith('admin-'))) return { sql: 'false', values: [] };
  // Whom a letter accuses never sees it, nor do the units below.
  return { sql: `(NOT (p.hidden_from && ${path}) AND (${allowed.join(' OR ')}))`, values };
}
