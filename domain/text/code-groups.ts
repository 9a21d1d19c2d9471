import { randomInt } from 'node:crypto';

/** Without I, L, O, U, 0 and 1, which are confused or read as words: nearly 5 bits a character. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const GROUP_LENGTH = 4;

/** Random characters in groups of four, to be written down and typed: `['K7QM', '2FWD']`. */
export const newGroups = (count: number): string[] =>
  Array.from({ length: count }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  );

/** A code as it was typed: spaces and hyphens do not count, nor does case. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();
