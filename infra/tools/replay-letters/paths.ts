import type { FileLetter } from './letters-file.js';

/** A way of a letter that differs from the plain one: the task at which it turns off, once, and the outcome there. */
export interface Path {
  readonly name: string;
  readonly at?: { readonly task: string; readonly outcome: string };
  /** The citizen does not rate: the letter stays answered until its rating window closes. */
  readonly unrated?: boolean;
}

const PLAIN: Path = { name: 'plain' };

/** What `--mix` plays, one letter after the other. */
const MIX: readonly Path[] = [
  PLAIN,
  { name: 'unrated', unrated: true },
  { name: 'rework', at: { task: 'review', outcome: 'fail' } },
  { name: 'dispute', at: { task: 'sign', outcome: 'dispute' } },
  { name: 'extension', at: { task: 'draft', outcome: 'extension' } },
];

/** @param number of the letter in its file, from 0 */
export function pathOf(letter: FileLetter, number: number, mix: boolean): Path {
  const path = mix ? MIX[number % MIX.length]! : PLAIN;
  // Thanks have no limit that could be extended.
  return path.name === 'extension' && letter.kind === 'THANKS' ? PLAIN : path;
}
