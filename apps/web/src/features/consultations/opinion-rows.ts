/** An opinion as the desk orders it. */
export interface RowOpinion {
  readonly id: string;
  readonly clause: number | null;
  readonly body: string;
  readonly state: string;
  readonly group: string | null;
  readonly verdict: string | null;
  readonly verdictReason: string | null;
}

/** A group with its opinions, or one opinion by itself: what is answered at once. */
export interface AnswerUnit<Opinion extends RowOpinion> {
  readonly key: string;
  /** Undefined: an opinion by itself. */
  readonly group: { readonly id: string; readonly summary: string } | undefined;
  readonly opinions: readonly Opinion[];
}

/**
 * Units in the order of their clauses, the draft as a whole last; groups stand before single opinions of their clause, so that
 * the next opinion can be merged into the group above.
 */
export function answerUnits<Opinion extends RowOpinion>(
  opinions: readonly Opinion[],
  groups: readonly { readonly id: string; readonly summary: string }[],
): AnswerUnit<Opinion>[] {
  const grouped = groups
    .map((group): AnswerUnit<Opinion> => ({
      key: group.id,
      group,
      opinions: opinions.filter((opinion) => opinion.group === group.id),
    }))
    .filter((unit) => unit.opinions.length > 0);
  const known = new Set(groups.map(({ id }) => id));
  const single = opinions
    .filter(({ group }) => group === null || !known.has(group))
    .map((opinion): AnswerUnit<Opinion> => ({ key: opinion.id, group: undefined, opinions: [opinion] }));
  return [...grouped, ...single].toSorted((a, b) => clauseOf(a) - clauseOf(b));
}

/** The last one for the draft as a whole. */
const clauseOf = ({ opinions }: AnswerUnit<RowOpinion>): number => opinions[0]!.clause ?? Infinity;

/** What merging an opinion into what stands above does. */
export type Merge =
  | { readonly into: string; readonly opinion: string }
  | { readonly opinions: readonly [string, string]; readonly summary: string };

const SUMMARY_LENGTH = 100;

/**
 * Merges a single opinion into the group above it, or with the single opinion above it into a new group.
 *
 * @returns undefined at the top, for a group, and for opinions that are not published: only those are answered
 */
export function mergeAbove<Opinion extends RowOpinion>(
  units: readonly AnswerUnit<Opinion>[],
  index: number,
): Merge | undefined {
  const [above, unit] = [units[index - 1], units[index]];
  const [opinion, first] = [unit?.opinions[0], above?.opinions[0]];
  if (!above || !opinion || !first || unit?.group || opinion.state !== 'published') return undefined;
  if (above.group) return { into: above.group.id, opinion: opinion.id };
  if (first.state !== 'published') return undefined;
  return {
    opinions: [first.id, opinion.id],
    summary: [...first.body.replace(/\s+/g, ' ')].slice(0, SUMMARY_LENGTH).join(''),
  };
}

/** Published opinions of a unit that have no verdict. */
export const unansweredOf = ({ opinions }: AnswerUnit<RowOpinion>): number =>
  opinions.filter(({ state, verdict }) => state === 'published' && verdict === null).length;
