import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isSecret } from '../../../activities/read-model/secrecy.js';
import type { Actor, AuthenticatedRequest } from '../auth/actor.js';
import { visibleProcesses, type Condition } from '../visibility/visibility.js';

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
 * feed. 效能监察 may give a card to what it was told of from outside, before it may see it; other staff act on what they
 * see.
 */
export function supervisedBy({ actor }: Supervisor, next: number): Condition {
  if (!actor) return { sql: 'true', values: [] };
  const visible = visibleProcesses(actor, next);
  if (!actor.roles.includes('efficiency')) return visible;
  const path = `$${next + visible.values.length}::text[]`;
  return {
    sql: `(${visible.sql} OR NOT ${isSecret('p')} AND NOT p.hidden_from && ${path})`,
    values: [...visible.values, actor.unitPath],
  };
}
