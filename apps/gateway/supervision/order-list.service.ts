import { Injectable } from '@nestjs/common';
import { DutyListRepository, type DutyContact } from '../../../domain/cases/duty/duty-list.repository.js';
import { today } from '../../../domain/cases/duty/in-force.js';
import { OrdersRepository, type OrderRow } from '../../../domain/supervision/orders.repository.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { DutyBusiness } from '../../../infra/database/entities/duty.js';
import { oneOf } from '../../../infra/database/sql.js';
import { Businesses } from '../cases/registration/businesses.js';
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
    private readonly businesses: Businesses,
    private readonly duty: DutyListRepository,
  ) {}

  /** Orders to processes that the account sees, latest first; agencies see those to their own units. */
  async list(actor: Actor, query: OrdersQuery): Promise<OrderPage> {
    const where = [
      this.visibility.ordinaryProcesses(actor),
      oneOf('o.unit', this.visibility.cardUnits(actor)),
      ...orderFilters(query),
    ];
    const page = await this.orders.page(keysetQuery(query), where, businessDate(), (row) => row);
    const officers = await this.officers(page.items);
    const items = page.items.map((row) =>
      toItem(row, {
        reads: this.visibility.readsContent(actor, row.process_key),
        officer: officers.get(this.businesses.dutyOf(row.process_key))?.get(row.unit ?? ''),
      }),
    );
    return { ...page, items };
  }

  /** By business of the duty register, then by unit. */
  private async officers(
    rows: readonly OrderRow[],
  ): Promise<ReadonlyMap<DutyBusiness | undefined, ReadonlyMap<string, DutyContact>>> {
    const units = new Map<DutyBusiness, Set<string>>();
    for (const { process_key: key, unit } of rows) {
      const business = this.businesses.dutyOf(key);
      if (business && unit !== null) units.set(business, (units.get(business) ?? new Set()).add(unit));
    }
    return new Map(
      await Promise.all(
        [...units].map(
          async ([business, codes]) =>
            [business, await this.duty.contacts([...codes], business, today())] as const,
        ),
      ),
    );
  }
}

const toItem = (
  row: OrderRow,
  { reads, officer }: { readonly reads: boolean; readonly officer: DutyContact | undefined },
): OrderItem => ({
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
  officer: officer ? { name: officer.name, phone: officer.phone } : null,
  replyBy: row.reply_by?.toISOString() ?? null,
  state: row.state,
  answeredAt: row.answered_at?.toISOString() ?? null,
});
