import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isHiddenFrom, isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import type { Actor, AuthenticatedRequest } from '../platform/identity/actor.js';
import type { Visibility } from '../cases/visibility/visibility.js';

/** Who supervises: a member of staff, or the supervision platform with credentials of its own. */
export interface Supervisor {
  /** Account id, or the client's. */
  readonly id: string;
  /** Null for the platform. */
  readonly actor: Actor | null;
  /** Codes from the root down to the unit it acts for; null for a client that belongs to none. */
  readonly unitPath: readonly string[] | null;
}

export const CurrentSupervisor = createParamDecorator((_: unknown, context: ExecutionContext): Supervisor => {
  const { actor, client } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  const { id, unitPath } = (actor ?? client)!;
  return { id, actor: actor ?? null, unitPath };
});

/**
 * Processes a supervisor may act on, as a condition over the row `p`. What it leaves out is answered as what does not
 * exist: a secret process, for everybody, and one that is hidden from the unit of the account or of the client. The
 * platform and 效能监察 may act on what they were told of from outside, before there is a card that shows it to them;
 * other staff act on what they see.
 */
export function supervisedBy(visibility: Visibility, { actor, unitPath }: Supervisor): Sql {
  const seen =
    actor && !actor.roles.includes('efficiency')
      ? visibility.processes(actor)
      : sql`NOT ${isHiddenFrom('p', unitPath)}`;
  return sql`(NOT ${isSecret('p')} AND ${seen})`;
}
