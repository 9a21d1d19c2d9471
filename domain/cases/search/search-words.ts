/** A word is found by its pairs of characters, so one character alone cannot be looked up. */
const SEARCHABLE = 2;
const CASE_NUMBER = /^[a-z]{1,4}[0-9-]*$/i;
const ONLY_NUMBER = /^[a-z]{2,4}[0-9]{4}/i;

/** What a reader searches for. */
export interface SearchWords {
  /** Lower case, distinct; a text matches when it contains every one of them. */
  readonly words: readonly string[];
  /** Whether a word is long enough for the index. */
  readonly indexed: boolean;
  /** Beginning of a case number, in upper case; null when the query is none. */
  readonly number: string | null;
  /** It cannot be a word: `ZX2026`. `VPN` may be either. */
  readonly onlyNumber: boolean;
}

/** @param written query of the reader: words separated by spaces, or the beginning of a case number */
export function searchWords(written: string): SearchWords {
  const trimmed = written.trim();
  const words = [...new Set(trimmed.toLowerCase().split(/\s+/))].filter((word) => word !== '');
  return {
    words,
    indexed: words.some((word) => [...word].length >= SEARCHABLE),
    onlyNumber: ONLY_NUMBER.test(trimmed) && CASE_NUMBER.test(trimmed),
    number: CASE_NUMBER.test(trimmed) ? trimmed.toUpperCase() : null,
  };
}
