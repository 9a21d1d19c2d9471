import { describe, expect, it } from '@jest/globals';
import { dayOf, formatDay, parseDay, startOfDay } from '../../domain/time/civil-time.js';
import { computeLadder } from '../../domain/cases/time-limits/ladder.js';
import { startTestGateway } from '../support/gateway.js';
import { at, calendar, clockTime, qdn2015 } from '../domain/cases/time-limits/seeded.js';

const { request, query } = await startTestGateway();
const inDays = (days: number): string => formatDay(dayOf(Date.now()) + days);

/** Of the clocks that a process has begun with: working days from today to the due day, and whether a card is due. */
async function clocksOf(process: string): Promise<{ left: number; carded: boolean }[]> {
  const rows = await query<{ due_at: Date; thresholds: Record<string, string> }>(
    'SELECT due_at, thresholds FROM clock WHERE process_id = $1 ORDER BY number',
    [process],
  );
  const now = Date.now();
  return rows.map(({ due_at, thresholds }) => ({
    left: calendar.workingDaysBetween(inDays(0), formatDay(dayOf(due_at.getTime())), '5226'),
    carded: Object.values(thresholds).some((threshold) => Date.parse(threshold) <= now),
  }));
}

describe('whoever begins late has time for it, and no card', () => {
  it('a survey that opens today has time and no card', async () => {
    const survey = { title: '营商环境调查', opensOn: inDays(0) };
    const { body } = await request('POST', '/surveys', { as: 'jyj.clerk', body: survey });

    const [clock, ...others] = await clocksOf(body.id);
    expect([clock!.carded, others]).toEqual([false, []]);
    expect(clock!.left).toBeGreaterThanOrEqual(3);
  });

  it('an interview that is live as soon as its preview allows has time and no card', async () => {
    const interview = { topic: '住房公积金', form: 'text', liveAt: `${inDays(3)}T10:00:00+08:00` };
    const { body } = await request('POST', '/interviews', { as: 'jyj.clerk', body: interview });

    const [clock, ...others] = await clocksOf(body.id);
    expect([clock!.carded, others]).toEqual([false, []]);
    expect(clock!.left).toBeGreaterThanOrEqual(3);
  });

  it('an arrangement whose day for topics has passed has time and no card', async () => {
    const year = Number(inDays(0).slice(0, 4));
    const body = { year, proposeBy: `${year - 1}-12-01`, units: ['JYJ'] };
    const { body: arrangement } = await request('POST', '/arrangements', { as: 'info.editor', body });

    const clocks = await clocksOf(arrangement.id);
    expect(clocks.map(({ carded }) => carded)).toEqual([false, false]);
    for (const { left } of clocks) expect(left).toBeGreaterThanOrEqual(5);
  });
});

// Tuesday 21 July 2015, after every day that the tasks were to be done by; 23 and 24 July are the prefecture's own days.
it.each([
  ['campaignContact', '2015-05-18', '2015-07-22 17:30'],
  ['campaignList', '2015-06-01', '2015-07-29 00:00'],
  ['campaignListEnds', '2015-06-01', '2015-07-29 00:00'],
  ['campaignCatalogue', '2015-06-01', '2015-07-23 00:00'],
  ['campaignRectification', '2015-07-15', '2015-07-31 00:00'],
  ['campaignRectificationEnds', '2015-07-20', '2015-07-31 00:00'],
  ['campaignBulletin', '2015-07-20', '2015-07-22 17:30'],
  ['surveyQuestionnaire', '2015-07-20', '2015-07-28 17:30'],
])('%s, planned for %s, is due at %s when it starts on 21 July 2015', (limit, due, expected) => {
  const startedAt = at('2015-07-21T09:00');

  const ladder = computeLadder({ policy: qdn2015, calendar, limit, due, startedAt })!;

  expect(clockTime(ladder.dueAt)).toBe(expected);
  expect(ladder.thresholds.yellow ?? Infinity).toBeGreaterThan(startedAt);
});

it('a limit that starts in time is due on the planned day', () => {
  const due = '2015-06-01';
  const early = { policy: qdn2015, calendar, due, startedAt: at('2015-05-15T09:00') };

  const dueAt = ['campaignList', 'campaignCatalogue', 'arrangementProposal'].map(
    (limit) => computeLadder({ ...early, limit })!.dueAt,
  );

  expect(new Set(dueAt)).toEqual(new Set([startOfDay(parseDay(due) + 1)]));
});

it('the draft of a consultation has a limit with a warning and a card', () => {
  const ladder = computeLadder({
    policy: qdn2015,
    calendar,
    limit: 'consultationDraft',
    startedAt: at('2015-06-01T09:00'),
  })!;

  // 15 working days: 20 to 22 June are 端午.
  expect(Object.values(ladder.thresholds).map(clockTime)).toEqual([
    '2015-06-23 17:30',
    '2015-06-18 08:30',
    '2015-06-24 00:00',
  ]);
});
