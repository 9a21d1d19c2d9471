import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACES } from './build-face.ts';

/**
 * Gives the script that runs before the first paint a name with a hash, as every asset has: asking whether it has changed
 * would delay each visit by a round trip.
 */
export function hashStart(folder: string): void {
  const script = join(folder, 'start.js');
  const hash = createHash('sha256').update(readFileSync(script)).digest('base64url').slice(0, 8);
  const name = `assets/start-${hash}.js`;
  renameSync(script, join(folder, name));
  for (const html of Object.values(FACES)) {
    const page = join(folder, html);
    writeFileSync(page, readFileSync(page, 'utf8').replace('"/start.js"', `"/${name}"`));
  }
}
