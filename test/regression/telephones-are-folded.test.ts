import { describe, expect, it } from '@jest/globals';
import { foldTelephone } from '../../apps/gateway/platform/http/telephone.js';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();

describe('a telephone number', () => {
  it.each([
    ['13800000000', '13800000000'],
    ['１３８００００００００', '13800000000'],
    ['138 0000 0000', '13800000000'],
    ['138-0000-0000', '13800000000'],
    ['138－0000－0000', '13800000000'],
    ['+8613800000000', '13800000000'],
    ['+86 138 0000 0000', '13800000000'],
    ['0086-13800000000', '13800000000'],
    ['\u202d13800000000\u202c', '13800000000'],
    ['0855-8270000', '0855-8270000'],
    ['08558270000', '0855-8270000'],
    ['(0855)8270000', '0855-8270000'],
    ['(0855) 827 0000', '0855-8270000'],
    ['+86 855 8270000', '0855-8270000'],
    ['0855-8270000-8001', '0855-8270000-8001'],
    ['0855—8270000转8001', '0855-8270000-8001'],
    ['010-12345678', '010-12345678'],
    ['01012345678', '010-12345678'],
  ])('the telephone number %s is stored as %s', (written, kept) => {
    expect(foldTelephone(written)).toBe(kept);
  });

  it.each([
    '',
    '8270000',
    '1380000000',
    '138000000000',
    '12345',
    'abc',
    '0855-827',
    '0855-8270000-',
    '+1 212 555 0100',
  ])('%p is no telephone number', (written) => {
    expect(foldTelephone(written)).toBeNull();
  });
});

it('a letter stores its telephone number in normalized form', async () => {
  const { process } = await sendLetter(gateway, { phone: '+86 １３８ 0000-0001' });

  const rows = await gateway.query('SELECT writer_phone FROM letter WHERE process_id = $1', [process]);
  expect(rows).toEqual([{ writer_phone: '13800000001' }]);
});

it('a letter without a valid telephone number is refused in Chinese with its field', async () => {
  const { status, body } = await submitLetter(gateway, { phone: '8270000' });

  expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
  expect(body.issues).toMatchObject([{ field: 'phone', code: 'fields.telephone' }]);
});
