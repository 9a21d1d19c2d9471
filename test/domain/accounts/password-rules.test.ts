import { expect, it } from '@jest/globals';
import { passwordFault } from '../../../domain/accounts/password-rules.js';
import { passwordPolicySeed } from '../../../infra/database/seeds/password-policy.js';

const codeOf = (password: string, username = 'liping.lu'): string | undefined =>
  passwordFault(password, passwordPolicySeed(), { username, field: 'password' })?.code;

it.each(['Wasser-Fluss7', '春江水暖Fluss7鸭', 'correct-Horse-battery-1', 'xK9$mw2Lq7'])(
  'accepts %s as a password',
  (password) => {
    expect(codeOf(password)).toBeUndefined();
  },
);

it.each([
  ['Short-1', 'accounts.passwordShort'],
  ['alllowercaseletters', 'accounts.passwordKinds'],
  ['lower1234567', 'accounts.passwordKinds'],
  ['Password-2026', 'accounts.passwordCommon'],
  ['P@ssw0rd2026', 'accounts.passwordCommon'],
  ['Aa123456!!!!', 'accounts.passwordCommon'],
  ['Qwertyuiop1!', 'accounts.passwordCommon'],
  ['1qaz2wsx3edC', 'accounts.passwordCommon'],
  ['Duban@2026Duban', 'accounts.passwordCommon'],
  ['Aaaaaaaaaaaa1!', 'accounts.passwordCommon'],
  ['Kaili-Guizhou-1', 'accounts.passwordCommon'],
])('refuses the password %s with %s', (password, code) => {
  expect(codeOf(password)).toBe(code);
});

it('refuses a password that is made of the user name', () => {
  expect(codeOf('Zhangwei.1985!', 'zhangwei.sz')).toBe('accounts.passwordCommon');
});
