import { expect, it } from '@jest/globals';
import { parsePolicy } from '../../activities/time-limits/policy.js';
import { policySeeds } from '../../infra/database/seeds/policies.js';
import { workflowType } from '../../workflows/engine/commands.js';
import { processes } from '../../workflows/registry.js';

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
