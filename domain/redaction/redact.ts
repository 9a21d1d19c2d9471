import { findAddresses } from './addresses.js';
import { findKnown, type KnownFacts } from './known-facts.js';
import type { Tagger } from './lac/tagger.js';
import { maskSpans } from './mask-text.js';
import { canBeName, findNames, isInOffice, isPartOfPlace } from './names.js';
import { narrowed } from './narrow.js';
import { findNumbers } from './numbers.js';
import { disjoint, type Span } from './spans.js';

/** A proposal of how a text may be published: a person decides on it. */
export interface Redaction {
  readonly masked: string;
  /** In order, disjoint. */
  readonly spans: readonly Span[];
  /** Officials in their office: proposed to stay, and shown to whoever decides. */
  readonly kept: readonly Span[];
  /** Whether the language model has read the text. Without it a third of the names is missed: read by hand. */
  readonly model: boolean;
}

/** Finds what identifies private persons in a text, and masks it. @param tagger none: by rules alone */
export async function redact(text: string, known: KnownFacts = {}, tagger?: Tagger): Promise<Redaction> {
  const narrow = narrowed(text);
  const names = [...findNames(narrow), ...(tagger ? await namesByModel(narrow, tagger) : [])]
    // What is masked already stays as it is: 张**.
    .filter(({ start, end }) => !/[*＊]/.test(text.slice(start, end + 1)));
  const kept = disjoint(names.filter((span) => isInOffice(narrow, span)));
  const people = names.filter((span) => !overlapsAny(span, kept));
  const rest = [...findNumbers(narrow), ...findAddresses(narrow), ...findKnown(text, known)];
  const spans = disjoint([...people, ...namedAgain(narrow, people), ...rest]);
  return {
    masked: maskSpans(text, spans),
    spans,
    kept: kept.filter((span) => !overlapsAny(span, spans)),
    model: tagger !== undefined,
  };
}

async function namesByModel(narrow: string, tagger: Tagger): Promise<Span[]> {
  const words = await tagger.tag(narrow);
  return words
    .filter(({ start, end, label }) => label === 'PER' && canBeName(narrow.slice(start, end)))
    .map(({ start, end }): Span => ({ start, end, type: 'PERSON', reason: 'model' }))
    .filter((span) => !isPartOfPlace(narrow, span));
}

/** A full name that was found once is hidden wherever it stands. */
function namedAgain(narrow: string, people: readonly Span[]): Span[] {
  const names = new Map(people.map((span) => [narrow.slice(span.start, span.end), span.reason]));
  return [...names].flatMap(([name, reason]) => {
    if ([...name].length < 3) return [];
    const spans: Span[] = [];
    for (let at = narrow.indexOf(name); at >= 0; at = narrow.indexOf(name, at + name.length))
      spans.push({ start: at, end: at + name.length, type: 'PERSON', reason });
    return spans;
  });
}

const overlapsAny = ({ start, end }: Span, others: readonly Span[]): boolean =>
  others.some((other) => start < other.end && other.start < end);
