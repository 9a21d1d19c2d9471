/** A row of the feedback table. */
export interface AnsweredOpinion {
  readonly number: number;
  readonly name: string;
  readonly clause: string | null;
  readonly body: string;
  readonly verdict: string;
  readonly reason: string;
  readonly group: string | null;
  readonly summary: string | null;
}

/** Opinions that were answered as one, and those answered by themselves. */
export interface AnsweredGroup {
  readonly key: string;
  /** Of the opinion received first. */
  readonly first: AnsweredOpinion;
  readonly opinions: readonly AnsweredOpinion[];
}

/**
 * Gathers opinions of one group with the same verdict and reason, in the order of the first of them. A group whose opinions
 * were answered differently is as many rows.
 */
export function answeredGroups(opinions: readonly AnsweredOpinion[]): AnsweredGroup[] {
  const groups = new Map<string, AnsweredOpinion[]>();
  for (const opinion of opinions) {
    const { group, verdict, reason, number } = opinion;
    const key = group === null ? String(number) : JSON.stringify([group, verdict, reason]);
    groups.set(key, [...(groups.get(key) ?? []), opinion]);
  }
  return [...groups].map(([key, members]) => ({ key, first: members[0]!, opinions: members }));
}

export const VERDICTS = ['ADOPTED', 'PARTLY', 'NOT_ADOPTED', 'ELSEWHERE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How many opinions got each verdict, in the order of `VERDICTS`. */
export function verdictCounts(
  opinions: readonly Pick<AnsweredOpinion, 'verdict'>[],
): ReadonlyMap<Verdict, number> {
  return new Map(
    VERDICTS.map((verdict) => [verdict, opinions.filter((opinion) => opinion.verdict === verdict).length]),
  );
}

/** The clauses of a comparison that differ, and how they are told in one sentence. */
export function changeCounts(changes: readonly { readonly kind: string }[]): {
  readonly all: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
} {
  const of = (kind: string): number => changes.filter((change) => change.kind === kind).length;
  return {
    all: changes.length - of('added'),
    changed: of('changed'),
    added: of('added'),
    removed: of('removed'),
  };
}
