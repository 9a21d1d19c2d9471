import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../apps/gateway/platform/problems/problem.js';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query, log } = gateway;

describe('an error of PostgreSQL about a value', () => {
  it('an error about a stored value is a logged defect', async () => {
    const { letterNo, queryCode, process } = await sendLetter(gateway);
    await query(`UPDATE process SET facts = '{"mergedInto":"no uuid"}' WHERE id = $1`, [process]);

    const { status, body } = await request('POST', '/public/letters/lookup', {
      body: { letterNo, queryCode },
    });

    expect([status, body.code]).toEqual([500, 'INTERNAL']);
    const logged = log.find((line) => line.includes(body.requestId) && line.includes('"defect"'));
    expect(logged).toContain('invalid input syntax for type uuid');
  });

  it('an error about a stored value is a defect of a GET without parameters', async () => {
    const error = await query(
      `SELECT (data ->> 'to')::uuid FROM (SELECT '{"to":"x"}'::jsonb AS data) e`,
    ).catch((thrown: unknown) => thrown);

    expect(refusalOf(error)).toMatchObject({ defect: true, refusal: { code: 'INTERNAL' } });
  });

  it.each([
    ['a NUL in the query', 'GET', '/processes?subject=a%00b', undefined],
    ['a NUL in JSON', 'POST', '/auth/login', { username: 'a\u0000b', password: 'whatever-it-is' }],
  ])('a value that PostgreSQL cannot store is refused: %s', async (_what, method, path, body) => {
    const answer = await request(method, path, { as: method === 'GET' ? 'supervisor' : undefined, body });

    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it.each([
    ['a uuid', '$1::uuid', 'no uuid'],
    ['a number', '$1::int', '99999999999'],
    ['JSON', '$1::jsonb', '{"a":"\\ud83d"}'],
  ])('an error in a parameter is an invalid parameter: %s', async (_what, sql, value) => {
    const error = await query(`SELECT ${sql}`, [value]).catch((thrown: unknown) => thrown);

    expect(refusalOf(error)).toMatchObject({ defect: false, refusal: { code: 'VALIDATION_FAILED' } });
  });
});
