import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../config/repo-root.js';
import { atMost } from '../bench/load/figures.js';
import type { Measured } from './main.js';

interface Size {
  readonly what: string;
  readonly kilobytes: number;
  readonly atMost: number;
}

/** Sizes that the build has written down, and held against their budgets already. */
export function readSizes(): Measured {
  const sizes = JSON.parse(
    readFileSync(join(repoRoot, 'dist', 'web', '.vite', 'sizes.json'), 'utf8'),
  ) as Size[];
  return {
    figures: {},
    targets: sizes.map(({ what, kilobytes, atMost: limit }) => atMost(`KB gzip, ${what}`, limit, kilobytes)),
  };
}
