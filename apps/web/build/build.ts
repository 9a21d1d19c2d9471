/**
 * Builds the web: layouts of the process maps, types of the API, the two faces, their compressed copies, the list of
 * addresses that are pages. Runs after the compiler, because maps and OpenAPI document come from the compiled program.
 *
 *     node apps/web/build/build.ts
 */
import { build } from 'vite';
import { join } from 'node:path';
import { makeApiTypes } from './make-api-types.ts';
import { layOutMaps } from './lay-out-maps.ts';
import { compress } from './compress.ts';
import { checkSizes } from './check-sizes.ts';
import { writeRoutes } from './write-routes.ts';

const web = join(import.meta.dirname, '..');
const dist = join(web, '..', '..', 'dist');
const out = join(dist, 'web');

await layOutMaps(dist, join(dist, 'process-maps'));
await makeApiTypes(join(web, 'src', 'api', 'schema.d.ts'));
await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
writeRoutes(out);
await compress(out);
checkSizes(out);
