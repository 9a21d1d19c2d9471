import { expect, it } from '@jest/globals';
import { titleFaults } from '../../../../domain/letters/listing/title-faults.js';
import { redact } from '../../../../domain/redaction/redact.js';
import type { Span } from '../../../../domain/redaction/spans.js';

const person: Span = { start: 0, end: 3, type: 'PERSON', reason: 'model' };

it('finds each kind of fault once', async () => {
  const redaction = await redact('联系人：王建国 13912345678、13912345679 凯里市北京西路12号3单元');
  expect(titleFaults(redaction).sort()).toEqual(['address', 'name', 'number']);
});

it('counts officials as persons', () => {
  expect(titleFaults({ spans: [], kept: [person] })).toEqual(['name']);
});

it.each([
  '某村人饮管网改造',
  '残疾人两项补贴停发',
  '社区主路三盏路灯坏了一周',
  '建议在榕江县客运站增设无障碍通道',
])('passes %s', async (title) => expect(titleFaults(await redact(title))).toEqual([]));
