import { expect, it } from '@jest/globals';
import type { Preview } from '../../../../apps/web/src/features/tasks/acts-api.js';
import { goesOnWith } from '../../../../apps/web/src/features/tasks/done.js';

const me = { unit: 'JTJ', roles: ['agency-clerk'] } as Parameters<typeof goesOnWith>[0];
const next = { task: 'handle', title: '办理并拟稿', role: 'agency-clerk', unit: 'JTJ', byAnother: false };

it.each([
  ['the same unit and role', {}, true],
  ['another unit', { unit: 'ZJJ' }, false],
  ['another role', { role: 'agency-signer' }, false],
  ['another person', { byAnother: true }, false],
])('a process goes on with who has just acted: %s', (_whose, changed, expected) => {
  expect(goesOnWith(me, { next: [{ ...next, ...changed }] } as unknown as Preview)).toBe(expected);
});

it('a process whose next step is unknown goes on elsewhere', () => {
  expect(goesOnWith(me, undefined)).toBe(false);
});
