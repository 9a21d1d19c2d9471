import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../../infra/config/repo-root.js';
import { workflowType } from '../../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { mapHash } from './map-hash.js';
import type { MapLayoutView } from './map-layout.dto.js';
import { mapOf } from './process-maps.js';

/** Written by apps/web/build/lay-out-maps.ts, a file a version. */
const FOLDER = join(repoRoot, 'dist', 'process-maps');
const layouts = new Map<string, MapLayoutView | null>();

/** The drawing of a process map; null when the build has made none, or of another map. Read once. */
export async function layoutOf(process: Process): Promise<MapLayoutView | null> {
  const type = workflowType(process.definition);
  const known = layouts.get(type);
  if (known !== undefined) return known;
  const layout = read(join(FOLDER, `${type}.json`));
  const isOfThisMap = layout !== null && layout.hash === mapHash(await mapOf(process));
  layouts.set(type, isOfThisMap ? layout : null);
  return layouts.get(type)!;
}

const read = (file: string): MapLayoutView | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MapLayoutView) : null;
