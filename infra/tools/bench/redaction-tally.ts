import type { SpanType } from '../../../domain/redaction/spans.js';

/** A span without what found it. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly type: SpanType;
}

export interface TypeTally {
  labelled: number;
  /** Labels that are hidden to their last unit, by spans of any type: nothing of them is published. */
  covered: number;
  found: number;
  /** Spans that touch a label of their type. */
  right: number;
}

/** Adds a text to the tallies. */
export function compareSpans<S extends LabelledSpan>(
  labels: readonly LabelledSpan[],
  spans: readonly S[],
  tallies: Map<SpanType, TypeTally>,
): { readonly missed: readonly LabelledSpan[]; readonly wrong: readonly S[] } {
  const missed = labels.filter((label) => !isHidden(label, spans));
  const wrong = spans.filter(
    (span) => !labels.some((label) => label.type === span.type && overlap(label, span)),
  );
  for (const label of labels) {
    const tally = tallyOf(label.type, tallies);
    tally.labelled += 1;
    if (!missed.includes(label)) tally.covered += 1;
  }
  for (const span of spans) {
    const tally = tallyOf(span.type, tallies);
    tally.found += 1;
    if (!wrong.includes(span)) tally.right += 1;
  }
  return { missed, wrong };
}

function tallyOf(type: SpanType, tallies: Map<SpanType, TypeTally>): TypeTally {
  const tally = tallies.get(type) ?? { labelled: 0, covered: 0, found: 0, right: 0 };
  tallies.set(type, tally);
  return tally;
}

function isHidden({ start, end }: LabelledSpan, spans: readonly LabelledSpan[]): boolean {
  for (let at = start; at < end; at += 1)
    if (!spans.some((span) => span.start <= at && at < span.end)) return false;
  return true;
}

/** How many sentences hold no labelled name, and in how many of them a name was found all the same. */
export function falseNameSentences(
  text: string,
  labels: readonly LabelledSpan[],
  spans: readonly LabelledSpan[],
): { readonly withoutName: number; readonly withFalseName: number } {
  let withoutName = 0;
  let withFalseName = 0;
  for (const { 0: sentence, index } of text.matchAll(/[^。！？!?\n]+/g)) {
    const range = { start: index, end: index + sentence.length };
    const hasName = (those: readonly LabelledSpan[]): boolean =>
      those.some((each) => each.type === 'PERSON' && overlap(each, range));
    if (hasName(labels)) continue;
    withoutName += 1;
    if (hasName(spans)) withFalseName += 1;
  }
  return { withoutName, withFalseName };
}

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;
