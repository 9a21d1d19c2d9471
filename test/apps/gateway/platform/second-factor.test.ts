import { expect, it } from '@jest/globals';
import {
  factorStep,
  factorUri,
  newFactorKey,
  newRecoveryCodes,
  readRecoveryCode,
} from '../../../../apps/gateway/platform/auth/second-factor.js';

/** Of RFC 6238, appendix B: the ASCII digits 12345678901234567890. */
const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): number => seconds * 1000;

it.each([
  [59, '287082', 1],
  [1111111109, '081804', 37037036],
  [1111111111, '050471', 37037037],
  [1234567890, '005924', 41152263],
  [2000000000, '279037', 66666666],
  [20000000000, '353130', 666666666],
])('the code of second %i is that of RFC 6238', (seconds, code, step) => {
  expect(factorStep(KEY, code, at(seconds))).toBe(step);
});

it('a code counts in its step, the one before and the one after', () => {
  const codeOfStep1 = '287082';

  const found = [-1, 0, 29, 30, 59, 60, 89].map((seconds) => factorStep(KEY, codeOfStep1, at(seconds)));

  expect(found).toEqual([null, 1, 1, 1, 1, 1, 1]);
  expect(factorStep(KEY, codeOfStep1, at(90))).toBeNull();
});

it('a code may be typed with a space', () => {
  expect(factorStep(KEY, ' 287 082', at(59))).toBe(1);
});

it('anything but six digits is no code', () => {
  for (const typed of ['', '28708', '2870820', 'abcdef', '94287082'])
    expect(factorStep(KEY, typed, at(59))).toBeNull();
});

it('the address names account, issuer and key', () => {
  const uri = new URL(factorUri(KEY, 'liping.lu'));

  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toMatch(/督办:liping\.lu$/);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ issuer: '督办', secret: KEY, algorithm: 'SHA1', digits: '6', period: '30' },
  });
});

it('keys have 160 random bits', () => {
  expect(newFactorKey()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newFactorKey()).not.toBe(newFactorKey());
});

it('recovery codes are read as they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);

  const [code] = codes;
  const plain = code!.replaceAll('-', '');
  expect([code!, plain, ` ${code!.toLowerCase()} `].map(readRecoveryCode)).toEqual([plain, plain, plain]);
  expect(readRecoveryCode('287082')).toBeNull();
});
