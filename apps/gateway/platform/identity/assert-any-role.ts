import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from './actor.js';

/** @throws {DubanError} FORBIDDEN unless the account has one of the roles */
export function assertAnyRole(actor: Pick<Actor, 'roles'>, roles: readonly string[]): void {
  if (!roles.some((role) => actor.roles.includes(role)))
    throw new DubanError('FORBIDDEN', detail('platform.rolesNeeded', { roles }));
}
