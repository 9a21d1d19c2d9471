/** Conditions of a statement with their parameters, numbered in the order in which they are added. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly all: string[] = [];

  /** @param values of parameters that the statement already has */
  constructor(...values: unknown[]) {
    this.values.push(...values);
  }

  /** @param condition is given the parameters that stand for the values */
  add(condition: (...parameters: string[]) => string, ...values: unknown[]): void {
    this.all.push(condition(...values.map((value) => this.parameter(value))));
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
