import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadConfig } from '../../../../infra/config/config.js';
import { repoRoot } from '../../../../infra/config/repo-root.js';
import { TUNINGS } from '../../../../infra/config/tuning.js';
import { TEMPORAL_CLI } from '../../../../infra/local/temporal-binaries.js';

const require = createRequire(import.meta.url);

/** What infra/temporal/tuning was written for. With another version: read it again, measure, then change this line. */
it.each(['@temporalio/worker', '@temporalio/client'])(
  'the Temporal tunings were checked with the installed %s',
  (name) => {
    expect((require(`${name}/package.json`) as { version: string }).version).toBe('1.24.0');
  },
);

it('the Temporal tunings were checked with the server of the pinned CLI', () => {
  expect(TEMPORAL_CLI.version).toBe('1.9.1');
});

it.each(TUNINGS)('.env.example and docs/operating.md name the tuning %s', (name) => {
  for (const file of ['.env.example', 'docs/operating.md'])
    expect(readFileSync(join(repoRoot, file), 'utf8')).toMatch(new RegExp(`\\b${name}\\b`));
});

it('DUBAN_TUNING_OFF takes names of tunings and no others', () => {
  expect(loadConfig({ DUBAN_TUNING_OFF: 'build-ids, list-plans' }).DUBAN_TUNING_OFF).toEqual([
    'build-ids',
    'list-plans',
  ]);
  expect(() => loadConfig({ DUBAN_TUNING_OFF: 'everything' })).toThrow(/DUBAN_TUNING_OFF/);
});
