import { isUnprintable } from './pdf-text.js';
import { printable } from './plain-text.js';

/** A character that a PDF shows as 〓, because no free font has it. */
export interface Unprintable {
  /** `U+30EDE`. */
  readonly code: string;
  /** Its first occurrence, with a few characters on either side. */
  readonly near: string;
}

/** Characters on either side of one. */
const AROUND = 8;

/**
 * Finds the unprintable characters of a document, each once. Searches all strings of its data, including property names,
 * which are ASCII.
 */
export function unprintableIn(content: unknown): readonly Unprintable[] {
  const found = new Map<string, string>();
  for (const text of textsIn(content)) {
    const characters = [...printable(text)];
    for (const [index, character] of characters.entries())
      if (character > '~' && !found.has(character) && isUnprintable(character))
        found.set(character, characters.slice(Math.max(0, index - AROUND), index + AROUND + 1).join(''));
  }
  return [...found].map(([character, near]) => ({ code: codeOf(character), near }));
}

/** One line for the properties of a file; undefined when all can be printed. */
export function unprintableNote(content: unknown): string | undefined {
  const found = unprintableIn(content);
  return found.length === 0
    ? undefined
    : `未能印出的字符：${found.map(({ code, near }) => `${code}（${near.replace(/\s+/g, ' ')}）`).join('、')}`;
}

const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

function* textsIn(content: unknown): Generator<string> {
  if (typeof content === 'string') yield content;
  else if (typeof content === 'object' && content !== null)
    for (const part of Object.values(content)) yield* textsIn(part);
}
