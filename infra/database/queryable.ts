/** A transaction, a data source, a pool or a client of one: pg answers with a result, TypeORM with the rows alone. */
export interface Queryable {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** The rows of a SELECT, whoever runs it. TypeORM answers an UPDATE or DELETE with more than its rows. */
export async function rowsOf<T>(db: Queryable, sql: string, values: unknown[] = []): Promise<readonly T[]> {
  const answer = (await db.query(sql, values)) as readonly T[] | { readonly rows: readonly T[] };
  return 'rows' in answer ? answer.rows : answer;
}
