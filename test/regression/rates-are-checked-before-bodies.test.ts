import { expect, it } from '@jest/globals';
import { networkOf } from '../../apps/gateway/platform/limits/sender.js';
import { RateCounts } from '../../apps/gateway/platform/limits/rate-counts.js';
import { startTestGateway } from '../support/gateway.js';

const { request } = await startTestGateway({ TRUSTED_PROXIES: '127.0.0.1' });
const lookup = (from: string, body: unknown, headers: Record<string, string> = {}) =>
  request('POST', '/public/letters/lookup', {
    body,
    from,
    headers: { 'content-type': 'application/json', ...headers },
  });
const codes = async (times: number, send: () => ReturnType<typeof lookup>): Promise<string[]> =>
  (await Promise.all(Array.from({ length: times }, send))).map(({ body }) => body.code);

it('a request with an unreadable body is counted', async () => {
  const refused = await codes(25, () => lookup('203.0.113.1', '{'));

  expect(refused.filter((code) => code === 'MALFORMED_REQUEST')).toHaveLength(20);
  expect(refused.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
});

it('a trusted proxy without a forwarding header is counted itself', async () => {
  expect(await codes(25, () => lookup('127.0.0.1', '{}'))).toContain('RATE_LIMITED');
});

it('requests are counted by the address that a trusted proxy forwards', async () => {
  const forwarded = { 'x-forwarded-for': '198.51.100.9' };

  expect((await lookup('127.0.0.1', '{}', forwarded)).body.code).toBe('VALIDATION_FAILED');
});

it('addresses of one IPv6 /64 are counted together', async () => {
  let n = 0;
  const next = (): string => `2001:db8:1:2::${(n += 1).toString(16)}`;

  expect(await codes(25, () => lookup(next(), '{}'))).toContain('RATE_LIMITED');
  expect((await lookup('2001:db8:1:3::1', '{}')).body.code).toBe('VALIDATION_FAILED');
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the sender %s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('a count ends after a minute', () => {
  const counts = new RateCounts();
  counts.add('a', 0);

  expect(counts.add('a', 59_999)).toEqual({ count: 2, endsInMs: 1 });
  expect(counts.add('a', 60_000).count).toBe(1);
});
