import { expect, it } from '@jest/globals';
import type { SigningKeys } from '../../../../../apps/gateway/platform/captcha/signing-keys.js';
import { LetterSecrets } from '../../../../../apps/gateway/letters/letter-secrets.js';
import { KeyedDigest } from '../../../../../apps/gateway/platform/captcha/keyed-digest.js';

// Digests are stored: under the same key they must stay what they are.
const secret = Buffer.from('0123456789abcdef0123456789abcdef');
const digests = new KeyedDigest({ oldest: async () => ({ id: 'k', secret }) } as unknown as SigningKeys);
const letters = new LetterSecrets(digests);

it('query code and hash of a letter never change', async () => {
  const code = await letters.codeFor('0198c0de-0000-7000-8000-000000000000');

  expect(code).toBe('5708788001');
  const hash = await letters.hashOf(code);
  expect(hash.toString('hex')).toBe('c9994abc658b1bcea59d4799969ca2e5a2a85c41373ce7a06126e02fdfc7620a');
  expect(await letters.matches(code, hash)).toBe(true);
  expect(await letters.matches('5708788002', hash)).toBe(false);
});

it('digests and secrets of public input never change', async () => {
  expect(await digests.of('address', 'a', 'b')).toBe('a223e1940540a01b5668cb02e2b11c48');
  expect(await digests.secretFor('captcha')).toBe(
    '04feed22016d8aeddc2d63e8c9fc0b3b7fd4217f989eecb7ab6dc76143d0e2d4',
  );
});
