import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { mailboxLetter } from '../../../../workflows/letters/definition.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { qdn2015 } from '../time-limits/seeded.js';

/** A Monday; 5 working days on, the following Monday. */
const MONDAY = Date.parse('2015-06-01T09:00:00+08:00');
const DAY = 86_400_000;

let database: TestDatabase;
let timeLimits: TimeLimitService;

beforeAll(async () => {
  database = await createTestDatabase();
  timeLimits = new TimeLimitService(database.dataSource);
  await timeLimits.ready();
});
afterAll(() => database.drop());

const handling = (more: object = {}) => ({
  limit: 'handling',
  class: 'CONSULT',
  unit: '522601',
  at: MONDAY,
  ...more,
});
const known = (clock: ReturnType<TimeLimitService['startClock']>) => ({
  ...clock,
  limit: 'handling',
  class: 'CONSULT',
  due: null,
  startedAt: MONDAY,
  extendedDays: 0,
});
/** The day that a limit ends with: 24:00 belongs to it. */
const dayOf = (end: number | null): string => new Date(end! + 8 * 3_600_000 - 1).toISOString().slice(0, 10);

describe('time limits from the database', () => {
  it('a started clock has its whole ladder, pinned to the policy in force', () => {
    const clock = timeLimits.startClock(handling());

    expect(clock).toMatchObject({
      policyId: 'QDN-2015',
      policyVersion: qdn2015.version,
      calendarVersion: 1,
      provisional: false,
    });
    expect(dayOf(clock.dueAt)).toBe('2015-06-08');
    expect(Object.keys(clock.thresholds!)).toEqual(['warning', 'yellow', 'red', 'urge', 'accountability']);
    expect(clock.nextAt).toBe(Date.parse(clock.thresholds!['warning']!));
    expect(clock.warnAt).toBe(clock.nextAt);
  });

  it('a resumed clock does not repeat thresholds that it has reached', () => {
    const clock = known(timeLimits.startClock(handling()));
    const { warning: _warning, yellow: _yellow, ...toCome } = clock.thresholds!;

    const resumed = timeLimits.resumeClock(
      { ...clock, thresholds: toCome },
      MONDAY + 8 * DAY,
      MONDAY + 15 * DAY,
    );

    expect(Object.keys(resumed.thresholds!)).toEqual(['red', 'urge', 'accountability']);
    expect(resumed.dueAt).toBeGreaterThan(clock.dueAt!);
  });

  it('an extension moves every threshold', () => {
    const clock = known(timeLimits.startClock(handling()));
    const extended = timeLimits.extendClock(clock, { workingDays: 2 }, MONDAY + DAY);

    expect(dayOf(extended.dueAt)).toBe('2015-06-10');
    expect(extended.nextAt).toBeGreaterThan(clock.nextAt!);
  });

  it('a definition has the instants of all its task timeouts', async () => {
    const timeouts = timeLimits.timeoutInstants(mailboxLetter.definition, MONDAY);

    expect(Object.keys(timeouts).sort()).toEqual([
      'extensionDecisionEnds',
      'objection',
      'rating',
      'signDeemed',
      'supplement',
    ]);
    expect(await timeLimits.timeoutInstant({ limit: 'rating', from: MONDAY })).toBe(timeouts['rating']);
  });

  it('a limit or class that the policy does not know is refused', async () => {
    expect(() => timeLimits.startClock(handling({ limit: 'nowhere' }))).toThrow(
      expect.objectContaining({ code: 'POLICY_MISSING' }),
    );
    expect(() => timeLimits.startClock(handling({ class: 'NOWHERE' }))).toThrow(
      expect.objectContaining({ code: 'POLICY_MISSING' }),
    );
    expect(() => timeLimits.policyAt(Date.parse('2001-01-01T00:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'POLICY_MISSING' }),
    );
  });

  it('a change of policy or calendar is loaded', async () => {
    await database.dataSource.query(`UPDATE policy SET active = (id = 'STRICT')`);
    await database.dataSource.query(`UPDATE policy SET effective_from = '2015-05-15' WHERE id = 'STRICT'`);
    await database.dataSource.query(`INSERT INTO calendar_version (version, note) VALUES (2, 'test')`);
    await database.dataSource.query(
      `INSERT INTO calendar_day (day, region, kind, note, source) VALUES ('2015-06-02', '5226', 'holiday', 'test', 'test')`,
    );
    timeLimits.invalidate();
    await timeLimits.ready();

    const clock = timeLimits.startClock(handling());
    expect(clock).toMatchObject({ policyId: 'STRICT', calendarVersion: 2 });
    expect(dayOf(clock.dueAt)).toBe('2015-06-05'); // 3 working days, and the 2nd is a holiday now
  });
});
