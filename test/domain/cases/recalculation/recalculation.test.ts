import { CommandStore } from '../../../../domain/cases/commands/command-store.js';
import { createRecalculation } from '../../../../domain/cases/recalculation/recalculation.js';
import { RecalculationRepository } from '../../../../domain/cases/recalculation/recalculation.repository.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { mailboxLetterProcess } from '../../../../workflows/letters/behaviour.js';
import { at, LateLetters, shutDownWhen } from '../../../support/cards.js';
import { ProjectedLetter } from '../../../support/projected-letter.js';

let letters: LateLetters;
const woken: number[] = [];
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(async () => {
  woken.length = 0;
  await letters.query(
    'TRUNCATE process, clock, task, card, command, timeline_entry, supervision_event, recalculation',
  );
  await letters.query(`DELETE FROM calendar_day WHERE day >= '2027-01-01'`);
  await letters.query(`DELETE FROM calendar_year WHERE year >= 2027`);
  await letters.query(`DELETE FROM calendar_day WHERE source = 'test'`);
  await letters.query(
    `INSERT INTO calendar_version (version, note) SELECT max(version) + 1, 'as seeded' FROM calendar_version`,
  );
  letters.policies.invalidate();
  await letters.policies.ready();
});

const recalculation = (deps: { wakeSlaMonitor?: (at: number) => void; settleMs?: number } = {}) =>
  createRecalculation({
    dataSource: letters.database.dataSource,
    timeLimits: letters.policies,
    commands: new CommandStore(letters.database.dataSource),
    processes: [mailboxLetterProcess as Process],
    wakeSlaMonitor: (instant) => woken.push(instant),
    settleMs: 0,
    ...deps,
  });
const turn = (request: { now: number }) => recalculation()(request);
/** The work is asked for by the database's clock; the test's instants lie where they may. */
const run = (civil: string) => turn({ now: at(civil) });

/** What an administrator does: days of a region change. Gives the version of the calendar that this makes. */
async function enter(
  days: Record<string, 'holiday' | 'workday'>,
  options: { notice?: string; covers?: readonly [region: string, year: number][]; askedAt?: string } = {},
): Promise<number> {
  const { notice = null, covers = [], askedAt = '2015-01-01T00:00:00' } = options;
  return letters.transaction(async (tx) => {
    for (const [day, kind] of Object.entries(days))
      await tx.query(
        `INSERT INTO calendar_day (day, region, kind, note, source) VALUES ($1, 'CN', $2, '假', 'test')
         ON CONFLICT (region, day) DO UPDATE SET kind = excluded.kind`,
        [day, kind],
      );
    for (const [region, year] of covers)
      await tx.query(`INSERT INTO calendar_year (region, year, source) VALUES ($1, $2, 'test')`, [
        region,
        year,
      ]);
    const [{ version }] = await tx.query(
      `INSERT INTO calendar_version (version, note) SELECT max(version) + 1, 'test' FROM calendar_version RETURNING version`,
    );
    const sorted = Object.keys(days).sort();
    const changed = sorted.length > 0 ? { from: sorted[0]!, to: sorted.at(-1)! } : null;
    const request = { version, requestedBy: 'admin', reason: '国办发明电', notice, changed };
    await new RecalculationRepository(tx).request(request);
    await tx.query(`UPDATE recalculation SET requested_at = $1 WHERE state = 'running'`, [
      new Date(at(askedAt)),
    ]);
    return version as number;
  });
}

const shown = (instant: Date | null): string | null =>
  instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
interface Clock {
  readonly state: string;
  readonly due_at: Date;
  readonly next_at: Date | null;
  readonly thresholds: Record<string, string>;
  readonly provisional: boolean;
  readonly calendar_version: number;
}
async function clockOf(letter: ProjectedLetter, name = 'handling'): Promise<Clock> {
  const [clock] = await letters.query<Clock>(
    'SELECT * FROM clock WHERE process_id = $1 AND name = $2 ORDER BY number DESC LIMIT 1',
    [letter.id, name],
  );
  return clock!;
}
const entriesOf = (letter: ProjectedLetter) =>
  letters.query<{ text: string; data: Record<string, unknown> }>(
    `SELECT text, data FROM timeline_entry WHERE process_id = $1 AND type = 'clock.recalculated' ORDER BY seq`,
    [letter.id],
  );
const jobs = () =>
  letters.query(
    'SELECT state, clocks, later, earlier, kept, limits FROM recalculation ORDER BY calendar_version',
  );
const signed = async (
  received: string,
  signedAt: string,
  assignment: { class?: string; coUnits?: string[] } = {},
): Promise<ProjectedLetter> => {
  const letter = await ProjectedLetter.dispatched(letters, received, assignment);
  return letter.complete(signedAt, 'sign', 'sign');
};

describe('a year that is entered', () => {
  it('a new calendar year moves provisional due dates on clock, ladder and task, with the reason in the timeline', async () => {
    const letter = await signed('2026-12-28T10:00:00', '2026-12-28T11:00:00');
    expect(await clockOf(letter)).toMatchObject({
      provisional: true,
      due_at: new Date(at('2027-01-06T00:00:00')),
    });

    const version = await enter(
      { '2027-01-04': 'holiday' },
      {
        covers: [
          ['CN', 2027],
          ['5226', 2027],
        ],
      },
    );
    expect(await run('2026-12-29T09:00:00')).toMatchObject({ finished: true, done: { clocks: 1, later: 1 } });

    const clock = await clockOf(letter);
    expect(clock).toMatchObject({ provisional: false, calendar_version: version });
    expect([shown(clock.due_at), shown(clock.next_at)]).toEqual(['2027-01-07 00:00', '2027-01-05 08:30']);
    expect(shown(new Date(clock.thresholds['yellow']!))).toBe('2027-01-07 00:00');
    const [task] = await letters.query<{ due_at: Date; warn_at: Date }>(
      `SELECT due_at, warn_at FROM task WHERE process_id = $1 AND state = 'open'`,
      [letter.id],
    );
    expect([shown(task!.due_at), shown(task!.warn_at)]).toEqual(['2027-01-07 00:00', '2027-01-05 08:30']);
    expect(await entriesOf(letter)).toEqual([
      {
        text: '日历调整：到期日顺延',
        data: {
          clock: 'handling',
          change: 'later',
          previousDueAt: '2027-01-05T16:00:00.000Z',
          dueAt: '2027-01-06T16:00:00.000Z',
          calendarVersion: version,
          reason: '国办发明电',
        },
      },
    ]);
    expect(await jobs()).toEqual([{ state: 'done', clocks: 1, later: 1, earlier: 0, kept: 0, limits: 0 }]);
  });

  it('a new calendar year confirms a provisional due date that was right', async () => {
    const letter = await signed('2026-12-28T10:00:00', '2026-12-28T11:00:00');
    await enter(
      {},
      {
        covers: [
          ['CN', 2027],
          ['5226', 2027],
        ],
      },
    );

    await run('2026-12-29T09:00:00');

    expect(await clockOf(letter)).toMatchObject({ provisional: false });
    expect((await entriesOf(letter)).map(({ text }) => text)).toEqual(['日历调整：到期日不变']);
  });

  it('clocks that a calendar change does not concern get no timeline entry', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    const version = await enter({ '2027-01-01': 'holiday' }, { covers: [['CN', 2027]] });

    await run('2015-07-09T09:00:00');

    expect(await clockOf(letter)).toMatchObject({ calendar_version: version });
    expect(await entriesOf(letter)).toEqual([]);
    expect(woken).toEqual([]);
  });
});

// CONSULT, received on Wednesday 8 July: due at the end of the 15th, yellow on the 16th. 11 July is a Saturday.
describe('a due date that a recount would make earlier', () => {
  it('a due date that a recount would make earlier is kept, with a timeline entry', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await enter({ '2015-07-11': 'workday' });

    await run('2015-07-09T09:00:00');

    expect(shown((await clockOf(letter)).due_at)).toBe('2015-07-16 00:00');
    expect(await entriesOf(letter)).toMatchObject([
      { text: '日历调整：到期日不变（按原公告）', data: { change: 'kept' } },
    ]);
    expect(await jobs()).toMatchObject([{ clocks: 1, kept: 1, earlier: 0 }]);
  });

  it('a due date becomes earlier when that was announced, and wakes the SLA monitor', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await enter({ '2015-07-11': 'workday' }, { notice: '已电话告知各承办单位' });

    await run('2015-07-09T09:00:00');

    const clock = await clockOf(letter);
    expect(shown(clock.due_at)).toBe('2015-07-15 00:00');
    expect(woken).toEqual([clock.next_at!.getTime()]);
    expect(await entriesOf(letter)).toMatchObject([
      { data: { change: 'earlier', notice: '已电话告知各承办单位', reason: '国办发明电' } },
    ]);
  });

  it('a due date never moves to before the announcement', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await enter({ '2015-07-11': 'workday' }, { notice: '公告' });

    await run('2015-07-15T09:00:00');

    expect(shown((await clockOf(letter)).due_at)).toBe('2015-07-16 00:00');
  });
});

describe('a clock', () => {
  it('a clock that was extended and paused is recounted through both', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await letter.complete('2015-07-09T09:00:00', 'draft', 'extension', { workingDays: 2, reason: 'COMPLEX' });
    await letter.complete('2015-07-09T10:00:00', 'decideExtension', 'approve', { workingDays: 2 });
    await letter.send('2015-07-10T09:00:00', { kind: 'suspend' });
    await letter.send('2015-07-13T09:00:00', { kind: 'resume' });
    // 7 days, of which the 9th and 10th are used: five after the 13th.
    expect(shown((await clockOf(letter)).due_at)).toBe('2015-07-21 00:00');

    await enter({ '2015-07-16': 'holiday' });
    await run('2015-07-14T09:00:00');

    expect(shown((await clockOf(letter)).due_at)).toBe('2015-07-22 00:00');
  });

  it('a paused clock is recounted, and resumes with the rest by the new calendar', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await letter.send('2015-07-09T09:00:00', { kind: 'suspend' });
    await enter({ '2015-07-14': 'holiday' });

    await run('2015-07-10T09:00:00');
    const still = await clockOf(letter);
    expect([still.state, shown(still.due_at), still.next_at]).toEqual([
      'suspended',
      '2015-07-17 00:00',
      null,
    ]);
    const [task] = await letters.query(`SELECT due_at FROM task WHERE process_id = $1 AND state = 'open'`, [
      letter.id,
    ]);
    expect(task).toEqual({ due_at: null });

    await letter.send('2015-07-13T09:00:00', { kind: 'resume' });
    // Four of five days are left: 15, 16, 17, 20.
    expect(shown((await clockOf(letter)).due_at)).toBe('2015-07-21 00:00');
  });

  it('a recounted clock keeps its cards, and gets the card of a threshold that it had reached unseen', async () => {
    const seen = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await letters.turn('2015-07-14T08:30:00');
    const unseen = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');

    // The 13th is declared a holiday when it is over.
    await enter({ '2015-07-13': 'holiday' });
    await run('2015-07-16T09:00:00');
    await letters.turn('2015-07-16T10:00:00');

    for (const letter of [seen, unseen]) {
      expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow pending']);
      expect(shown((await clockOf(letter)).due_at)).toBe('2015-07-17 00:00');
    }
    const due = await letters.query<{ due_at: Date }>(`SELECT DISTINCT due_at FROM card`);
    expect(due.map(({ due_at: at }) => shown(at))).toEqual(['2015-07-16 00:00']);
  });

  it('a clock that another one caps is capped in the recount as well', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await letter.complete('2015-07-14T09:00:00', 'draft', 'submit');
    await letter.complete('2015-07-14T10:00:00', 'signOff', 'sign');
    await letter.complete('2015-07-14T11:00:00', 'review', 'fail', { reason: 'OFF_TOPIC' });
    // One day is left of the handling limit.
    expect(shown((await clockOf(letter, 'rework')).due_at)).toBe('2015-07-16 00:00');

    await enter({ '2015-07-15': 'holiday' });
    await run('2015-07-14T12:00:00');

    expect(shown((await clockOf(letter, 'rework')).due_at)).toBe('2015-07-17 00:00');
  });
});

describe('the work', () => {
  it('an interrupted recalculation continues where it stopped, and counts everything once', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => signed('2015-07-08T10:00:00', '2015-07-08T11:00:00')),
    );
    await enter({ '2015-07-14': 'holiday' });
    // The worker dies in the middle of a piece: nothing of it stands.
    const recover = await shutDownWhen(letters, 'INSERT ON timeline_entry');
    await expect(run('2015-07-09T09:00:00')).rejects.toThrow('shutting down');
    await recover();
    expect(await entriesOf(all[0]!)).toEqual([]);
    expect(await jobs()).toMatchObject([{ state: 'running', clocks: 0 }]);

    await Promise.all([run('2015-07-09T09:00:00'), run('2015-07-09T09:00:00')]);
    expect(await run('2015-07-09T10:00:00')).toBeNull();

    for (const letter of all) expect(await entriesOf(letter)).toHaveLength(1);
    expect(await jobs()).toMatchObject([{ state: 'done', clocks: 8, later: 8 }]);
  });

  it('a recalculation stays open while a program may still compute with the old calendar', async () => {
    const patient = recalculation({ settleMs: 15_000 });
    await enter({ '2015-07-14': 'holiday' }, { askedAt: '2015-07-08T09:59:50' });
    expect(await patient({ now: at('2015-07-08T09:59:55') })).toMatchObject({ finished: false });

    const late = await signed('2015-07-08T10:00:00', '2015-07-08T10:00:01');
    await letters.query('UPDATE clock SET calendar_version = 1, due_at = $1', [
      new Date(at('2015-07-16T00:00:00')),
    ]);

    expect(await patient({ now: at('2015-07-08T10:00:05') })).toMatchObject({
      finished: true,
      done: { clocks: 1 },
    });
    expect(shown((await clockOf(late)).due_at)).toBe('2015-07-17 00:00');
  });

  it('a newer recalculation takes over the rest of the one before, with its announcement', async () => {
    const letter = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await enter({ '2015-07-11': 'workday' }, { notice: '公告' });
    await enter({ '2015-07-14': 'holiday', '2015-07-12': 'workday' });

    await run('2015-07-09T09:00:00');

    expect(await jobs()).toMatchObject([
      { state: 'superseded', clocks: 0 },
      { state: 'done', clocks: 1, earlier: 1 },
    ]);
    expect(await entriesOf(letter)).toMatchObject([{ data: { change: 'earlier', notice: '公告' } }]);
  });
});

describe('task timeouts', () => {
  const commands = () =>
    letters.query<{ process_id: string; envelope: { expiries: Record<string, number>; earlier: boolean } }>(
      `SELECT process_id, envelope FROM command WHERE kind = 'recalculate' AND state = 'accepted'`,
    );

  it('a command moves the task timeouts that span a changed day, and no others', async () => {
    const concerned = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
    const before = await ProjectedLetter.dispatched(letters, '2015-06-08T10:00:00');
    await before.until('2015-06-09T10:00:00');
    const inHand = await signed('2015-07-08T10:00:00', '2015-07-08T11:00:00');
    await enter({ '2015-07-09': 'holiday' });

    await run('2015-07-08T12:00:00');
    await run('2015-07-08T12:00:00');

    const [command, ...others] = await commands();
    expect(others).toEqual([]);
    expect(command).toMatchObject({ process_id: concerned.id, envelope: { earlier: false } });
    // Deemed signed after two working days: 10 and 13 July.
    const task = concerned.simulation.task('sign').number;
    const expiry = command!.envelope.expiries[task]!;
    expect(shown(new Date(expiry))).toMatch(/^2015-07-14 00:00$/);
    expect(inHand.simulation.openTasks()).toHaveLength(1);

    await concerned.send('2015-07-08T13:00:00', {
      kind: 'recalculate',
      expiries: { [task]: expiry },
      calendarVersion: 2,
      earlier: false,
    });
    await concerned.until('2015-07-13T12:00:00');
    expect(concerned.simulation.task('sign').number).toBe(task);
    await concerned.until('2015-07-14T00:00:00');
    expect(concerned.simulation.openTasks().map(({ name }) => name)).toEqual(['draft']);
    const [moved] = await letters.query(
      `SELECT task, data FROM timeline_entry WHERE process_id = $1 AND type = 'limit.moved'`,
      [concerned.id],
    );
    expect(moved).toMatchObject({ task, data: { to: new Date(expiry).toISOString(), calendarVersion: 2 } });
  });

  it('moved task timeouts keep the suspensions of their process', async () => {
    const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
    await letter.send('2015-07-08T12:00:00', { kind: 'suspend' });
    await letter.send('2015-07-13T12:00:00', { kind: 'resume' });
    await enter({ '2015-07-14': 'holiday' });

    await run('2015-07-13T13:00:00');

    // Two working days were left on the 8th: not the 14th, so the 15th and the 16th.
    const [command] = await commands();
    const expiry = command!.envelope.expiries[letter.simulation.task('sign').number]!;
    expect(shown(new Date(expiry))).toBe('2015-07-17 00:00');
  });

  it('a task timeout may become earlier when that was announced', async () => {
    await ProjectedLetter.dispatched(letters, '2015-07-10T10:00:00');
    await enter({ '2015-07-11': 'workday' }, { notice: '公告' });

    await run('2015-07-10T12:00:00');

    expect((await commands()).map(({ envelope }) => envelope.earlier)).toEqual([true]);
  });
});
