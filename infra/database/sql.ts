/** A value for the driver: arrays become SQL arrays, other objects JSON. `undefined` is excluded: it is a forgotten value. */
export type Parameter = NonNullable<unknown> | null;

/** An optional condition: `flag && sql`…`` is left out when the flag is false. */
export type Condition = Sql | undefined | false;

/**
 * A piece of SQL with its values, created by the tag `sql`. Pieces nest, and `$n` are numbered in the whole statement.
 * Pieces of the same shape have the same text, whatever their values, so that it can be prepared.
 *
 * TypeORM's own tag executes at once: its parts cannot carry values, and its statements cannot be prepared.
 */
export class Sql {
  /** @param texts before, between and after the values */
  constructor(
    private readonly texts: readonly string[],
    readonly values: readonly Parameter[],
  ) {}

  get text(): string {
    return this.texts.reduce((text, next, index) => `${text}$${index}${next}`);
  }

  /** For SQL that is still put together as a string. @throws {Error} when it has values, which would be lost */
  toString(): string {
    if (this.values.length > 0) throw new Error(`SQL with values cannot become a string: ${this.text}`);
    return this.text;
  }

  static compose(strings: readonly string[], parts: readonly (Sql | Parameter)[]): Sql {
    const texts = [strings[0]!];
    const values: Parameter[] = [];
    const append = (text: string): void => void texts.push(`${texts.pop()!}${text}`);
    for (const [index, part] of parts.entries()) {
      if (part instanceof Sql) {
        append(part.texts[0]!);
        texts.push(...part.texts.slice(1));
        values.push(...part.values);
      } else {
        values.push(part);
        texts.push('');
      }
      append(strings[index + 1]!);
    }
    return new Sql(texts, values);
  }
}

/**
 * Tags SQL: a `Sql` between the texts becomes part of it, everything else (strings, too) a parameter.
 *
 * @example sql`SELECT ${COLUMNS} FROM task t WHERE ${visibleTasks(actor)} AND t.unit = ${unit}`
 */
export const sql = (strings: TemplateStringsArray, ...parts: (Sql | Parameter)[]): Sql =>
  Sql.compose(strings, parts);

/** Literal SQL. Never call it with input: input is a value. */
export const raw = (text: string): Sql => new Sql([text], []);

/** The name of a column, table or alias, with its qualifier: `t.due_at`. @throws {Error} for anything else */
export function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) throw new Error(`no name of a column: ${name}`);
  return raw(name);
}

/** A key of our code (of a process, a field) as a literal, which the planner can use. @throws {Error} for anything else */
export function literal(key: string): Sql {
  if (!/^[A-Za-z0-9_./-]+$/.test(key)) throw new Error(`no key: ${key}`);
  return raw(`'${key}'`);
}

/** An integer as a literal, for the planner (LIMIT) or where SQL allows no parameter. */
export function integer(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new Error(`no whole number: ${value}`);
  return raw(String(value));
}

/** @param parts at least one */
export const join = (parts: readonly Sql[], separator = ', '): Sql =>
  Sql.compose(['', ...parts.slice(1).map(() => separator), ''], parts);

/** A condition that no row meets. */
export const NOTHING = raw('false');

/** Conjunction; conditions that are left out count as true. */
export const and = (...conditions: readonly Condition[]): Sql => combined(conditions, ' AND ', 'true');

/** Disjunction; conditions that are left out count as false. */
export const or = (...conditions: readonly Condition[]): Sql => combined(conditions, ' OR ', 'false');

function combined(conditions: readonly Condition[], operator: string, none: string): Sql {
  const given = conditions.filter((condition) => condition instanceof Sql);
  if (given.length === 0) return raw(none);
  return sql`(${join(
    given.map((condition) => sql`(${condition})`),
    operator,
  )})`;
}

/** A filter of a list: left out without a value. @param column name or expression */
export const equal = (column: string | Sql, value: Parameter | undefined): Condition =>
  value !== undefined && sql`${typeof column === 'string' ? identifier(column) : column} = ${value}`;

/** The column holds one of these codes. @param codes null: any code, and the condition is left out */
export const oneOf = (column: string, codes: readonly string[] | null): Condition =>
  codes !== null && sql`${identifier(column)} = ANY (${codes}::text[])`;
