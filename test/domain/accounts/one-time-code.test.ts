import { expect, it } from '@jest/globals';
import { newOneTimeCode, readOneTimeCode } from '../../../domain/accounts/one-time-code.js';

it('a one-time code begins with its check number', () => {
  const { code, checkNumber } = newOneTimeCode();

  expect(code).toMatch(/^\d{6}(-[A-Z2-9]{4}){3}$/);
  expect(code.startsWith(checkNumber)).toBe(true);
});

it('a one-time code is read in any case, with spaces and without hyphens', () => {
  const { code, checkNumber } = newOneTimeCode();
  const secret = code.slice(7).replaceAll('-', '');

  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `])
    expect(readOneTimeCode(typed)).toEqual({ checkNumber, secret });
});

it.each(['', '482913', '482913-K7QM-2FWD', '482913-K7QM-2FWD-9XT0', 'K7QM-2FWD-9XTB-482913'])(
  'reads %j as no one-time code',
  (typed) => {
    expect(readOneTimeCode(typed)).toBeNull();
  },
);
