import { setImmediate as nextTurn } from 'node:timers/promises';
import { contradict, differInKind, kindOf, stanceOf, type Stance } from './contradiction.js';
import { bigramsOf, likenessOf, nameKeyOf, type Bigrams } from '../text/names.js';

export interface ComparedOpinion {
  readonly id: string;
  /** Opinions on different clauses are never similar. */
  readonly clause: number | null;
  readonly body: string;
}

export interface Suggestion {
  /** The opinion received first. */
  readonly opinion: string;
  readonly similar: readonly { readonly opinion: string; readonly score: number }[];
}

/** Minimum similarity, 0 to 1; below it opinions rather share a phrase than a demand. */
const MIN_SIMILARITY = 0.5;

/**
 * Suggests groups of opinions that may say the same; similar opinions that contradict each other (contradiction.ts) are kept
 * apart. Each opinion is in at most one suggestion. Yields to the event loop after each opinion, because thousands of them
 * take seconds.
 *
 * @param opinions in the order of receipt
 * @param limit suggestions at most
 */
export async function suggestGroups(
  opinions: readonly ComparedOpinion[],
  limit: number,
): Promise<Suggestion[]> {
  const left = new Map(
    opinions.map(({ id, clause, body }): [string, Compared] => [
      id,
      { id, clause, bigrams: bigramsOf(nameKeyOf(body)), stance: stanceOf(body) },
    ]),
  );
  const suggestions: Suggestion[] = [];
  for (const leader of left.values()) {
    if (suggestions.length === limit) break;
    left.delete(leader.id);
    const alike = [...left.values()]
      .filter(({ clause }) => clause === leader.clause)
      .map(({ id, bigrams, stance }) => ({ opinion: id, score: likenessOf(leader.bigrams, bigrams), stance }))
      .filter(({ score, stance }) => score >= MIN_SIMILARITY && !contradict(leader.stance, stance))
      .sort((a, b) => b.score - a.score);
    const similar = withoutContradiction(leader.stance, alike);
    for (const { opinion } of similar) left.delete(opinion);
    if (similar.length > 0) suggestions.push({ opinion: leader.id, similar });
    await nextTurn();
  }
  return suggestions;
}

interface Compared extends Omit<ComparedOpinion, 'body'> {
  readonly bigrams: Bigrams;
  readonly stance: Stance;
}

/** 设站 contradicts neither 设五个站 nor 设十个站, but these two contradict each other: only the most similar one stays. */
function withoutContradiction(
  leader: Stance,
  alike: readonly { opinion: string; score: number; stance: Stance }[],
): { opinion: string; score: number }[] {
  const kinds = new Map([[kindOf(leader), leader]]);
  return alike.flatMap(({ opinion, score, stance }) => {
    const kind = kindOf(stance);
    if (!kinds.has(kind)) {
      if ([...kinds.values()].some((other) => differInKind(other, stance))) return [];
      kinds.set(kind, stance);
    }
    return [{ opinion, score }];
  });
}
