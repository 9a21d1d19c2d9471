import { isHiddenFrom, isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { cardsOfShares } from '../../../domain/cases/units/own-shares.js';
import { and, oneOf, or, sql, type Sql } from '../../../infra/database/sql.js';
import type { Visibility } from '../cases/visibility/visibility.js';
import type { Actor } from '../platform/identity/actor.js';
import type { Supervisor } from './supervisor.js';

/**
 * Processes that a supervisor may act on, over the row `p`. Others do not exist for the supervisor (404): secret ones, for
 * everybody, and those hidden from the unit of the account or of the client. The platform and 效能监察 may act on a process
 * before there is a card that shows it to them; other staff act on processes that they see.
 */
export function supervisedBy(visibility: Visibility, { actor, unitKin }: Supervisor): Sql {
  const seen =
    actor && !actor.roles.includes('efficiency')
      ? visibility.processes(actor)
      : sql`NOT ${isHiddenFrom('p', unitKin)}`;
  return sql`(NOT ${isSecret('p')} AND ${seen})`;
}

/** Cards that an account may see, over the rows `k` of the card and `p` of its process. */
export function visibleCards(visibility: Visibility, actor: Actor): Sql {
  const units = visibility.cardUnits(actor);
  const ofUnits =
    units !== null &&
    or(oneOf('k.unit', units), actor.ownShares.length > 0 && cardsOfShares(actor.ownShares));
  return and(visibility.processes(actor), ofUnits);
}
