import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { Conditions, numbered } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { POOL } from '../platform/tokens.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { LETTER_COLUMNS, toLetterSummary, toLetterView, type LetterRow } from './letter-view.js';
import { readBeside } from './read-letter.js';
import type { LetterDetail, LetterPage, LetterProgress, LettersQuery } from './letters.controller.js';

/** A signing task keeps the due time that the unit's clock had at the signature. */
const SELECT = `
  SELECT ${PROCESS_COLUMNS}, ${LETTER_COLUMNS}, CASE WHEN p.facts @> '{"answered": true}' THEN (
      SELECT bool_and(t.closed_at <= t.due_at) FROM task t
      WHERE t.process_id = p.id AND t.name IN ('signOff', 'signRework', 'signRedo') AND t.outcome = 'sign'
    ) END AS answered_on_time
  FROM process p JOIN letter l ON l.process_id = p.id`;

interface Row extends ProcessRow, LetterRow {
  readonly answered_on_time: boolean | null;
}

/** Letters for staff. Roles whose work does not need the text read neither writer nor text. */
@Injectable()
export class StaffLetters {
  constructor(
    @Inject(POOL) readonly pool: Pool,
    readonly visibility: Visibility,
  ) {}

  async list(actor: Actor, query: LettersQuery): Promise<LetterPage> {
    const reads = this.visibility.readsContent(actor, 'mailbox-letter');
    const where = new Conditions();
    where.add(this.visibility.processes(actor));
    where.equal('l.letter_no', query.letterNo);
    where.equal('l.kind', query.kind);
    where.equal('p.state', query.state);
    where.equal('p.stage', query.stage);
    if (query.unit) where.add((unit) => `${unit} = ANY (p.units)`, query.unit);
    // An account that may not read titles may not search them either.
    if (query.q && reads) where.add((text) => `strpos(lower(l.title), lower(${text})) > 0`, query.q);
    if (query.q && !reads) where.add(() => 'false');
    if (query.receivedAfter) where.add((at) => `l.received_at >= ${at}`, query.receivedAfter);
    if (query.receivedBefore) where.add((at) => `l.received_at < ${at}`, query.receivedBefore);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(l.received_at, l.process_id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY l.received_at DESC, l.process_id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      (row) => ({ ...toLetterSummary(row, reads), ...progressOf(row) }),
      (row) => encodeCursor([row.received_at.toISOString(), row.id]),
    );
  }

  /** @throws {DubanError} NOT_FOUND, also when the account may not see the letter */
  async get(actor: Actor, id: string): Promise<LetterDetail> {
    const visible = numbered(this.visibility.processes(actor), 2);
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE p.id = $1 AND ${visible.sql}`, [
      id,
      ...visible.values,
    ]);
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
    const beside = await readBeside(this, actor, id);
    return {
      ...toLetterView(row, this.visibility.readsContent(actor, 'mailbox-letter'), beside),
      ...progressOf(row),
    };
  }
}

const progressOf = (row: Row): LetterProgress => ({
  answeredOnTime: row.answered_on_time,
  process: toProcessView(row),
});
