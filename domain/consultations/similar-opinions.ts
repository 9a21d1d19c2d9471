import { setImmediate as nextTurn } from 'node:timers/promises';
import { contradict, differInKind, kindOf, stanceOf, type Stance } from './contradiction.js';
import { bigramsOf, likenessOf, nameKeyOf, type Bigrams } from '../text/names.js';

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
 * Which opinions may say the same; not those that are alike and wish for the opposite (see contradiction.ts). Each
 * belongs to at most one suggestion, with the one that came first. Only a person puts them together. Others get a turn
 * between two opinions: thousands of them take seconds.
 *
 * @param opinions in the order in which they came
 * @param most how many suggestions are wanted
 */
export async function suggestGroups(
  opinions: readonly ComparedOpinion[],
  most: number,
): Promise<Suggestion[]> {
  const left = new Map(
    opinions.map(({ id, clause, body }): [string, Compared] => [
      id,
      { id, clause, bigrams: bigramsOf(nameKeyOf(body)), stance: stanceOf(body) },
    ]),
  );
  const suggestions: Suggestion[] = [];
  for (const leader of left.values()) {
    if (suggestions.length === most) break;
    left.delete(leader.id);
    const alike = [...left.values()]
      .filter(({ clause }) => clause === leader.clause)
      .map(({ id, bigrams, stance }) => ({ opinion: id, score: likenessOf(leader.bigrams, bigrams), stance }))
      .filter(({ score, stance }) => score >= SIMILAR && !contradict(leader.stance, stance))
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

/** 设站 is no opposite of 设五个站 or of 设十个站; those two are told apart, and the likest stays. */
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
