import { setImmediate as nextTurn } from 'node:timers/promises';
import { bigramsOf, likenessOf, nameKeyOf } from '../catalogue/item-name.js';

export interface ComparedOpinion {
  readonly id: string;
  /** Opinions on different clauses are not alike, whatever they say. */
  readonly clause: number | null;
  readonly body: string;
}

export interface Suggestion {
  /** The first one that came. */
  readonly opinion: string;
  readonly similar: readonly { readonly opinion: string; readonly score: number }[];
}

/** Below it, opinions more often share a phrase than a wish. */
export const SIMILAR = 0.5;

/**
 * Which opinions may say the same: each belongs to at most one suggestion, with the one that came first. Only a person
 * puts them together. Others get a turn between two opinions: thousands of them take seconds.
 *
 * @param opinions in the order in which they came
 * @param most how many suggestions are wanted
 */
export async function suggestGroups(
  opinions: readonly ComparedOpinion[],
  most: number,
): Promise<Suggestion[]> {
  const left = new Map(
    opinions.map((opinion) => [opinion.id, { ...opinion, bigrams: bigramsOf(nameKeyOf(opinion.body)) }]),
  );
  const suggestions: Suggestion[] = [];
  for (const leader of left.values()) {
    if (suggestions.length === most) break;
    left.delete(leader.id);
    const similar = [...left.values()]
      .filter(({ clause }) => clause === leader.clause)
      .map(({ id, bigrams }) => ({ opinion: id, score: likenessOf(leader.bigrams, bigrams) }))
      .filter(({ score }) => score >= SIMILAR)
      .sort((a, b) => b.score - a.score);
    for (const { opinion } of similar) left.delete(opinion);
    if (similar.length > 0) suggestions.push({ opinion: leader.id, similar });
    await nextTurn();
  }
  return suggestions;
}
