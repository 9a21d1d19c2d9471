/** Units of one process whose part another unit continues, since theirs was merged, split or closed. */
export class UnitSuccessors {
  /** Unit -> the unit that continues its part. */
  private readonly heirs = new Map<string, string>();

  add(from: string, to: string): void {
    this.heirs.set(from, to);
    this.heirs.delete(to); // it has a part again, whatever became of an earlier one
  }

  /** The unit that does what the behaviour asks of a unit: the unit itself, or the last of its successors. */
  of(unit: string): string {
    let found = unit;
    for (let heir = this.heirs.get(found); heir !== undefined; heir = this.heirs.get(found)) found = heir;
    return found;
  }

  /** An argument, options or facts whose field names a unit, with its successor in it. */
  in<T>(argument: T, field: 'unit' | 'to' | 'lead'): T {
    const unit = (argument as Readonly<Record<string, unknown>> | null | undefined)?.[field];
    if (typeof unit !== 'string') return argument;
    const heir = this.of(unit);
    return heir === unit ? argument : { ...argument, [field]: heir };
  }
}
