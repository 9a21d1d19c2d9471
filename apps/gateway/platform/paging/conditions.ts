import { Sql } from '../../../../infra/database/sql.js';

/** A piece of SQL for a statement whose parameters are still counted. @param next number of its first free one */
export const numbered = (
  piece: Sql,
  next: number,
): { readonly sql: string; readonly values: readonly unknown[] } => ({
  sql: piece.textFrom(next),
  values: piece.values,
});

/** Conditions of a statement with their parameters, numbered in the order in which they are added. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly all: string[] = [];

  /** @param values of parameters that the statement already has */
  constructor(...values: unknown[]) {
    this.values.push(...values);
  }

  /** @param condition with its values; or is given the parameters that stand for them */
  add(condition: Sql | ((...parameters: string[]) => string), ...values: unknown[]): void {
    if (condition instanceof Sql) {
      this.all.push(condition.textFrom(this.values.length + 1));
      this.values.push(...condition.values);
    } else this.all.push(condition(...values.map((value) => this.parameter(value))));
  }

  /** Left out when there is no value. @param column never from a request */
  equal(column: string, value: unknown): void {
    if (value !== undefined) this.add((parameter) => `${column} = ${parameter}`, value);
  }

  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get sql(): string {
    return this.all.length === 0 ? 'true' : this.all.join(' AND ');
  }
}
