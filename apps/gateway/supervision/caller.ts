import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, AuthenticatedRequest } from '../auth/actor.js';
import type { Condition } from '../visibility/visibility.js';
import { visibleProcesses } from '../visibility/visibility.js';

/** Who supervises: a member of staff, or the supervision platform with credentials of its own. */
export interface Supervisor {
  /** Account id, or the client's. */
  readonly id: string;
  /** Null for the platform. */
  readonly actor: Actor | null;
}

export const CurrentSupervisor = createParamDecorator((_: unknown, context: ExecutionContext): Supervisor => {
  const { actor, client } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  return { id: (actor ?? client)!.id, actor: actor ?? null };
});

/**
 * Processes a supervisor may act on, as a condition over the row `p`. The platform knows every process by the ids of its
 * feed; staff what they may see.
 */
export const supervisedBy = ({ actor }: Supervisor, next: number): Condition =>
  actor ? visibleProcesses(actor, next) : { sql: 'true', values: [] };
