/**
 * Builds the web: types of the API, the two faces, their compressed copies, the list of addresses that are pages. Runs after
 * the compiler, because the OpenAPI document comes from the compiled gateway.
 *
 *     node apps/web/build/build.ts
 */
import { build } from 'vite';
import { join } from 'node:path';
import { makeApiTypes } from './make-api-types.ts';
import { compress } from './compress.ts';
import { checkSizes } from './check-sizes.ts';
import { writeRoutes } from './write-routes.ts';

const web = join(import.meta.dirname, '..');
const out = join(web, '..', '..', 'dist', 'web');

await makeApiTypes(join(web, 'src', 'api', 'schema.d.ts'));
await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
writeRoutes(out);
await compress(out);
checkSizes(out);
