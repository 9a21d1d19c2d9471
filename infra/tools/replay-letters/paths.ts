import type { FileLetter } from './letters-file.js';

/** A path of a letter. */
export interface Path {
  readonly name: string;
  /** The task at which it leaves the plain path, once, and the outcome there. */
  readonly at?: { readonly task: string; readonly outcome: string };
  /** The citizen does not rate: the letter stays answered until its rating window closes. */
  readonly unrated?: boolean;
}

const PLAIN: Path = { name: 'plain' };

/** The paths of `--mix`, in turn. */
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
  // Letters of thanks have no limit that could be extended.
  return path.name === 'extension' && letter.kind === 'THANKS' ? PLAIN : path;
}
