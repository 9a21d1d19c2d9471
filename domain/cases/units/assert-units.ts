import type { Executor } from '../../../infra/database/query.js';
import { DubanError, type Issue } from '../../../workflows/engine/errors.js';
import { issue } from '../../messages/index.js';
import { knownUnits, type KnownUnits } from './units.repository.js';

/** Unit codes by the field of the request that names them. */
export type UnitFields = Readonly<Record<string, readonly string[]>>;

/** @throws {DubanError} UNIT_UNKNOWN naming each field and code that names no unit */
export async function assertUnits(db: Executor, fields: UnitFields, which?: KnownUnits): Promise<void> {
  const codes = [...new Set(Object.values(fields).flat())];
  if (codes.length === 0) return;
  const known = await knownUnits(db, codes, which);
  const [first, ...more] = Object.entries(fields).flatMap(([field, named]) =>
    named.filter((code) => !known.has(code)).map((unit) => unknownIn(field, unit)),
  );
  if (first) throw DubanError.ofFields('UNIT_UNKNOWN', [first, ...more]);
}

/** The same refusal, for a caller that reads the units itself. @param codes unknown ones, at least one */
export const unitsUnknown = (field: string, [first, ...more]: readonly string[]): DubanError =>
  DubanError.ofFields('UNIT_UNKNOWN', [
    unknownIn(field, first!),
    ...more.map((unit) => unknownIn(field, unit)),
  ]);

/** The refusal of a unit that takes no cases today (`takesCases`). */
export const unitTakesNoCases = (field: string, unit: string): DubanError =>
  DubanError.ofFields('UNIT_UNKNOWN', [issue(field, 'cases.unitTakesNoCases', { unit })]);

const unknownIn = (field: string, unit: string): Issue => issue(field, 'cases.unitUnknown', { unit });
