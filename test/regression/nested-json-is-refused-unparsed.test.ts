import { expect, it } from '@jest/globals';
import { isNestedTooDeep } from '../../apps/gateway/platform/http/json-depth.js';
import { startTestGateway } from '../support/gateway.js';

const { request } = await startTestGateway();
const json = { 'content-type': 'application/json' };
const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

it.each(['/public/letters/lookup', '/public/letters', '/auth/login', '/auth/token'])(
  'refuses nested JSON at %s with 400',
  async (path) => {
    const { status, body } = await request('POST', path, { body: nested(3000), headers: json });

    expect([status, body.code]).toEqual([400, 'MALFORMED_REQUEST']);
  },
);

it('deeply nested content of a task is refused', async () => {
  const content = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const body = `{"outcome":"accept","content":${content}}`;
  const path = '/tasks/00000000-0000-4000-8000-000000000000.1/complete';

  const answer = await request('POST', path, { as: 'mailbox.clerk', body, headers: json });

  expect([answer.status, answer.body.code]).toEqual([400, 'MALFORMED_REQUEST']);
});

it('32 levels of JSON are accepted and 33 refused', () => {
  expect(isNestedTooDeep('['.repeat(32) + ']'.repeat(32))).toBe(false);
  expect(isNestedTooDeep('['.repeat(33) + ']'.repeat(33))).toBe(true);
});

it('brackets inside strings are no levels', () => {
  expect(isNestedTooDeep(JSON.stringify({ text: `\\"${'['.repeat(100)}` }))).toBe(false);
});

it('siblings are one level', () => {
  expect(isNestedTooDeep(JSON.stringify(Array(1000).fill([])))).toBe(false);
});

it('a megabyte is scanned within 100 ms', () => {
  const text = JSON.stringify(Array(80_000).fill({ a: 'b"c' }));
  const started = performance.now();

  isNestedTooDeep(text);

  expect(performance.now() - started).toBeLessThan(100);
});
