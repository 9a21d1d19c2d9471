import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';

const { request } = await startTestGateway();

const due = async (receivedAt: string, workingDays: number, region?: string) => {
  const query = new URLSearchParams({ receivedAt, workingDays: `${workingDays}`, ...(region && { region }) });
  const { body } = await request('GET', `/calendar/due-date?${query}`);
  return [body.dueDate, body.cutoff, body.provisional];
};

describe('the due date that anybody may ask for', () => {
  it.each([
    ['2015-06-18T17:31', 5, '5226', '2015-06-29', '17:30'], // after 17:30 on the last working day before 端午
    ['2015-06-18T17:30', 5, '5226', '2015-06-26', '17:30'],
    ['2015-06-20T10:00', 1, '5226', '2015-06-24', '17:30'], // 端午: received on Tuesday the 23rd
    ['2015-07-20T17:31', 5, '5226', '2015-07-30', '17:30'],
    ['2015-06-18T17:31', 5, '522601', '2015-06-29', '17:30'], // a county of the region
    ['2015-06-18T17:31', 5, 'CN', '2015-06-26', null],
    ['2015-06-20T10:00', 1, 'CN', '2015-06-23', null],
    ['2015-06-18T17:31', 5, '5227', '2015-06-26', null], // another prefecture
    ['2015-04-03T17:31', 1, '5226', '2015-04-07', null], // before any policy was in force
  ])(
    'a receipt at %s with %s working days in %s is due on %s (cut-off %s)',
    async (at, days, region, ...expected) => {
      expect((await due(at, days, region)).slice(0, 2)).toEqual(expected);
    },
  );

  it('a due date without a region uses the prefecture’s calendar', async () => {
    expect(await due('2015-06-18T17:31', 5)).toEqual(['2015-06-29', '17:30', false]);
  });

  it('a due date skips statutory holidays before the year is announced', async () => {
    expect(await due('2026-12-28T09:00', 5)).toEqual(['2027-01-05', '17:30', true]);
    expect(await due('2027-09-30T09:00', 1, 'CN')).toEqual(['2027-10-04', null, true]);
  });
});
