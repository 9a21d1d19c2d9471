import { diffArrays, diffChars } from 'diff';
import { bigramsOf, likenessOf, nameKeyOf } from '../text/names.js';
import type { Clause } from './clauses.js';

/** A piece of a clause: in both texts, in the draft only (`removed`), or in the final text only (`added`). */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A clause of the draft paired with a clause of the final text. */
export interface ClauseChange {
  readonly kind: 'same' | 'changed' | 'removed' | 'added';
  /** Label of the clause in each text; null where the clause is missing. */
  readonly draft: string | null;
  readonly final: string | null;
  /** The `same` and `removed` ones join to the text of the draft, the `same` and `added` ones to the final text. */
  readonly pieces: readonly Piece[];
}

/** Minimum similarity, 0 to 1, at which two clauses count as one changed clause. */
const MIN_SIMILARITY = 0.5;
/** Characters; clauses with more edits are shown as one text in place of another. */
const MAX_EDITS = 4_000;

/** Returns the changes between the draft and the final text of a policy, clause by clause. */
export function compareTexts(draft: readonly Clause[], final: readonly Clause[]): ClauseChange[] {
  const describe = (clause: Clause) => ({ clause, bigrams: bigramsOf(nameKeyOf(clause.text)) });
  const before = draft.map(describe);
  const after = final.map(describe);
  const runs = diffArrays(before, after, {
    comparator: (a, b) => likenessOf(a.bigrams, b.bigrams) >= MIN_SIMILARITY,
    oneChangePerToken: true,
  });
  let old = 0;
  return runs.map(({ added, removed, value: [token] }): ClauseChange => {
    const { clause } = token!; // of a pair: the clause of the final text
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
  const changes = diffChars(was.text, is.text, { maxEditLength: MAX_EDITS });
  if (!changes) return [...one('removed', was), ...one('added', is)];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
