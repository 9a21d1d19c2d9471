import { describe, expect, it } from '@jest/globals';
import { clauseRuns } from '../../../../apps/web/src/features/consultations/clause-folds.js';

/** Clauses with these numbers of opinions, from the first on. */
const clauses = (...received: number[]) => received.map((n, index) => ({ number: index + 1, received: n }));
/** `3-5` of a fold, `1` of a clause. */
const shown = (received: number[], open: number[] = []): string[] =>
  clauseRuns(clauses(...received), ({ number }) => open.includes(number)).map((run) =>
    run.isFolded ? `${run.clauses[0]!.number}-${run.clauses.at(-1)!.number}` : String(run.clause.number),
  );

describe('folding of clauses', () => {
  it('runs that hardly anybody has commented on are folded', () => {
    expect(shown([2, 6, 1, 0, 4, 18, 4, 41, 7, 0, 0, 27])).toEqual([
      ...['1', '2', '3-5', '6', '7', '8', '9', '10', '11', '12'],
    ]);
  });

  it('a short draft is shown whole', () => {
    expect(shown([9, 0, 0, 0, 0, 0, 0, 0])).toHaveLength(8);
  });

  it('a draft with few opinions is shown whole', () => {
    expect(shown([2, 9, ...Array<number>(10).fill(0)])).toHaveLength(12);
  });

  it('a clause that the reader has opened stays open and parts its run', () => {
    expect(shown([40, 1, 0, 0, 0, 0, 0, 0, 0, 0], [6])).toEqual(['1', '2', '3-5', '6', '7-10']);
  });

  it('two quiet clauses in a row are not folded', () => {
    expect(shown([40, 1, 0, 0, 40, 40, 40, 40, 40])).toHaveLength(9);
  });
});
