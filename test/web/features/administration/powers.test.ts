import { expect, it } from '@jest/globals';
import { powersOf } from '../../../../apps/web/src/features/administration/powers.js';

const able = (role: string): string[] =>
  Object.entries(powersOf([role])).flatMap(([power, has]) => (has ? [power] : []));

it('the auditor is offered no act', () => {
  expect(able('admin-audit')).toEqual([]);
});

it('the security administrator is offered roles and locks, and no account', () => {
  expect(able('admin-security')).toEqual(['locks', 'unlocks', 'proposes', 'confirms', 'revokes', 'admits']);
});

it('the administrator of a county is not offered to confirm roles', () => {
  expect(able('county-admin')).toEqual(['keeps', 'locks', 'unlocks', 'proposes', 'admits']);
});
