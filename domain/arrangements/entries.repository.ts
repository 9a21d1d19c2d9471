import { In, type Repository } from 'typeorm';
import { ArrangementEntry } from '../../infra/database/entities/arrangements.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql, type Sql } from '../../infra/database/sql.js';

export type Entry = Omit<ArrangementEntry, 'arrangement'>;
/** The fields of a topic that its unit writes. */
export type EntryContent = Pick<Entry, 'kind' | 'topic' | 'guests' | 'month' | 'day' | 'contact'>;
/** Key of a topic, with its unit. */
export type UnitEntry = Pick<Entry, 'id' | 'arrangementId' | 'unit'>;

/** Key of a topic, with the units of its reader: the own one, and those that it continues. */
export type OwnEntry = Pick<Entry, 'id' | 'arrangementId'> & { readonly units: readonly string[] };

/** A line of the published table. */
export interface PublishedEntry {
  /** Name of the unit. */
  readonly unit: string;
  readonly kind: Entry['kind'];
  readonly topic: string;
  readonly guests: string | null;
  readonly month: number;
  /** Day of the month; null: not set yet. */
  readonly day: number | null;
  readonly contact: string | null;
  readonly cancelled: boolean;
  /** The interview, survey or consultation that it became. */
  readonly process: string | null;
  /** Whether that has a page for the public by now. */
  readonly hasPage: boolean;
}

const COLUMNS = sql`e.id, e.arrangement_id AS "arrangementId", e.unit, e.kind, e.topic, e.guests, e.month, e.day, e.contact, e.state,
  e.reason, e.process_id AS "processId"`;

/** Whether the public reads what the topic `e` has become. */
const HAS_PAGE = sql`coalesce(CASE e.kind
    WHEN 'interview' THEN EXISTS (SELECT 1 FROM interview i WHERE i.id = e.process_id AND i.preview_at IS NOT NULL)
    WHEN 'survey' THEN EXISTS (SELECT 1 FROM survey s JOIN process p ON p.id = s.id
      WHERE s.id = e.process_id AND s.published_at IS NOT NULL AND (p.state <> 'cancelled' OR s.closed_at IS NOT NULL))
    WHEN 'consultation' THEN
      EXISTS (SELECT 1 FROM consultation c WHERE c.id = e.process_id AND c.published_at IS NOT NULL)
  END, false)`;

/** Open tasks that request topics from the unit. */
const requestingTask = ({ arrangementId, units }: Omit<OwnEntry, 'id'>): Sql =>
  sql`FROM task t WHERE t.process_id = ${arrangementId} AND t.unit = ANY (${units}::text[]) AND t.state = 'open'
    AND t.name IN ('propose', 'revise')`;

/** A draft until the unit answers; in a returned answer an added topic is proposed at once. */
const stateOf = (entry: Omit<OwnEntry, 'id'>): Sql =>
  sql`(SELECT CASE t.name WHEN 'revise' THEN 'proposed' ELSE 'draft' END ${requestingTask(entry)} LIMIT 1)`;

/** Topics of a year: proposed by units, arranged by the info office, changed after publication. */
export class EntriesRepository {
  private readonly entries: Repository<ArrangementEntry>;

  constructor(private readonly db: Database) {
    this.entries = db.getRepository(ArrangementEntry);
  }

  /** In the order of the table: topics of `units` (drafts of the reader's own only), and published ones. */
  list(arrangement: string, units: readonly string[], own: readonly string[]): Promise<Entry[]> {
    return queryRows(
      this.db,
      sql`SELECT ${COLUMNS} FROM arrangement_entry e WHERE e.arrangement_id = ${arrangement}
          AND ((e.unit = ANY (${units}) AND (e.state <> 'draft' OR e.unit = ANY (${own}::text[]))) OR e.state = 'published')
        ORDER BY e.month, e.day NULLS LAST, e.unit, e.id`,
    );
  }

  /** @param units left out: any unit */
  find(arrangementId: string, id: string, units?: readonly string[]): Promise<Entry | null> {
    return this.entries.findOneBy({ id, arrangementId, ...(units && { unit: In([...units]) }) });
  }

  /** Locks the topic until the end of the transaction. */
  findLocked(arrangementId: string, id: string): Promise<Entry | null> {
    return this.entries.findOne({ where: { id, arrangementId }, lock: { mode: 'pessimistic_write' } });
  }

  count(of: Partial<Pick<Entry, 'arrangementId' | 'unit' | 'state'>>): Promise<number> {
    return this.entries.countBy(of);
  }

  /** @returns undefined when no task requests topics of the unit, or it has `most` already */
  add(entry: UnitEntry & EntryContent, most: number): Promise<Entry | undefined> {
    const { id, arrangementId, unit, kind, topic, guests, month, day, contact } = entry;
    const asked = { arrangementId, units: [unit] };
    return queryRow(
      this.db,
      sql`INSERT INTO arrangement_entry AS e (id, arrangement_id, unit, kind, topic, guests, month, day, contact, state)
        SELECT ${id}, ${arrangementId}, ${unit}, ${kind}, ${topic}, ${guests}, ${month}, ${day}::int, ${contact},
          ${stateOf(asked)}
        WHERE EXISTS (SELECT 1 ${requestingTask(asked)}) AND ${most} >
          (SELECT count(*) FROM arrangement_entry WHERE arrangement_id = ${arrangementId} AND unit = ${unit})
        RETURNING ${COLUMNS}`,
    );
  }

  /** @returns undefined when no task requests topics of the unit */
  replace(entry: OwnEntry & EntryContent): Promise<Entry | undefined> {
    const { id, arrangementId, units, kind, topic, guests, month, day, contact } = entry;
    return queryRow(
      this.db,
      sql`UPDATE arrangement_entry e SET kind = ${kind}, topic = ${topic}, guests = ${guests}, month = ${month},
          day = ${day}, contact = ${contact}, state = ${stateOf(entry)}, reason = NULL
        WHERE e.id = ${id} AND e.arrangement_id = ${arrangementId} AND e.unit = ANY (${units}::text[])
          AND EXISTS (SELECT 1 ${requestingTask(entry)}) RETURNING ${COLUMNS}`,
    );
  }

  /** @returns false when no task requests topics of the unit */
  async remove(entry: OwnEntry): Promise<boolean> {
    const { id, arrangementId, units } = entry;
    const removed = await execute(
      this.db,
      sql`DELETE FROM arrangement_entry WHERE id = ${id} AND arrangement_id = ${arrangementId} AND unit = ANY (${units}::text[])
        AND EXISTS (SELECT 1 ${requestingTask(entry)})`,
    );
    return removed > 0;
  }

  /** @param decision.month null: as proposed; another one takes the proposed day away. @returns undefined when the task `arrange` is not open */
  decide(
    { id, arrangementId }: Pick<Entry, 'id' | 'arrangementId'>,
    decision: {
      readonly state: 'arranged' | 'declined';
      readonly month: number | null;
      readonly day: number | null;
      readonly reason: string | null;
    },
  ): Promise<Entry | undefined> {
    const { state, month, day, reason } = decision;
    return queryRow(
      this.db,
      sql`UPDATE arrangement_entry e SET state = ${state}, month = coalesce(${month}, month),
          day = CASE WHEN ${month}::int IS NULL OR ${month} = month THEN coalesce(${day}, day) ELSE ${day} END, reason = ${reason}
        WHERE e.id = ${id} AND e.arrangement_id = ${arrangementId} AND e.state IN ('proposed', 'arranged', 'declined')
          AND EXISTS (SELECT 1 FROM task t WHERE t.process_id = ${arrangementId} AND t.state = 'open' AND t.name = 'arrange')
        RETURNING ${COLUMNS}`,
    );
  }

  /** Whether the process accepts changes of the published table. Locks the process until the end of the transaction. */
  async acceptsChanges(arrangement: string): Promise<boolean> {
    const taking = await queryRow(
      this.db,
      sql`SELECT 1 FROM process p JOIN task t ON t.process_id = p.id AND t.name = 'conclude' AND t.state = 'open'
        WHERE p.id = ${arrangement} AND p.state = 'running' FOR SHARE OF p`,
    );
    return taking !== undefined;
  }

  async change(
    id: string,
    changed: Partial<Pick<Entry, 'month' | 'day' | 'topic' | 'guests' | 'contact' | 'state' | 'reason'>>,
  ): Promise<void> {
    await this.entries.update({ id }, changed);
  }

  /** Proposes the drafts of units that have answered. */
  async propose(arrangementId: string, units: readonly string[]): Promise<void> {
    await this.entries.update({ arrangementId, unit: In(units), state: 'draft' }, { state: 'proposed' });
  }

  /** Lines of the published table in its order, with those cancelled later. */
  published(arrangement: string): Promise<PublishedEntry[]> {
    return queryRows(
      this.db,
      sql`SELECT u.name AS unit, e.kind, e.topic, e.guests, e.month, e.day, e.contact, e.state = 'cancelled' AS cancelled,
          e.process_id AS process, ${HAS_PAGE} AS "hasPage"
        FROM arrangement_entry e JOIN unit u ON u.code = e.unit
        WHERE e.arrangement_id = ${arrangement} AND e.state IN ('published', 'cancelled')
        ORDER BY e.month, e.day NULLS LAST, e.unit, e.id`,
    );
  }

  /**
   * Notes which process a published topic has become.
   *
   * @returns false when there is no such topic of this kind and unit, or it has become another process that was not
   * cancelled
   */
  async link(entry: Pick<Entry, 'id' | 'kind'> & Pick<OwnEntry, 'units'>, process: string): Promise<boolean> {
    const linked = await execute(
      this.db,
      sql`UPDATE arrangement_entry SET process_id = ${process}
        WHERE id = ${entry.id} AND kind = ${entry.kind} AND unit = ANY (${entry.units}::text[]) AND state = 'published'
          AND (process_id IS NULL OR process_id = ${process}
            OR EXISTS (SELECT 1 FROM process p WHERE p.id = arrangement_entry.process_id AND p.state = 'cancelled'))`,
    );
    return linked > 0;
  }
}
