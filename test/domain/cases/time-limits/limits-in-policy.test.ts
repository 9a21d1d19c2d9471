import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { parsePolicy } from '../../../../domain/cases/time-limits/policy.js';
import { policySeeds } from '../../../../infra/database/seeds/policies.js';
import { workflowType } from '../../../../workflows/engine/definition/commands.js';
import { processes } from '../../../../workflows/registry.js';

// Without an entry no clock of the limit could start, and the commands that start it would wait for one.
const presets = policySeeds().filter(({ id }) => !id.startsWith('PETITION'));
it.each(
  presets.flatMap(({ id, body }) =>
    processes.map(({ definition }) => ({ id, body, definition, name: workflowType(definition) })),
  ),
)('the policy $id knows every limit of $name', ({ body, definition }) => {
  const keys = [
    ...Object.values(definition.clocks ?? {}).map(({ limit }) => limit),
    ...Object.values(definition.tasks).flatMap(({ limit, expires }) => [limit, expires]),
  ].filter((key) => key !== undefined);

  const { limits } = parsePolicy(body);

  expect(keys.filter((key) => !Object.hasOwn(limits, key))).toEqual([]);
});

it('every limit of the default policy is read by a process or a program', () => {
  const asked = new Set(
    processes.flatMap(({ definition: { clocks = {}, tasks } }) => [
      ...Object.values(clocks).map(({ limit }) => limit),
      ...Object.values(tasks).flatMap(({ limit, expires }) => [limit, expires]),
    ]),
  );
  const { limits } = parsePolicy(presets.find(({ id }) => id === 'QDN-2015')!.body);
  const source = globSync('{activities,domain,apps}/**/*.ts')
    .filter((file) => !file.endsWith('time-limits/policy.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const isAsked = (name: string): boolean =>
    asked.has(name) || source.includes(`'${name}'`) || source.includes(`${name}: '`);

  expect(Object.keys(limits).filter((name) => !isAsked(name))).toEqual([]);
  expect(isAsked('suspendMax')).toBe(false);
});
