import { getMetadataArgsStorage } from 'typeorm';
import { identifier, join, raw, sql, type Parameter, type Sql } from './sql.js';

/** Class of an entity. */
type EntityClass<E> = new () => E;

/** The column of a property without a name of its own: `snake_case`. */
export const columnName = (property: string): string =>
  property.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const namesOf = <E>(
  entity: EntityClass<E>,
): readonly (readonly [property: keyof E & string, column: string, isDay: boolean])[] =>
  getMetadataArgsStorage()
    .filterColumns(entity)
    .map(({ propertyName, options }) => [
      propertyName as keyof E & string,
      options.name ?? columnName(propertyName),
      options.type === 'date',
    ]);

/**
 * Lists the columns of an entity for a SELECT, named as its properties: `l.letter_no AS "letterNo"`. A column that the
 * entity gets is selected without another edit. A `date` is read as text, as its entity says: pg would make it an instant.
 *
 * @param row alias of its table
 * @param except properties that are not read
 */
export function columnsOf<E>(
  entity: EntityClass<E>,
  row: string,
  except: readonly (keyof E & string)[] = [],
): Sql {
  const names = namesOf(entity).filter(([property]) => !except.includes(property));
  return join(
    names.map(
      ([property, column, isDay]) =>
        sql`${identifier(`${row}.${column}`)}${raw(isDay ? '::text' : '')} AS ${raw(`"${property}"`)}`,
    ),
  );
}

/**
 * Inserts a row with all columns of its entity, so that the text is the same for every row and can be prepared.
 *
 * @param row properties that are no columns are ignored
 */
export function insertInto<E extends object>(entity: EntityClass<E>, row: E): Sql {
  const names = namesOf(entity);
  const table = getMetadataArgsStorage().filterTables(entity)[0]!.name!;
  return sql`INSERT INTO ${identifier(table)} (${join(names.map(([, column]) => identifier(column)))})
    VALUES (${join(names.map(([property]) => sql`${row[property] as Parameter}`))})`;
}
