import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, AuthenticatedRequest } from '../platform/identity/actor.js';

/** A member of staff, or the supervision platform with credentials of its own. */
export interface Supervisor {
  /** Id of the account or of the client. */
  readonly id: string;
  /** Null for the platform. */
  readonly actor: Actor | null;
  /** Units from which hidden cases are hidden from it; null for a client without a unit. */
  readonly unitKin: readonly string[] | null;
}

export const CurrentSupervisor = createParamDecorator((_: unknown, context: ExecutionContext): Supervisor => {
  const { actor, client } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  const { id, unitKin } = (actor ?? client)!;
  return { id, actor: actor ?? null, unitKin };
});
