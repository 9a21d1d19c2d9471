import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { CardsRepository, type CardRow } from '../../../domain/cases/cards/cards.repository.js';
import { detail } from '../../../domain/messages/index.js';
import type { Condition } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor, ApiClient } from '../platform/identity/actor.js';
import { keysetQuery, type PageQuery } from '../platform/paging/page.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { toCardView, toPlatformView, type CardView } from './card-view.js';
import { cardFilters, type CardPage, type CardsQuery } from './cards.dto.js';
import type { SnapshotPage } from './supervision.dto.js';
import type { Supervisor } from './supervisor.js';
import { supervisedBy, visibleCards } from './visible-cards.js';

/** Reads cards for staff and for the supervision platform. */
@Injectable()
export class CardsService {
  constructor(
    private readonly cards: CardsRepository,
    private readonly visibility: Visibility,
  ) {}

  /** Cards of processes the account may see, latest first; agencies see those of their own units. */
  list(actor: Actor, query: CardsQuery): Promise<CardPage> {
    return this.cards.page(
      keysetQuery(query),
      [visibleCards(this.visibility, actor), ...cardFilters(query)],
      (row) => this.toView(actor, row),
    );
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<CardView> {
    return this.toView(actor, await this.find(id, visibleCards(this.visibility, actor)));
  }

  /** Whether the account reads what units write in their appeals. */
  readsAppeals(actor: Actor): boolean {
    return this.visibility.readsContent(actor, 'card-appeal');
  }

  /** Reads a card after an act on it: the caller may read it once more even if it is no longer visible. */
  async again(id: string, { actor }: Pick<Supervisor, 'actor'>): Promise<CardView> {
    const row = await this.find(id, undefined);
    return actor ? this.toView(actor, row) : toPlatformView(row);
  }

  /** As a supervisor may see it. @throws {DubanError} NOT_FOUND */
  async supervised(supervisor: Supervisor, id: string): Promise<CardView> {
    const row = await this.find(id, supervisedBy(this.visibility, supervisor));
    return supervisor.actor ? this.toView(supervisor.actor, row) : toPlatformView(row);
  }

  /** Every card in force, page by page; changes meanwhile are in the feed after `asOf`. */
  async snapshot(client: ApiClient, query: PageQuery): Promise<SnapshotPage> {
    // Before the cards: an event in between is then read twice rather than never.
    const asOf = await this.cards.lastEvent();
    return { ...(await this.cards.pageInForce(query, client.unitKin, toPlatformView)), asOf };
  }

  private toView(actor: Actor, row: CardRow): CardView {
    return toCardView(row, this.visibility.readsContent(actor, row.process_key));
  }

  private async find(id: string, where: Condition): Promise<CardRow> {
    const row = isUUID(id) && (await this.cards.find(id, where));
    if (!row) throw new DubanError('NOT_FOUND', detail('cards.noCard'));
    return row;
  }
}
