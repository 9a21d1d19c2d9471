/** A clause as the folding reads it. */
export interface FoldedClause {
  readonly number: number;
  /** Opinions on it. */
  readonly received: number;
}

/** Clauses that are shown one by one, or a run of them behind one line. */
export type ClauseRun<Clause> =
  | { readonly isFolded: false; readonly clause: Clause }
  | { readonly isFolded: true; readonly clauses: readonly Clause[] };

/** A shorter draft is read at a glance. */
const SHORT_DRAFT = 8;
/** With fewer opinions on its most discussed clause, nothing stands out yet. */
const DISCUSSED = 10;
/** A shorter run takes as much room folded. */
const SHORTEST_RUN = 3;
/** A clause with fewer opinions than this share of the most discussed one has hardly been touched. */
const HARDLY = 0.15;

/**
 * Folds runs of clauses that hardly anybody has commented on, so that a long draft shows what is discussed. The first two stay,
 * because they say what the draft is about; a draft that hardly anybody has commented on is shown whole.
 *
 * @param isOpen whether the reader has opened or written on a clause
 */
export function clauseRuns<Clause extends FoldedClause>(
  clauses: readonly Clause[],
  isOpen: (clause: Clause) => boolean,
): ClauseRun<Clause>[] {
  const most = Math.max(0, ...clauses.map(({ received }) => received));
  const folds = clauses.length > SHORT_DRAFT && most >= DISCUSSED;
  const runs: ClauseRun<Clause>[] = [];
  let run: Clause[] = [];
  const endRun = (): void => {
    if (run.length >= SHORTEST_RUN) runs.push({ isFolded: true, clauses: run });
    else runs.push(...run.map((clause) => ({ isFolded: false as const, clause })));
    run = [];
  };
  clauses.forEach((clause, index) => {
    if (folds && index > 1 && clause.received < most * HARDLY && !isOpen(clause))
      return void run.push(clause);
    endRun();
    runs.push({ isFolded: false, clause });
  });
  endRun();
  return runs;
}
