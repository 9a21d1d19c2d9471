import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = '**/*.{html,js,css,svg,json}';
/** Smaller ones are sent as they are. */
const FROM_BYTES = 1024;

/** Writes `.br` and `.gz` beside every text below `folder`: the gateway sends them as they are. */
export async function compress(folder: string): Promise<void> {
  const files = globSync(TEXTS, { cwd: folder }).map((file) => join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file);
      if (content.length < FROM_BYTES) return;
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
        promisify(gzip)(content, { level: 9 }),
      ]);
      writeFileSync(`${file}.br`, br);
      writeFileSync(`${file}.gz`, gz);
    }),
  );
}
