import { descending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { PROCESS_COLUMNS, type ProcessRow } from './process-row.js';

/** An incident as PostgreSQL writes it into JSON. */
export interface IncidentRow {
  readonly kind: string;
  readonly detail: string;
  readonly times: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** A process with its incidents. */
export interface StuckRow extends ProcessRow {
  readonly hidden_from: readonly string[];
  readonly incidents: readonly IncidentRow[];
}

const STUCK_COLUMNS = sql`${PROCESS_COLUMNS}, p.hidden_from,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'detail', i.detail, 'times', i.times,
     'firstSeenAt', i.first_seen_at, 'lastSeenAt', i.last_seen_at) ORDER BY i.first_seen_at, i.kind), '[]')
   FROM incident i WHERE i.process_id = p.id) AS incidents`;

/** Whether a process `p` has an incident. */
export const IS_STUCK = sql`EXISTS (SELECT 1 FROM incident i WHERE i.process_id = p.id)`;

/** Processes. Conditions are over the row `p`. */
export class ProcessesRepository {
  constructor(private readonly db: Database) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, where: readonly Condition[], view: (row: ProcessRow) => V): Promise<Page<V>> {
    return this.list(PROCESS_COLUMNS, query, where, view);
  }

  /** Processes with an incident, newest first. @throws {DubanError} CURSOR_INVALID */
  pageStuck<V>(
    query: KeysetQuery,
    where: readonly Condition[],
    view: (row: StuckRow) => V,
  ): Promise<Page<V>> {
    return this.list(STUCK_COLUMNS, query, [IS_STUCK, ...where], view);
  }

  /** @param visible condition that the process must meet; undefined for none */
  find(id: string, visible?: Condition): Promise<ProcessRow | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${PROCESS_COLUMNS} FROM process p WHERE p.id = ${id} AND ${and(visible)}`,
      { prepare: 'always' },
    );
  }

  /** The last entries of the timelines of those of some processes that are visible. */
  places(
    ids: readonly string[],
    visible: Sql,
  ): Promise<{ readonly id: string; readonly secret: boolean; readonly last: number }[]> {
    return queryRows(
      this.db,
      sql`SELECT p.id, ${isSecret('p')} AS secret, p.timeline_seq AS last FROM process p
        WHERE p.id = ANY (${ids}::uuid[]) AND ${visible}`,
    );
  }

  /** A process that an account may end, and whether the account sees it. */
  findOperable(
    id: string,
    { operable, seen }: { readonly operable: Sql; readonly seen: Sql },
  ): Promise<(ProcessRow & { readonly seen: boolean }) | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${PROCESS_COLUMNS}, ${seen} AS seen FROM process p WHERE p.id = ${id} AND ${operable}`,
      { prepare: 'always' },
    );
  }

  /** Whether a process is secret; undefined when the condition excludes it. */
  findSecrecy(id: string, visible: Condition): Promise<{ id: string; secret: boolean } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT p.id, ${isSecret('p')} AS secret FROM process p WHERE p.id = ${id} AND ${and(visible)}`,
    );
  }

  private list<R extends ProcessRow, V>(
    columns: Sql,
    query: KeysetQuery,
    where: readonly Condition[],
    view: (row: R) => V,
  ): Promise<Page<V>> {
    return keysetPage<R, V>(this.db, query, {
      select: sql`SELECT ${columns} FROM process p`,
      where,
      order: descending(['p.started_at', 'started_at', 'instant'], ['p.id', 'id', 'uuid']),
      view,
      prepare: 'capped',
    });
  }
}
