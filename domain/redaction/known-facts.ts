import { narrowed, withDigits } from './narrow.js';
import { matchesOf, type Span } from './spans.js';

/** What a letter states about its writer: hidden wherever it stands. */
export interface KnownFacts {
  readonly name?: string | undefined;
  readonly telephone?: string | undefined;
  readonly address?: string | undefined;
}

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The characters one after another, with blanks or the given signs between them. */
const spread = (characters: readonly string[], between: string): RegExp =>
  new RegExp(characters.map(escaped).join(between), 'gu');

/** A road with its number is an address; a shorter rest of it, like 12号, is in every text. */
const SHORTEST_REST = 5;

/** Finds the writer's own facts, however they are spaced and whatever digits they are written in. */
export function findKnown(text: string, known: KnownFacts): Span[] {
  const narrow = narrowed(text);
  const spans: Span[] = [];
  const name = [...narrowed(known.name ?? '').replace(/[\s·]/g, '')];
  if (name.length > 1) spans.push(...matchesOf(narrow, spread(name, '[\\s·]{0,3}'), 'PERSON'));

  const telephone = [...withDigits(narrowed(known.telephone ?? '')).replace(/[^0-9]/g, '')];
  if (telephone.length >= 7)
    spans.push(...matchesOf(withDigits(narrow), spread(telephone, '[\\s().·-]{0,3}'), 'PHONE'));

  for (const part of addressParts(narrowed(known.address ?? '').replace(/\s/g, '')))
    spans.push(...matchesOf(narrow, spread([...part], '\\s{0,2}'), 'ADDRESS'));
  return spans.map((span) => ({ ...span, reason: 'writer' }));
}

/** The address, and what is left of it without province, prefecture, county and township: people leave those out. */
function addressParts(address: string): string[] {
  const parts: string[] = [];
  for (let rest = address; [...rest].length >= SHORTEST_REST;) {
    parts.push(rest);
    const shorter = rest.replace(
      /^[^省市州县区镇乡道]{1,8}(?:省|自治区|自治州|州|市|自治县|县|区|镇|乡|街道)/u,
      '',
    );
    if (shorter === rest) break;
    rest = shorter;
  }
  return parts;
}
