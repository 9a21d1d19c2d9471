/**
 * The rule for text that people write: which characters it may hold, and how long it may be. Forms and request bodies
 * share it, so it imports nothing.
 */

/** Unit of both lengths: code points, as JSON Schema counts. */
export interface TextRule {
  /** Characters that can be seen. */
  readonly min: number;
  /** All characters, after `tidied`. */
  readonly max: number;
  /** May hold line breaks and tabs; a title or a name may not. */
  readonly multiline: boolean;
}

export type TextFault = 'CHARACTER' | 'TOO_SHORT' | 'TOO_LONG';

/** Why a text is refused, as a code of the message catalogue with its parameters. */
export function reasonOf(fault: TextFault, { min, max, multiline }: TextRule) {
  switch (fault) {
    case 'CHARACTER':
      return { code: multiline ? 'fields.characters' : 'fields.lineCharacters', params: {} } as const;
    case 'TOO_SHORT':
      return { code: 'fields.minLength', params: { min } } as const;
    case 'TOO_LONG':
      return { code: 'fields.maxLength', params: { max } } as const;
  }
}

/**
 * Control characters except tab and line feed, non-characters, halves of surrogate pairs, and the characters that change
 * the direction of the text after them (202A–202E, 2066–2069), which can make one name look like another.
 */
const REFUSED = /[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\t\n]/u;
/** Characters that break a line, and tabs. */
const LINE_BREAKING = /[\t\n\u2028\u2029]/;
/** White space and characters drawn as nothing. U+2800 is a Braille cell without dots. */
const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The text as it is stored: lines end with a line feed, surrounding white space is trimmed, an invisible text is empty. */
export const tidied = (text: string): string =>
  visibleLength(text) === 0 ? '' : text.replace(/\r\n?/g, '\n').trim();

/** Counts visible code points. Joiners and variation selectors belong to the character that they change. */
export const visibleLength = (text: string): number => lengthOf(text.replace(INVISIBLE, ''));

/** @param text tidied @returns null when the text is valid */
export function textFault(text: string, { min, max, multiline }: TextRule): TextFault | null {
  if (text.length > 2 * max) return 'TOO_LONG'; // so that no longer text is scanned
  if (REFUSED.test(text) || (!multiline && LINE_BREAKING.test(text))) return 'CHARACTER';
  if (lengthOf(text) > max) return 'TOO_LONG';
  return visibleLength(text) < min ? 'TOO_SHORT' : null;
}

/** Without surrogates: JSON text cannot hold half a pair. */
const BASIC_PLANE = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  .filter((character) => !/\p{Cs}/u.test(character))
  .join('');
/** Without the carriage return, which has become a line feed before the rule is applied. */
const NEVER = ofBasicPlane(REFUSED).filter((code) => code !== 0x0d);
const BREAKING = [...ofBasicPlane(LINE_BREAKING), 0x0d];
const UNSEEN = ofBasicPlane(INVISIBLE);

/**
 * The rule as a JSON Schema pattern, computed from the rule itself. It uses only what every regular-expression engine
 * understands (the basic plane, no properties), so it accepts some texts beyond that plane which the rule rejects.
 */
export function textPattern({ min, multiline }: Pick<TextRule, 'min' | 'multiline'>): string {
  const never = multiline ? NEVER : [...NEVER, ...BREAKING];
  const allowed = `[^${ranges(never)}]`;
  if (min === 0) return `^${allowed}*$`;
  const ignored = UNSEEN.filter((code) => !never.includes(code));
  return `^(?:[${ranges(ignored)}]*[^${ranges([...never, ...ignored])}]){${min}}${allowed}*$`;
}

function lengthOf(text: string): number {
  const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g);
  return text.length - (pairs?.length ?? 0);
}

function ofBasicPlane(pattern: RegExp): number[] {
  return Array.from(BASIC_PLANE.matchAll(new RegExp(pattern, 'gu')), ([character]) =>
    character.charCodeAt(0),
  );
}

function ranges(codes: readonly number[]): string {
  const sorted = [...new Set(codes)].sort((a, b) => a - b);
  let text = '';
  for (let i = 0; i < sorted.length; i += 1) {
    const first = sorted[i]!;
    while (sorted[i + 1] === sorted[i]! + 1) i += 1;
    text += first === sorted[i] ? escaped(first) : `${escaped(first)}-${escaped(sorted[i]!)}`;
  }
  return text;
}

const escaped = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
