import { diffArrays, diffChars } from 'diff';
import { bigramsOf, likenessOf, nameKeyOf } from '../text/names.js';
import type { Clause } from './clauses.js';

/** A piece of a clause: in both texts, in the draft only, or in the final text only. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A clause of the draft beside the clause of the final text that it became. */
export interface ClauseChange {
  readonly kind: 'same' | 'changed' | 'removed' | 'added';
  /** Labels of the clause in either text; null where it has none. */
  readonly draft: string | null;
  readonly final: string | null;
  /** Those of the draft make its text, those of the final text make that. */
  readonly pieces: readonly Piece[];
}

/** From this likeness on, two clauses are one that was changed. */
const THRESHOLD = 0.5;
/** Clauses that differ by more than this are shown as one text in place of another. */
const MOST_EDITS = 4_000;

/** What a policy's final text has made of the draft that was consulted on, clause by clause. */
export function compareTexts(draft: readonly Clause[], final: readonly Clause[]): ClauseChange[] {
  const describe = (clause: Clause) => ({ clause, bigrams: bigramsOf(nameKeyOf(clause.text)) });
  const before = draft.map(describe);
  const after = final.map(describe);
  const runs = diffArrays(before, after, {
    comparator: (a, b) => likenessOf(a.bigrams, b.bigrams) >= THRESHOLD,
    oneChangePerToken: true,
  });
  let old = 0;
  return runs.map(({ added, removed, value: [token] }): ClauseChange => {
    const { clause } = token!; // of a pair the final one
    if (added) return { kind: 'added', draft: null, final: clause.label, pieces: one('added', clause) };
    const was = before[old]!.clause;
    old += 1;
    if (removed) return { kind: 'removed', draft: was.label, final: null, pieces: one('removed', was) };
    const pieces = piecesOf(was, clause);
    const same = pieces.every(({ kind }) => kind === 'same');
    return { kind: same ? 'same' : 'changed', draft: was.label, final: clause.label, pieces };
  });
}

const one = (kind: Piece['kind'], { text }: Clause): Piece[] => [{ kind, text }];

function piecesOf(was: Clause, is: Clause): Piece[] {
  const changes = diffChars(was.text, is.text, { maxEditLength: MOST_EDITS });
  if (!changes) return [...one('removed', was), ...one('added', is)];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
