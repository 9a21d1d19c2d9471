/** The draft as a whole, among the numbers of its clauses. */
export const WHOLE = 0;

/** What is open under a clause: the box for one's own opinion, or those of others only. */
export type OpenAs = 'write' | 'read';

/** Which clauses have something open under them. */
export class OpenClauses {
  constructor(private readonly open: ReadonlyMap<number, OpenAs> = new Map()) {}

  is(clause: number): OpenAs | undefined {
    return this.open.get(clause);
  }

  toggle(clause: number, as: OpenAs): OpenClauses {
    const next = new Map(this.open);
    if (next.get(clause) === as) next.delete(clause);
    else next.set(clause, as);
    return new OpenClauses(next);
  }
}
