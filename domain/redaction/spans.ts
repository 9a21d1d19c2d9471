/** What a redaction hides. */
export const SPAN_TYPES = ['PERSON', 'PHONE', 'ID', 'EMAIL', 'ADDRESS', 'PLATE', 'ACCOUNT'] as const;
export type SpanType = (typeof SPAN_TYPES)[number];

/** What found a span: what the letter states about its writer, the form of the text, or the language model. */
export type SpanReason = 'writer' | 'rule' | 'model';

/** A piece of a text, in UTF-16 units: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: SpanType;
  readonly reason: SpanReason;
}

/** Every match of a pattern, which must have the flag `g`, as spans found by rule. A group named `it` narrows the match (flag `d`). */
export function matchesOf(text: string, pattern: RegExp, type: SpanType): Span[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [start, end] = match.indices?.groups?.it ?? [match.index, match.index + match[0].length];
    return { start, end, type, reason: 'rule' };
  });
}

const RANK: Readonly<Record<SpanReason, number>> = { writer: 0, rule: 1, model: 2 };

/** What the writer has stated is surest, then what has the form of a number. */
const surenessOf = ({ reason, type }: Span): number =>
  reason === 'writer' ? 0 : type === 'PERSON' || type === 'ADDRESS' ? 2 : 1;

/**
 * Makes spans disjoint, in the order of the text: where two overlap, the surer one stays whole, else the longer one. What the
 * other covers beyond it stays hidden too.
 */
export function disjoint(spans: readonly Span[]): Span[] {
  const placed: Span[] = [];
  const bySureness = [...spans].sort(
    (a, b) =>
      surenessOf(a) - surenessOf(b) || b.end - b.start - (a.end - a.start) || RANK[a.reason] - RANK[b.reason],
  );
  for (const span of bySureness) placed.push(...uncovered(span, placed));
  return placed.sort((a, b) => a.start - b.start);
}

function uncovered(span: Span, placed: readonly Span[]): Span[] {
  return placed.reduce<Span[]>(
    (pieces, { start, end }) =>
      pieces.flatMap((piece) => {
        if (end <= piece.start || start >= piece.end) return [piece];
        const before = { ...piece, end: start };
        const after = { ...piece, start: end };
        return [before, after].filter((rest) => rest.end > rest.start);
      }),
    [span],
  );
}
