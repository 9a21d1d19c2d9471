import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { textOf } from '../../../../domain/messages/index.js';
import { prepared } from '../../../../infra/database/prepared.js';
import type { Actor } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';
import { raw } from '../../../../infra/database/sql.js';
import { isParty, type Parties } from '../visibility/visible-tasks.js';
import { Visibility } from '../visibility/visibility.js';
import { headline, wordsOf, type EntryRow } from './entry-text.js';
import type { TimelineEntryView } from '../processes/processes.dto.js';

/** Up to which entry a reader has read a process. */
export interface Reading {
  readonly process: string;
  readonly after: number;
}

/** What a reader of a timeline may read of the words in it. */
export interface TimelineReader {
  readonly words: (processKey: string) => boolean;
  /** Of cards those of these units; null: of all. */
  readonly cardUnits: readonly string[] | null;
  /** Of processes whose units are kept apart, what these are parties to; null: everything. */
  readonly partUnits: readonly string[] | null;
}

export const timelineReader = (visibility: Visibility, actor: Actor): TimelineReader => ({
  words: (processKey) => visibility.readsContent(actor, processKey),
  cardUnits: visibility.cardUnits(actor),
  partUnits: visibility.partUnits(actor),
});

/** Reads timelines. Whether the reader may see the process has been asked before. */
@Injectable()
export class Timeline {
  private readonly parties: Parties;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    { parties }: Visibility,
  ) {
    this.parties = parties;
  }

  async page(reading: Reading, limit: number, reader: TimelineReader): Promise<TimelineEntryView[]> {
    const { rows } = await prepared<EntryRow>(
      this.pool,
      `${select(this.parties, 'timeline_entry e JOIN process p ON p.id = e.process_id')}
       WHERE e.process_id = $1 AND e.seq > $2 AND ${isParty(this.parties.ofEntry, raw('$4'))}
       ORDER BY e.seq LIMIT $3`,
      [reading.process, reading.after, limit, reader.partUnits],
    );
    return rows.map((row) => toEntryView(row, reader));
  }

  /**
   * What is new in several processes at once, by process, in order; each reader then sees his own view of it.
   *
   * @param limit entries at most, over all processes
   */
  async news(readings: readonly Reading[], limit: number): Promise<Map<string, EntryRow[]>> {
    const { rows } = await prepared<EntryRow>(this.pool, news(this.parties), [
      readings.map(({ process }) => process),
      readings.map(({ after }) => after),
      limit,
    ]);
    const found = new Map<string, EntryRow[]>();
    for (const row of rows) found.set(row.process_id, [...(found.get(row.process_id) ?? []), row]);
    return found;
  }
}

/** Lower case, as PostgreSQL and `randomUUID` write it. */
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/**
 * The id that an entry's data hold under a key, as an expression; null for every other entry. A key means something else
 * in another type of entry (`to` is an account or an instant), and one value that cannot be cast would fail the statement
 * for everybody.
 *
 * @param types a condition over `e.type`; without it the key is an id wherever it occurs
 */
const idIn = (key: string, types = 'true'): string =>
  `(CASE WHEN ${types} AND e.data ->> '${key}' ~ '${UUID}' THEN e.data ->> '${key}' END)::uuid`;

/** Of an entry; of a task that nobody has completed, it is whoever it was open at. */
const UNIT = `coalesce(e.unit, CASE WHEN e.type = 'task.closed' AND e.account IS NULL THEN t.unit END)`;
const CARD_ENTRIES = `e.type LIKE 'card.%'`;
const FAMILY_ENTRIES = `e.type IN ('child.started', 'child.ended', 'signal.received', 'incident.raised')`;

/**
 * What was said with an entry is not stored in it. It stands once: with the command that the task or the entry names,
 * with the comment, with the card, or with the process of the card's appeal.
 *
 * @param from where the entries `e` and their processes `p` come from
 */
const select = ({ ofEntry }: Parties, from: string): string => `
  SELECT e.process_id, e.seq, e.at, e.type, e.stage, e.task, t.name AS task_name, e.account, coalesce(a.title, client.title) AS account_title,
    ${UNIT} AS unit, u.short_name AS unit_name, part.unit AS child_unit, part.version AS child_version, e.text, e.data, p.key, p.version, said.decision, k.unit AS card_unit,
    ${ofEntry} AS parties,
    colleague.title AS colleague,
    coalesce(said.body, elsewhere.body, to_jsonb(remark.body), CASE e.type WHEN 'card.explained' THEN to_jsonb(k.statement) END)
      AS words
  FROM ${from}
  LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
  LEFT JOIN account a ON a.id::text = e.account
  LEFT JOIN oauth_client client ON client.id = e.account
  LEFT JOIN account colleague ON colleague.id = ${idIn('to', `e.type = 'task.delegated'`)}
  LEFT JOIN unit u ON u.code = ${UNIT}
  LEFT JOIN LATERAL (
    SELECT child.version, whose.name AS unit
    FROM process child LEFT JOIN unit whose ON whose.code = child.input ->> 'unit'
    WHERE child.id = ${idIn('process', FAMILY_ENTRIES)} LIMIT 1
  ) part ON true
  LEFT JOIN content said ON said.command_id = CASE e.type WHEN 'task.closed' THEN t.command_id ELSE ${idIn('command')} END
  LEFT JOIN comment remark ON remark.id = ${idIn('comment', `e.type = 'comment.added'`)}
  LEFT JOIN card k ON k.id = ${idIn('card', CARD_ENTRIES)}
  LEFT JOIN LATERAL (
    SELECT c.body FROM content c JOIN command m ON m.id = c.command_id
    WHERE c.process_id = CASE e.type WHEN 'process.started' THEN e.process_id ELSE ${idIn('appeal', CARD_ENTRIES)} END
      AND m.kind = CASE WHEN e.type IN ('process.started', 'card.appealed') THEN 'begin' ELSE 'complete' END
    LIMIT 1
  ) elsewhere ON e.type = 'process.started' OR e.data ? 'appeal'`;

/**
 * Starts from the processes that are followed: one without news costs a look at its row. The LATERAL keeps PostgreSQL from
 * reading the entries in another order than by their key, however many tables are joined after them.
 */
export const news = (parties: Parties): string => `${select(
  parties,
  `unnest($1::uuid[], $2::int[]) AS r (process, after)
  JOIN process p ON p.id = r.process AND p.timeline_seq > r.after
  CROSS JOIN LATERAL (
    SELECT * FROM timeline_entry WHERE process_id = r.process AND seq > r.after ORDER BY seq LIMIT $3
  ) e`,
)}
  ORDER BY e.process_id, e.seq LIMIT $3`;

/** Whether an entry exists for a reader: what `page` asks in its query. */
export const exists = ({ parties }: EntryRow, { partUnits: units }: TimelineReader): boolean =>
  parties === null || units === null || parties.some((unit) => unit !== null && units.includes(unit));

/** An entry as a reader may see it. */
export function toEntryView(row: EntryRow, reader: TimelineReader): TimelineEntryView {
  const data = { ...shownData(row), ...(row.decision && { decision: row.decision }) };
  const said = maySee(row, reader) ? wordsOf(row) : '';
  const text = [headline(row), said].filter(Boolean).join('。');
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type,
    stage: row.stage,
    task: row.task === null ? null : `${row.process_id}.${row.task}`,
    actor: row.account_title ?? (row.account === 'citizen' ? textOf('cases.citizen') : null),
    unit: row.unit,
    text: text || null,
    data: Object.keys(data).length > 0 ? data : null,
  };
}

/** Ids by which words are found are none of the reader's business; of a moved limit `to` is the instant that he needs. */
function shownData({ type, data }: EntryRow): Readonly<Record<string, unknown>> {
  const { command: _command, comment: _comment, ...rest } = data ?? {};
  if (type !== 'task.delegated') return rest;
  const { to: _account, ...others } = rest;
  return others;
}

/** Of a card the same people read the words as read the card. */
const maySee = ({ card_unit: unit, key }: EntryRow, reader: TimelineReader): boolean =>
  unit === null ? reader.words(key) : (reader.cardUnits?.includes(unit) ?? true);
