import { expect, it } from '@jest/globals';
import { clientName } from '../../../../apps/web/src/features/session/client-name.js';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36',
    'Chrome（Windows）',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
    'Edge（Windows）',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0', 'Firefox（Linux）'],
  ['curl/8.5.0', 'curl'],
])('%s is called %s', (userAgent, name) => {
  expect(clientName(userAgent)).toBe(name);
});

it('a session without a program has no name', () => {
  expect(clientName(null)).toBeNull();
});
