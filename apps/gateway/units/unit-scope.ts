import { detail } from '../../../domain/messages/index.js';
import { COUNTY_KINDS } from '../../../domain/cases/units/unit-codes.js';
import type { Unit } from '../../../infra/database/entities/accounts.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';

const isWhole = ({ roles }: Actor): boolean => roles.includes('admin-system');

/** Whether an administrator changes units of this kind and place. One of a county: its own offices and townships. */
const isChangedBy = (actor: Actor, { kind, parentCode }: Pick<Unit, 'kind' | 'parentCode'>): boolean =>
  isWhole(actor) ||
  ((COUNTY_KINDS as readonly string[]).includes(kind) && parentCode !== null && actor.unit === parentCode);

/** @throws {DubanError} FORBIDDEN */
export function assertChanges(actor: Actor, unit: Pick<Unit, 'kind' | 'parentCode'>): void {
  if (!isChangedBy(actor, unit)) throw new DubanError('FORBIDDEN', detail('units.notInScope'));
}
