/**
 * Rewrites the list of packages in NOTICE from package-lock.json and node_modules; the rest of NOTICE is written by hand.
 *
 *     npm run build && node dist/infra/tools/notice/main.js
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../config/repo-root.js';
import { productionPackages, renderPackages, type Lockfile } from './packages.js';

const START = 'BEGIN OF THE LIST OF PACKAGES';
const END = 'END OF THE LIST OF PACKAGES';

const file = join(repoRoot, 'NOTICE');
const notice = readFileSync(file, 'utf8');
const lock = JSON.parse(readFileSync(join(repoRoot, 'package-lock.json'), 'utf8')) as Lockfile;
const start = notice.indexOf(START);
const end = notice.indexOf(END);
if (start < 0 || end < start) throw new Error(`NOTICE has no lines "${START}" and "${END}"`);

const list = renderPackages(productionPackages(lock, repoRoot));
writeFileSync(file, `${notice.slice(0, start)}${START}\n\n${list}\n\n${notice.slice(end)}`);
