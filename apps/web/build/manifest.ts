import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, type Face } from './build-face.ts';

interface Chunk {
  /** Of a chunk that is no module's own: its group. */
  readonly name?: string;
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** What a face consists of: by source module, its files and those it imports. */
export type Manifest = Readonly<Record<string, Chunk>>;

export const readManifest = (folder: string, face: Face): Manifest =>
  JSON.parse(readFileSync(join(folder, manifestOf(face)), 'utf8')) as Manifest;

/** A chunk and what it imports statically. */
export function withImports(manifest: Manifest, key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key]?.imports ?? []) withImports(manifest, next, found);
  return found;
}

/** What a chunk loads beside the first page's: keys of the manifest. */
export function ownImports(manifest: Manifest, key: string, first: ReadonlySet<string>): string[] {
  return [...withImports(manifest, key)].filter((one) => !first.has(one));
}
