import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSOLE_PATHS } from '../src/console/paths.ts';
import { PORTAL_PATHS } from '../src/portal/paths.ts';

/** Tells the gateway which addresses are pages, so that every other is 404 (with the page that says so). */
export function writeRoutes(folder: string): void {
  const routes = { 'index.html': PORTAL_PATHS, 'console.html': CONSOLE_PATHS };
  writeFileSync(join(folder, 'pages.json'), `${JSON.stringify(routes, null, 2)}\n`);
}
