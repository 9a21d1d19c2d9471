import type { AuditEntry } from '../../../../infra/database/entities/audit.js';
import {
  descending,
  keysetPage,
  type KeysetQuery,
  type Page,
} from '../../../../infra/database/keyset-page.js';
import { queryRow, type Database } from '../../../../infra/database/query.js';
import { sql, type Condition, type Sql } from '../../../../infra/database/sql.js';
import type { WrittenEntry } from './access-trail.js';
import type { AuditRecord } from './audit-log.js';

/** An entry as it is shown; its hash in hexadecimal digits. */
export type AuditRow = Omit<AuditEntry, 'commandId' | 'hash'> & {
  readonly command: string | null;
  readonly hash: string;
  /** Null for a name that nobody has. */
  readonly accountTitle: string | null;
  /** Null for a program. */
  readonly username: string | null;
};

const COLUMNS = sql`account, action, subject, result, ip, reason, processes`;

/** The chain has one lock, which a transaction keeps until its end: an entry is the last row that it writes. */
export class AuditRepository {
  constructor(private readonly db: Database) {}

  async append(record: AuditRecord): Promise<WrittenEntry> {
    const statement = sql`INSERT INTO audit_entry (${COLUMNS}) VALUES (${valuesOf(record)}) RETURNING id, hash`;
    return (await queryRow<WrittenEntry>(this.db, statement))!;
  }

  /** Appends that a command was accepted, and marks the command: the database appends the result when it is settled. */
  async appendAccepted(command: string, record: Omit<AuditRecord, 'result'>): Promise<WrittenEntry> {
    const statement = sql`WITH marked AS (UPDATE command SET audited = true WHERE id = ${command}::uuid RETURNING id)
      INSERT INTO audit_entry (${COLUMNS}, command_id)
      SELECT ${valuesOf({ ...record, result: 'accepted' })}, id FROM marked RETURNING id, hash`;
    return (await queryRow<WrittenEntry>(this.db, statement))!;
  }

  /** Whether the transaction that wrote the entry was committed. */
  async has({ id, hash }: WrittenEntry): Promise<boolean> {
    const statement = sql`SELECT 1 FROM audit_entry WHERE id = ${id} AND hash = ${hash}`;
    return (await queryRow(this.db, statement)) !== undefined;
  }

  /** How many entries there are: they are numbered without gaps. */
  async total(): Promise<number> {
    const head = await queryRow<{ total: number }>(
      this.db,
      sql`SELECT entry_id::float8 AS total FROM audit_head`,
    );
    return head!.total;
  }

  /** Latest first. */
  page<V>(query: KeysetQuery, where: readonly Condition[], view: (row: AuditRow) => V): Promise<Page<V>> {
    return keysetPage<AuditRow, V>(this.db, query, {
      select: sql`SELECT id, at, account, action, subject, result, host(ip) AS ip, reason, processes,
          command_id AS command, encode(hash, 'hex') AS hash,
          coalesce((SELECT title FROM account a WHERE a.id::text = account),
            (SELECT title FROM oauth_client c WHERE c.id = account)) AS "accountTitle",
          (SELECT username FROM account a WHERE a.id::text = account) AS username
        FROM audit_entry`,
      where,
      order: descending(['id', 'id', 'sequence']),
      view,
    });
  }
}

/** In the order of COLUMNS. */
const valuesOf = ({ account, action, subject, result, ip, reason, processes = [] }: AuditRecord): Sql =>
  sql`${account}, ${action}, ${subject}, ${result}, ${ip ?? null}::inet, ${reason ?? null}, ${processes}::uuid[]`;
