import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { or, sql, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';

/** A condition with the values of its parameters, for statements that still count them: see `numbered`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const MAILBOX = ['mailbox-office', 'mailbox-reviewer'];
/** Those who also see what units below their own do: a county sees its offices. */
export const SUBTREE: readonly string[] = ['agency-clerk', 'agency-signer', 'petition-office'];
/** Those whose work needs to know who wrote and what was written, whatever the matter. */
const CONTENT = [...MAILBOX, ...SUBTREE, 'discipline', 'supervisor'];
const CAMPAIGN = ['service-item-campaign', 'campaign-department'];
const COLUMNS = ['column-arrangement', 'online-interview', 'survey', 'consultation'];
/** Offices that read what was written in the processes that they work in, and nothing of letters. */
const OFFICE_CONTENT: Readonly<Record<string, readonly string[]>> = {
  'service-centre': CAMPAIGN,
  'info-editor': COLUMNS,
  'info-reviewer': COLUMNS,
  'legal-officer': ['consultation'],
};

const SECRET = isSecret('p');
/** Tasks by which a supervising office passes an accusation on: it keeps what it wrote down of that. */
const HANDOVERS = ['transfer'];

/**
 * Which processes an account may see. It stands in every query: what it leaves out does not exist for the caller (404).
 * What of one it may see is said in parties.ts.
 * Source of the rules: RULES.md 5.9 and 0.11.
 *
 * - Whom a letter accuses never sees it, nor does a unit below; no role changes that.
 * - Mailbox: every letter. Service centre: the campaigns it runs, with every department's part. Supervisor: everything. Efficiency: what has a card. Others: what their unit has or had a
 *   task in, agencies also what units below them have. Administrators: nothing.
 * - An accusation (检举控告), and what refers to one: the mailbox and the supervising office only while a task of their own is
 *   open in it, and the body that takes it over, or passes it on to a higher one.
 */
export function visibleProcesses(actor: Actor): Sql {
  const has = (...roles: readonly string[]): boolean => roles.some((role) => actor.roles.includes(role));
  const mailboxRoles = MAILBOX.filter((role) => has(role));
  const ownTask = sql`SELECT 1 FROM task s WHERE s.process_id = p.id AND s.unit = ${actor.unit}`;

  const open = or(
    has('supervisor') && sql`true`,
    has(...MAILBOX) && sql`p.key = 'mailbox-letter'`,
    has('service-centre') &&
      sql`p.key IN ('service-item-campaign', 'campaign-department') AND p.input ->> 'centre' = ${actor.unit}`,
    has('efficiency') && sql`EXISTS (SELECT 1 FROM card k WHERE k.process_id = p.id)`,
    has(...SUBTREE) && sql`p.units && ${actor.unitsBelow}::text[]`,
    !has(...SUBTREE) &&
      actor.roles.some((role) => !role.startsWith('admin-')) &&
      sql`${actor.unit} = ANY (p.units)`,
  );
  const secret = or(
    mailboxRoles.length > 0 &&
      sql`EXISTS (${ownTask} AND s.state = 'open' AND s.role = ANY (${mailboxRoles}::text[]))`,
    has('supervisor') &&
      sql`EXISTS (${ownTask} AND s.role = 'supervisor' AND (s.state = 'open' OR s.name = ANY (${HANDOVERS}::text[])))`,
    has('discipline') && sql`EXISTS (${ownTask} AND s.role = 'discipline')`,
  );
  return sql`(NOT (p.hidden_from && ${actor.unitPath}::text[])
    AND (NOT ${SECRET} AND ${open} OR ${SECRET} AND ${secret}))`;
}

/** Whether lists of an account are about its own units, or about everything. */
export const seesAllUnits = (actor: Actor): boolean =>
  [...MAILBOX, 'supervisor', 'efficiency'].some((role) => actor.roles.includes(role));

/** Units whose cards an account sees, of the processes that it sees; null: of all. */
export const cardUnits = (actor: Actor): readonly string[] | null =>
  seesAllUnits(actor) ? null : actor.unitsBelow;

/** Keys of the processes, of those that it sees, in which an account may read free text and who wrote it; null: of all. */
export const readableKeys = ({ roles }: Actor): readonly string[] | null =>
  roles.some((role) => CONTENT.includes(role)) ? null : roles.flatMap((role) => OFFICE_CONTENT[role] ?? []);

/** Whether an account may read free text and who wrote it, in a process that it sees. */
export const readsContent = (actor: Actor, processKey: string): boolean =>
  readableKeys(actor)?.includes(processKey) ?? true;
