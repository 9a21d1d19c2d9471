type SnakeCase<S extends string> = S extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${SnakeCase<Tail>}`
  : S;

/**
 * The row of an entity as SQL returns it: `dueAt` is `due_at`. Select a `date` as text (`due_on::text`), or the driver
 * makes an instant of it.
 */
export type RowOf<Entity> = { readonly [P in keyof Entity & string as SnakeCase<P>]: Entity[P] };

/** The row of an entity as JSON, for `jsonb_to_recordset`: instants are ISO 8601. */
export type JsonRowOf<Entity> = {
  readonly [P in keyof Entity & string as SnakeCase<P>]: Date extends Entity[P]
    ? string | Exclude<Entity[P], Date>
    : Entity[P];
};
