import { expect, it } from '@jest/globals';
import { linkVerdict, nextTryAt } from '../../../domain/inspection/checks/link-tries.js';

const at = (day: number, hour: number) => new Date(Date.UTC(2015, 5, day, hour - 8)).toISOString(); // Asia/Shanghai
const failed = (day: number, hour: number) => ({ at: at(day, hour), ok: false });

it.each([
  ['two tries', [failed(1, 9), failed(1, 9)]],
  ['three tries on one day', [failed(1, 9), failed(1, 9), failed(1, 15)]],
])('a link is only suspected after %s have failed', (_, tries) => {
  expect(linkVerdict(tries)).toBe('suspected');
});

it('a link is broken after three failed tries on two days', () => {
  expect(linkVerdict([failed(1, 9), failed(1, 9), failed(2, 10)])).toBe('broken');
});

it('a link whose last try succeeds is fine', () => {
  expect(linkVerdict([failed(1, 9), failed(1, 9), { at: at(2, 10), ok: true }])).toBe('ok');
});

it('link tries count days of Shanghai', () => {
  expect(linkVerdict([failed(1, 23), failed(1, 23), failed(2, 1)])).toBe('broken');
});

it('a suspected link is retried the next morning', () => {
  expect(nextTryAt([failed(1, 9), failed(1, 9)])).toBe(at(2, 10));
});

it('a broken link is not retried', () => {
  expect(nextTryAt([failed(1, 9), failed(1, 9), failed(2, 10)])).toBeNull();
});
