/** A piece of text; `isHit`: one of the words searched for. */
export interface MarkedPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** Cuts a text at the words of a search (separated by spaces), whatever their case. The parts together are the text. */
export function markedParts(text: string, typed: string): MarkedPart[] {
  const words = typed.trim().split(/\s+/).filter(Boolean).map(escape);
  if (words.length === 0) return [{ text, isHit: false }];
  // Longer ones first, so that 居住证 is not cut after 居住.
  const pattern = new RegExp(`(${words.sort((a, b) => b.length - a.length).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isHit: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
