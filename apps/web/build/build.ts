/**
 * Builds the web: layouts of the process maps, types of the API, the two faces, their compressed copies, the list of
 * addresses that are pages. Runs after the compiler, because maps and OpenAPI document come from the compiled program.
 *
 *     node apps/web/build/build.ts
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFace } from './build-face.ts';
import { makeApiTypes } from './make-api-types.ts';
import { layOutMaps } from './lay-out-maps.ts';
import { compress } from './compress.ts';
import { hashStart } from './hash-start.ts';
import { checkSizes } from './check-sizes.ts';
import { prerender } from './prerender.ts';
import { writePages } from './write-pages.ts';

const web = join(import.meta.dirname, '..');
const dist = join(web, '..', '..', 'dist');
const out = join(dist, 'web');

await layOutMaps(dist, join(dist, 'process-maps'));
await makeApiTypes(join(web, 'src', 'api', 'schema.d.ts'));
rmSync(out, { recursive: true, force: true });
await buildFace('portal');
await buildFace('console');
hashStart(out);
writePages(out, await prerender(out));
await compress(out);
checkSizes(out);
