import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isHiddenFrom } from '../../../domain/cases/secrecy/secrecy.js';
import { VALID_STATES } from '../../../domain/cases/cards/card-rows.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor, ApiClient } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page, type PageQuery } from '../platform/paging/page.js';
import { POOL } from '../platform/tokens.js';
import { cardUnits, visibleProcesses } from '../cases/visibility/visibility.js';
import { supervisedBy, type Supervisor } from './caller.js';
import {
  CARD_COLUMNS,
  CARD_TABLES,
  toCardView,
  toPlatformView,
  type CardView,
  type CardViewRow,
} from './card-view.js';
import type { CardPage, CardsQuery } from './cards.dto.js';
import type { SnapshotPage } from './supervision.dto.js';

const PLACE = [cursorPart.instant, cursorPart.uuid];
const placeOf = (row: CardViewRow): string => encodeCursor([row.created_at.toISOString(), row.id]);

/** Cards as they are read. */
@Injectable()
export class CardsService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Cards of processes the account may see, latest first; agencies see those of their own units. */
  async list(actor: Actor, query: CardsQuery): Promise<CardPage> {
    const where = visibleTo(actor);
    where.equal('k.level', query.level);
    where.equal('k.state', query.state);
    where.equal('k.unit', query.unit);
    where.equal('k.process_id', query.processId);
    if (query.cursor) {
      where.add(
        (at, id) => `(k.created_at, k.id) < (${at}::timestamptz, ${id}::uuid)`,
        ...decodeCursor(query.cursor, PLACE),
      );
    }
    const { rows } = await this.pool.query<CardViewRow>(
      `SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE ${where.sql}
       ORDER BY k.created_at DESC, k.id DESC LIMIT ${where.parameter(query.limit + 1)}`,
      where.values,
    );
    return page(rows, query.limit, toCardView, placeOf);
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<CardView> {
    return toCardView(await this.find(id, visibleTo(actor)));
  }

  /** What somebody has just done something to he may read once more, even if it has left his sight by that. */
  async again(id: string, { actor }: Pick<Supervisor, 'actor'>): Promise<CardView> {
    const row = await this.find(id, new Conditions());
    return actor ? toCardView(row) : toPlatformView(row);
  }

  /** As the one who supervises may see it. @throws {DubanError} NOT_FOUND */
  async supervised(supervisor: Supervisor, id: string): Promise<CardView> {
    const { sql, values } = supervisedBy(supervisor, 1);
    const where = new Conditions(...values);
    where.add(() => sql);
    const row = await this.find(id, where);
    return supervisor.actor ? toCardView(row) : toPlatformView(row);
  }

  /** Every card in force. Pages are read one by one: what changes meanwhile stands in the feed after `asOf`. */
  async snapshot(client: ApiClient, query: PageQuery): Promise<SnapshotPage> {
    // Before the cards: an event that comes in between is then told twice rather than never.
    const { rows: cursor } = await this.pool.query<{ last: string }>('SELECT last FROM supervision_cursor');
    const where = new Conditions();
    where.add((states) => `k.state = ANY (${states}::text[])`, VALID_STATES);
    if (query.cursor) {
      where.add(
        (at, id) => `(k.created_at, k.id) > (${at}::timestamptz, ${id}::uuid)`,
        ...decodeCursor(query.cursor, PLACE),
      );
    }
    const { rows } = await this.pool.query<CardViewRow>(
      `SELECT ${CARD_COLUMNS}, ${isHiddenFrom('p', where.parameter(client.unitPath))} AS hidden
       FROM ${CARD_TABLES} WHERE ${where.sql} ORDER BY k.created_at, k.id LIMIT ${where.parameter(query.limit + 1)}`,
      where.values,
    );
    return { ...page(rows, query.limit, toPlatformView, placeOf), asOf: Number(cursor[0]!.last) };
  }

  private async find(id: string, where: Conditions): Promise<CardViewRow> {
    if (cursorPart.uuid(id)) {
      where.add((card) => `k.id = ${card}`, id);
      const { rows } = await this.pool.query<CardViewRow>(
        `SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE ${where.sql}`,
        where.values,
      );
      if (rows[0]) return rows[0];
    }
    throw new DubanError('NOT_FOUND', 'no such card');
  }
}

function visibleTo(actor: Actor): Conditions {
  const { sql, values } = visibleProcesses(actor, 1);
  const where = new Conditions(...values);
  where.add(() => sql);
  const units = cardUnits(actor);
  if (units) where.add((codes) => `k.unit = ANY (${codes}::text[])`, units);
  return where;
}
