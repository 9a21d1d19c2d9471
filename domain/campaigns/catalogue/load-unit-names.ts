import type { DataSource, EntityManager } from 'typeorm';
import { formalName } from '../../cases/units/formal-name.js';
import type { NamedUnit, UnitNames } from '../../catalogue/unit-directory.js';

/** The units as lists may call them, for `UnitDirectory`. */
export async function loadUnitNames(db: DataSource | EntityManager): Promise<UnitNames> {
  const units = (await db.query(
    `SELECT code, name, short_name AS "shortName", ${formalName('u')} AS "formalName", kind FROM unit u ORDER BY code`,
  )) as (NamedUnit & { kind: string })[];
  const prefecture = units
    .filter(({ kind }) => kind === 'PREFECTURE')
    .flatMap(({ name, shortName }) => [name, shortName]);
  return { units, prefecture };
}
