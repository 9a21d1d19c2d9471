import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { CardsRepository, type CardRow } from '../../../domain/cases/cards/cards.repository.js';
import { and, sql, type Sql, type Condition } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor, ApiClient } from '../platform/identity/actor.js';
import type { PageQuery } from '../platform/paging/page.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { supervisedBy, type Supervisor } from './caller.js';
import { toCardView, toPlatformView, type CardView } from './card-view.js';
import { cardFilters, type CardPage, type CardsQuery } from './cards.dto.js';
import type { SnapshotPage } from './supervision.dto.js';

/** Cards as they are read. */
@Injectable()
export class CardsService {
  constructor(
    private readonly cards: CardsRepository,
    private readonly visibility: Visibility,
  ) {}

  /** Cards of processes the account may see, latest first; agencies see those of their own units. */
  list(actor: Actor, query: CardsQuery): Promise<CardPage> {
    return this.cards.page(query, [visibleCards(this.visibility, actor), ...cardFilters(query)], toCardView);
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<CardView> {
    return toCardView(await this.find(id, visibleCards(this.visibility, actor)));
  }

  /** What somebody has just done something to he may read once more, even if it has left his sight by that. */
  async again(id: string, { actor }: Pick<Supervisor, 'actor'>): Promise<CardView> {
    const row = await this.find(id, undefined);
    return actor ? toCardView(row) : toPlatformView(row);
  }

  /** As the one who supervises may see it. @throws {DubanError} NOT_FOUND */
  async supervised(supervisor: Supervisor, id: string): Promise<CardView> {
    const row = await this.find(id, supervisedBy(this.visibility, supervisor));
    return supervisor.actor ? toCardView(row) : toPlatformView(row);
  }

  /** Every card in force. Pages are read one by one: what changes meanwhile stands in the feed after `asOf`. */
  async snapshot(client: ApiClient, query: PageQuery): Promise<SnapshotPage> {
    // Before the cards: an event that comes in between is then read twice rather than never.
    const asOf = await this.cards.lastEvent();
    return { ...(await this.cards.pageInForce(query, client.unitPath, toPlatformView)), asOf };
  }

  private async find(id: string, where: Condition): Promise<CardRow> {
    const row = isUUID(id) && (await this.cards.find(id, where));
    if (!row) throw new DubanError('NOT_FOUND', 'no such card');
    return row;
  }
}

function visibleCards(visibility: Visibility, actor: Actor): Sql {
  const units = visibility.cardUnits(actor);
  return and(visibility.processes(actor), units !== null && sql`k.unit = ANY (${units}::text[])`);
}
