import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { literal, raw, sql, type Sql } from '../../../infra/database/sql.js';
import { isParty, type Parties } from '../visibility/units-apart.js';

/** An entry of a timeline, with the parts of its text. */
export interface EntryRow {
  readonly process_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly stage: string | null;
  readonly task: number | null;
  readonly task_name: string | null;
  /** Due time of the task that the entry is about, as it was last. */
  readonly task_due: Date | null;
  readonly account: string | null;
  readonly account_title: string | null;
  readonly unit: string | null;
  readonly unit_name: string | null;
  /** Unit and version of the child that the entry is about. */
  readonly child_unit: string | null;
  readonly child_version: number | null;
  readonly text: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly key: string;
  readonly version: number;
  /** Decision of a completed task or a message. */
  readonly decision: Readonly<Record<string, unknown>> | null;
  readonly card_unit: string | null;
  /** Units that may see the entry, where a process keeps its units apart; null: every reader of the process. */
  readonly parties: readonly (string | null)[] | null;
  /** Title of the account that a task was delegated to. */
  readonly colleague: string | null;
  /** Title of the absent account for which the entry's account acted. */
  readonly principal: string | null;
  /** Free text: a content or one string; null when there is none, or it has been erased. */
  readonly words: string | Readonly<Record<string, unknown>> | null;
}

/** A process and the number of the last entry that a reader has of it. */
export interface Reading {
  readonly process: string;
  readonly after: number;
}

/** Timelines. Callers check whether the reader may see the process. */
export class TimelineRepository {
  /** @param parties units that tasks and entries are about, where a process keeps its units apart */
  constructor(
    private readonly db: Database,
    private readonly parties: Parties,
  ) {}

  /** Entries of one process, in order. @param units of the reader; null: every unit */
  page(
    { process, after }: Reading,
    limit: number,
    units: readonly string[] | null,
  ): Promise<readonly EntryRow[]> {
    return queryRows(
      this.db,
      sql`${entries(this.parties, sql`timeline_entry e JOIN process p ON p.id = e.process_id`)}
        WHERE e.process_id = ${process} AND e.seq > ${after} AND ${isParty(this.parties.ofEntry, units)}
        ORDER BY e.seq LIMIT ${limit}`,
      { prepare: 'always' },
    );
  }

  /**
   * New entries of several processes, by process and in order. The caller filters them for each reader.
   *
   * @param limit maximum number of entries over all processes
   */
  async news(readings: readonly Reading[], limit: number): Promise<Map<string, EntryRow[]>> {
    const statement = newsStatement(this.parties, readings, limit);
    const rows = await queryRows<EntryRow>(this.db, statement, { prepare: 'always' });
    const found = new Map<string, EntryRow[]>();
    for (const row of rows) found.set(row.process_id, [...(found.get(row.process_id) ?? []), row]);
    return found;
  }

  /**
   * Whether an account still sees a process, or no other account has acted on it since a command.
   *
   * @param command id of the account's own command
   * @param visible condition over the row `p` of a process that the account may see
   */
  async isUnchangedOrVisible(process: string, command: string, visible: Sql): Promise<boolean> {
    const row = await queryRow<{ shown: boolean }>(
      this.db,
      sql`SELECT ${visible} OR NOT EXISTS (
          SELECT 1 FROM timeline_entry e WHERE e.process_id = p.id AND e.account IS NOT NULL AND e.seq > (
            SELECT coalesce(max(own.seq), 0) FROM timeline_entry own
            LEFT JOIN task t ON own.type = 'task.closed' AND t.process_id = own.process_id AND t.number = own.task
            WHERE own.process_id = p.id
              AND (own.data ->> 'command' = ${command}::uuid::text OR t.command_id = ${command}::uuid))
        ) AS shown FROM process p WHERE p.id = ${process}`,
      { prepare: 'always' },
    );
    return row?.shown ?? false;
  }
}

/** Lower case, as PostgreSQL and `randomUUID` write it. */
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/**
 * The id under a key of an entry's data, as an expression; null for every other entry. Other types of entries use the same
 * key for other values (`to` is an account or an instant), and one value that cannot be cast would fail the statement for
 * all readers.
 *
 * @param types a condition over `e.type`; without it the key is an id in every type
 */
const idIn = (key: string, types: Sql = sql`true`): Sql =>
  sql`(CASE WHEN ${types} AND e.data ->> ${literal(key)} ~ ${raw(`'${UUID}'`)} THEN e.data ->> ${literal(key)} END)::uuid`;

/** Unit of an entry; for a task that nobody completed, the unit that had it. */
const UNIT = sql`coalesce(e.unit, CASE WHEN e.type = 'task.closed' AND e.account IS NULL THEN t.unit END)`;
const CARD_ENTRIES = sql`e.type LIKE 'card.%'`;
const CHILD_ENTRIES = sql`e.type IN ('child.started', 'child.ended', 'signal.received', 'incident.raised')`;

/**
 * Free text is not part of an entry. It is stored once: with the command that the task or the entry names, with the
 * comment, with the card, or with the process of the card's appeal.
 *
 * @param from tables with the entries `e` and their processes `p`
 */
const entries = ({ ofEntry }: Parties, from: Sql): Sql => sql`
  SELECT e.process_id, e.seq, e.at, e.type, e.stage, e.task, t.name AS task_name, t.due_at AS task_due, e.account, coalesce(a.title, client.title) AS account_title,
    ${UNIT} AS unit, u.short_name AS unit_name, part.unit AS child_unit, part.version AS child_version, e.text, e.data, p.key, p.version, said.decision, k.unit AS card_unit,
    ${ofEntry} AS parties,
    colleague.title AS colleague, principal.title AS principal,
    coalesce(said.body, elsewhere.body, to_jsonb(remark.body), CASE e.type WHEN 'card.explained' THEN to_jsonb(k.statement) END)
      AS words
  FROM ${from}
  LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
  LEFT JOIN account a ON a.id::text = e.account
  LEFT JOIN oauth_client client ON client.id = e.account
  LEFT JOIN account colleague ON colleague.id = ${idIn('to', sql`e.type = 'task.delegated'`)}
  LEFT JOIN account principal ON principal.id = CASE
    WHEN e.type = 'task.closed' AND t.acting::text = e.account THEN nullif(t.assignee, t.acting)
    ELSE ${idIn('onBehalfOf', sql`e.type IN ('task.delegated', 'task.substituted', 'task.released')`)} END
  LEFT JOIN unit u ON u.code = ${UNIT}
  LEFT JOIN LATERAL (
    SELECT child.version, whose.name AS unit
    FROM process child LEFT JOIN unit whose ON whose.code = child.input ->> 'unit'
    WHERE child.id = ${idIn('process', CHILD_ENTRIES)} LIMIT 1
  ) part ON true
  LEFT JOIN content said ON said.command_id = CASE e.type WHEN 'task.closed' THEN t.command_id ELSE ${idIn('command')} END
  LEFT JOIN comment remark ON remark.id = ${idIn('comment', sql`e.type = 'comment.added'`)}
  LEFT JOIN card k ON k.id = ${idIn('card', CARD_ENTRIES)}
  LEFT JOIN LATERAL (
    SELECT c.body FROM content c JOIN command m ON m.id = c.command_id
    WHERE c.process_id = CASE e.type WHEN 'process.started' THEN e.process_id ELSE ${idIn('appeal', CARD_ENTRIES)} END
      AND m.kind = CASE WHEN e.type IN ('process.started', 'card.appealed') THEN 'begin' ELSE 'complete' END
    LIMIT 1
  ) elsewhere ON e.type = 'process.started' OR e.data ? 'appeal'`;

/**
 * Starts from the followed processes: one without news costs one row read. The LATERAL keeps PostgreSQL from reading
 * the entries in another order than by their key, however many tables are joined after them.
 */
export function newsStatement(parties: Parties, readings: readonly Reading[], limit: number): Sql {
  const [processes, after] = [readings.map(({ process }) => process), readings.map(({ after }) => after)];
  const found = sql`unnest(${processes}::uuid[], ${after}::int[]) AS r (process, after)
  JOIN process p ON p.id = r.process AND p.timeline_seq > r.after
  CROSS JOIN LATERAL (
    SELECT * FROM timeline_entry WHERE process_id = r.process AND seq > r.after ORDER BY seq LIMIT ${limit}
  ) e`;
  return sql`${entries(parties, found)}
  ORDER BY e.process_id, e.seq LIMIT ${limit}`;
}
