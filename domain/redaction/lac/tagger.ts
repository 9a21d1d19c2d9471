import { loadEncoder } from './encoder.js';
import { readModelFiles, type ModelFiles } from './model-files.js';
import { bestPath } from './viterbi.js';

/** A word of a text with what it is: PER, LOC, ORG, n, v … In UTF-16 units. */
export interface Tagged {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** Baidu's LAC: marks the words of a Chinese text. */
export interface Tagger {
  readonly tag: (text: string) => Promise<Tagged[]>;
}

/** The network is made for sentences; longer pieces cost memory and gain nothing. */
const LONGEST = 256;

/** Loads the model: some 200 ms. @param folder of its files */
export async function loadTagger(folder: string): Promise<Tagger> {
  const files = await readModelFiles(folder);
  const encode = await loadEncoder(files.encoder);

  async function tagPiece(piece: string, offset: number): Promise<Tagged[]> {
    const characters = [...piece];
    const logits = await encode(BigInt64Array.from(characters, files.idOf));
    const tags = bestPath(logits, files.transitions, logits.length / characters.length);
    return wordsOf(characters, tags, files, offset);
  }

  return {
    async tag(text) {
      const words: Tagged[] = [];
      for (const { piece, offset } of piecesOf(text)) words.push(...(await tagPiece(piece, offset)));
      return words;
    },
  };
}

function wordsOf(
  characters: readonly string[],
  tags: Uint8Array,
  files: ModelFiles,
  offset: number,
): Tagged[] {
  const words: { start: number; end: number; label: string }[] = [];
  let at = offset;
  characters.forEach((character, index) => {
    const { label, begins } = files.tags[tags[index]!] ?? { label: 'O', begins: true };
    const last = words.at(-1);
    if (begins || !last) words.push({ start: at, end: at + character.length, label });
    else last.end += character.length;
    at += character.length;
  });
  return words;
}

/** Sentences, and pieces of those that never end. No piece parts a surrogate pair. */
export function piecesOf(text: string): { piece: string; offset: number }[] {
  const sentence = new RegExp(`[^。！？!?；;\\n]{1,${LONGEST}}[。！？!?；;]*`, 'gu');
  return [...text.matchAll(sentence)]
    .filter(([piece]) => /\p{sc=Han}/u.test(piece))
    .map(({ 0: piece, index }) => ({ piece, offset: index }));
}
