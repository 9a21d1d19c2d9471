import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** An entry that was recorded in a place which the database's administrators cannot change. */
export interface KnownEntry {
  readonly id: string;
  /** Its hash in hexadecimal digits, small letters. */
  readonly hash: string;
}

export interface Verification {
  readonly entries: number;
  readonly last: KnownEntry | null;
  /** The first fault; null when the chain is intact. */
  readonly broken: Break | null;
}

/** A part of the chain. `entries`: how many it has; `finished`: there are none after it, or one is wrong. */
export interface VerifiedPart extends Verification {
  readonly finished: boolean;
}

export type Break =
  /** The entry was changed, or an earlier one was changed, removed or inserted. */
  | { readonly kind: 'entry'; readonly id: string; readonly at: string }
  /** Entries were removed from the end, or appended outside of the chain: the head has another last entry. */
  | { readonly kind: 'end'; readonly id: string }
  /** The chain is intact, but does not contain the known entry. */
  | { readonly kind: 'known'; readonly id: string }
  /** A trigger that chains or protects entries is missing or disabled. */
  | { readonly kind: 'trigger'; readonly name: string };

type Field = string | null;
interface Row {
  readonly id: string;
  readonly at: string;
  readonly fields: readonly Field[];
  readonly hash: string;
}

const BATCH = 5_000;
const TRIGGERS = ['audit_entry_chain', 'audit_entry_kept', 'command_settled'];

/** What a part of the chain follows from: nothing before its first entry. */
const BEGINNING: KnownEntry = { id: '0', hash: createHash('sha256').digest('hex') };

/** Recomputes the chain from its first entry on, and stops at the first one that does not match. */
export function verifyChain(db: ClientBase, known?: KnownEntry): Promise<Verification> {
  return inSnapshot(db, async () => {
    let entries = 0;
    let last: KnownEntry | null = null;
    for (;;) {
      const part: VerifiedPart = await recompute(db, last, known);
      entries += part.entries;
      last = part.last;
      if (part.finished) return { entries, last, broken: part.broken };
    }
  });
}

/**
 * Recomputes the next entries of the chain, so that a long one can be verified in several requests.
 *
 * @param after the last entry of the part before, as it was recomputed; null: from the beginning
 */
export const verifyPart = (
  db: ClientBase,
  after: KnownEntry | null,
  known?: KnownEntry,
): Promise<VerifiedPart> => inSnapshot(db, () => recompute(db, after, known));

/** Reads `ID:HASH`; null when the text is neither. */
export function parseKnownEntry(text: string): KnownEntry | null {
  const [, id, hash] = /^(\d{1,18}):([0-9a-f]{64})$/i.exec(text) ?? [];
  return id === undefined || hash === undefined ? null : { id, hash: hash.toLowerCase() };
}

async function inSnapshot<T>(db: ClientBase, work: () => Promise<T>): Promise<T> {
  await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'); // later entries are checked next time
  try {
    return await work();
  } finally {
    await db.query('ROLLBACK');
  }
}

async function recompute(
  db: ClientBase,
  after: KnownEntry | null,
  known: KnownEntry | undefined,
): Promise<VerifiedPart> {
  const { rows } = await db.query<Row>(READ, [after?.id ?? '-1', BATCH]);
  let { hash } = after ?? BEGINNING;
  let last = after;
  let entries = 0;
  const result = (broken: Break | null, finished = broken !== null): VerifiedPart => ({
    ...{ entries, last, broken, finished },
  });
  for (const row of rows) {
    hash = createHash('sha256').update(hash, 'hex').update(row.fields.map(asText).join('')).digest('hex');
    if (hash !== row.hash) return result({ kind: 'entry', id: row.id, at: row.at });
    if (row.id === known?.id && hash !== known.hash) return result({ kind: 'known', id: known.id });
    entries += 1;
    last = { id: row.id, hash };
  }
  if (rows.length === BATCH) return result(null);
  return result(await brokenEnd(db, last ?? BEGINNING, known), true);
}

/** What is wrong with the end of a chain whose entries all follow from one another. */
async function brokenEnd(
  db: ClientBase,
  last: KnownEntry,
  known: KnownEntry | undefined,
): Promise<Break | null> {
  const end = (await db.query<KnownEntry>(HEAD)).rows[0]!;
  if (end.hash !== last.hash) return { kind: 'end', id: end.id };
  if (known && BigInt(known.id) > BigInt(last.id)) return { kind: 'known', id: known.id };
  const { rows } = await db.query<{ name: string }>(MISSING_TRIGGER, [TRIGGERS]);
  return rows[0] ? { kind: 'trigger', name: rows[0].name } : null;
}

/** As the function `audit_field` of the database: the length in bytes marks the end of a field. */
const asText = (field: Field): string => (field === null ? '~' : `${Buffer.byteLength(field)}:${field}`);

const INSTANT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const READ = `
  SELECT id::text, ${INSTANT} AS at, encode(hash, 'hex') AS hash,
    ARRAY[id::text, ${INSTANT}, account, action, subject, result, host(ip), reason,
      array_to_string(processes, ' '), command_id::text] AS fields
  FROM audit_entry e WHERE e.id > $1 ORDER BY e.id LIMIT $2`;
const HEAD = `SELECT entry_id::text AS id, encode(hash, 'hex') AS hash FROM audit_head`;
const MISSING_TRIGGER = `
  SELECT name FROM unnest($1::text[]) AS name
  WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname = name AND t.tgenabled = 'O')
  ORDER BY name`;
