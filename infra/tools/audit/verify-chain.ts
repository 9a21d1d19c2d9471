import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** An entry that was recorded in a place which the database's administrators cannot change. */
export interface KnownEntry {
  readonly id: string;
  /** Its hash in hexadecimal. */
  readonly hash: string;
}

export interface Verification {
  readonly entries: number;
  readonly last: KnownEntry | null;
  /** The first fault; null when the chain is intact. */
  readonly broken: Break | null;
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
  readonly hash: Buffer;
}

const BATCH = 5_000;
const TRIGGERS = ['audit_entry_chain', 'audit_entry_kept', 'command_settled'];

/** Recomputes the chain from its first entry on, and stops at the first one that does not match. */
export async function verifyChain(db: ClientBase, known?: KnownEntry): Promise<Verification> {
  await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'); // later entries are checked next time
  try {
    let hash = createHash('sha256').digest();
    let entries = 0;
    let last: KnownEntry | null = null;
    let knownHash: string | null = null;
    const result = (broken: Break | null): Verification => ({ entries, last, broken });
    for await (const row of rowsOf(db)) {
      hash = createHash('sha256').update(hash).update(row.fields.map(asText).join('')).digest();
      if (!hash.equals(row.hash)) return result({ kind: 'entry', id: row.id, at: row.at });
      entries += 1;
      last = { id: row.id, hash: hash.toString('hex') };
      if (row.id === known?.id) knownHash = last.hash;
    }
    const head = await db.query<KnownEntry>(HEAD);
    const end = head.rows[0]!;
    if (end.hash !== hash.toString('hex')) return result({ kind: 'end', id: end.id });
    if (known && knownHash !== known.hash.toLowerCase()) return result({ kind: 'known', id: known.id });
    const { rows } = await db.query<{ name: string }>(MISSING_TRIGGER, [TRIGGERS]);
    return result(rows[0] ? { kind: 'trigger', name: rows[0].name } : null);
  } finally {
    await db.query('ROLLBACK');
  }
}

async function* rowsOf(db: ClientBase): AsyncGenerator<Row> {
  let after = '-1';
  for (;;) {
    const { rows } = await db.query<Row>(READ, [after, BATCH]);
    yield* rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.id;
  }
}

/** As the function `audit_field` of the database: the length in bytes marks the end of a field. */
const asText = (field: Field): string => (field === null ? '~' : `${Buffer.byteLength(field)}:${field}`);

const INSTANT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const READ = `
  SELECT id::text, ${INSTANT} AS at, hash,
    ARRAY[id::text, ${INSTANT}, account, action, subject, result, host(ip), reason,
      array_to_string(processes, ' '), command_id::text] AS fields
  FROM audit_entry e WHERE e.id > $1 ORDER BY e.id LIMIT $2`;
const HEAD = `SELECT entry_id::text AS id, encode(hash, 'hex') AS hash FROM audit_head`;
const MISSING_TRIGGER = `
  SELECT name FROM unnest($1::text[]) AS name
  WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname = name AND t.tgenabled = 'O')
  ORDER BY name`;
