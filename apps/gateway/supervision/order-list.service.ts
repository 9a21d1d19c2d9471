import { Injectable } from '@nestjs/common';
import { OrdersRepository, type OrderRow } from '../../../domain/supervision/orders.repository.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { oneOf } from '../../../infra/database/sql.js';
import { Visibility } from '../cases/visibility/visibility.js';
import type { Actor } from '../platform/identity/actor.js';
import { keysetQuery } from '../platform/paging/page.js';
import { orderFilters, type OrderItem, type OrderPage, type OrdersQuery } from './orders.dto.js';

/** Orders as staff read them. Those to secret cases are in no list: their timelines have them. */
@Injectable()
export class OrderListService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly visibility: Visibility,
  ) {}

  /** Orders to processes that the account sees, latest first; agencies see those to their own units. */
  list(actor: Actor, query: OrdersQuery): Promise<OrderPage> {
    const where = [
      this.visibility.ordinaryProcesses(actor),
      oneOf('o.unit', this.visibility.cardUnits(actor)),
      ...orderFilters(query),
    ];
    return this.orders.page(keysetQuery(query), where, businessDate(), (row) =>
      toItem(row, this.visibility.readsContent(actor, row.process_key)),
    );
  }
}

const toItem = (row: OrderRow, reads: boolean): OrderItem => ({
  id: row.id,
  processId: row.process_id,
  processKey: row.process_key,
  subject: row.subject,
  matter: reads ? row.matter : null,
  kind: row.kind,
  at: row.at.toISOString(),
  by: row.by,
  unit: row.unit,
  unitName: row.unit_name,
  replyBy: row.reply_by?.toISOString() ?? null,
  state: row.state,
  answeredAt: row.answered_at?.toISOString() ?? null,
});
