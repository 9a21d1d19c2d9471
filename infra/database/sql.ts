/** What the driver sends as a parameter: arrays become SQL arrays, other objects JSON. `undefined` is a forgotten value. */
export type Parameter = NonNullable<unknown> | null;

/** A condition that may be left out: `flag && sql`…`` is `false` where the flag is. */
export type Condition = Sql | undefined | false;

/**
 * A piece of SQL with its values, made by `sql`. Pieces nest, and `$n` are numbered for the whole, so that nobody counts
 * them. Pieces of the same shape give the same text, whatever their values: that text can be prepared.
 *
 * TypeORM has a tag of its own, which sends what it tags at once: its parts cannot carry values, and its statements
 * cannot be prepared.
 */
export class Sql {
  /** @param texts what stands before, between and after the values */
  constructor(
    private readonly texts: readonly string[],
    readonly values: readonly Parameter[],
  ) {}

  get text(): string {
    return this.textFrom(1);
  }

  /** For a statement whose parameters are still counted. @param first number of its first free one */
  textFrom(first: number): string {
    return this.texts.reduce((text, next, index) => `${text}$${first + index - 1}${next}`);
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

/** SQL as it is written. Never of anything that comes from outside: what comes from there is a value. */
export const raw = (text: string): Sql => new Sql([text], []);

/** The name of a column, table or alias, with its qualifier: `t.due_at`. @throws {Error} when it is anything else */
export function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) throw new Error(`no name of a column: ${name}`);
  return raw(name);
}

/** A key of the code's own, written out, where the planner has to know it: of a process, a field. @throws {Error} when it is anything else */
export function literal(key: string): Sql {
  if (!/^[A-Za-z0-9_./-]+$/.test(key)) throw new Error(`no key: ${key}`);
  return raw(`'${key}'`);
}

/** A whole number written out, where the planner has to know it (LIMIT), or no parameter may stand. */
export function integer(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new Error(`no whole number: ${value}`);
  return raw(String(value));
}

/** @param parts at least one */
export const join = (parts: readonly Sql[], separator = ', '): Sql =>
  Sql.compose(['', ...parts.slice(1).map(() => separator), ''], parts);

/** All of them; those left out count as true. */
export const and = (...conditions: readonly Condition[]): Sql => combined(conditions, ' AND ', 'true');

/** Any of them; those left out count as false. */
export const or = (...conditions: readonly Condition[]): Sql => combined(conditions, ' OR ', 'false');

function combined(conditions: readonly Condition[], operator: string, none: string): Sql {
  const given = conditions.filter((condition) => condition instanceof Sql);
  if (given.length === 0) return raw(none);
  return sql`(${join(
    given.map((condition) => sql`(${condition})`),
    operator,
  )})`;
}

/** A filter of a list: left out when no value is given. @param column its name, or an expression */
export const equal = (column: string | Sql, value: Parameter | undefined): Condition =>
  value !== undefined && sql`${typeof column === 'string' ? identifier(column) : column} = ${value}`;
