import { LateLetters } from '../../../support/cards.js';
import { ProjectedLetter } from '../../../support/projected-letter.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(() => letters.query('TRUNCATE process, clock, task, card, timeline_entry, supervision_event'));

/** `limit level unit reached due`, as a clock in Shanghai shows it. */
const cardsOf = async (process: string): Promise<string[]> => {
  const rows = await letters.query<{ card: string }>(
    `SELECT concat_ws(' ', c.limit_key, k.level, k.unit, to_char(k.reached_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI'),
       'due', to_char(k.due_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI')) AS card
     FROM card k JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
     WHERE k.process_id = $1 ORDER BY k.reached_at, c.number, k.threshold`,
    [process],
  );
  return rows.map(({ card }) => card);
};
const signed = async (): Promise<ProjectedLetter> => {
  const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
  return letter.complete('2015-07-08T11:00:00', 'sign', 'sign');
};
// CONSULT has 5 working days: received on Wednesday the 8th, due at the end of the 15th, yellow on the 16th at 00:00.
const WARNING = 'handling warning 522601 07-14 08:30 due 07-16 00:00';
const YELLOW = 'handling yellow 522601 07-16 00:00 due 07-16 00:00';

describe('an SLA monitor that returns after a threshold was reached', () => {
  it('a clock that stopped while the SLA monitor was down gets the cards of before its stop only', async () => {
    const letter = await signed();
    await letter.complete('2015-07-16T10:00:00', 'draft', 'submit');
    await letter.complete('2015-07-16T10:30:00', 'signOff', 'sign');
    await letter.complete('2015-07-16T11:00:00', 'review', 'pass');

    // red would be on the 22nd
    await letters.turn('2015-07-22T09:00:00');
    expect(await cardsOf(letter.id)).toEqual([WARNING, YELLOW]);
    await letters.turn('2015-07-22T10:00:00');
    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow issued']);
    expect(await letters.eventTypesOf(letter.id)).toEqual([
      'duban.card.warning',
      'duban.card.yellow',
      'duban.card.rectified',
    ]);

    const [clock] = await letters.query(
      `SELECT state, thresholds, next_at FROM clock WHERE process_id = $1 AND name = 'handling'`,
      [letter.id],
    );
    expect(clock).toEqual({ state: 'stopped', thresholds: null, next_at: null });
  });

  it('a clock that was paused before it stopped gets the missed cards of before the pause only', async () => {
    const letter = await signed();
    await letter.complete('2015-07-15T16:00:00', 'draft', 'submit');
    await letter.complete('2015-07-15T17:00:00', 'signOff', 'sign');
    await letter.complete('2015-07-17T09:00:00', 'review', 'pass');

    await letters.turn('2015-07-20T09:00:00');

    expect(await cardsOf(letter.id)).toEqual([WARNING]);
  });

  it('a paused clock gets its missed card, and later ones once it is resumed', async () => {
    const letter = await signed();
    await letter.complete('2015-07-16T10:00:00', 'draft', 'suspend', { reason: 'LITIGATION' });
    await letter.complete('2015-07-16T11:00:00', 'decideSuspension', 'approve');
    await letters.turn('2015-07-30T00:00:00');
    expect(await cardsOf(letter.id)).toEqual([WARNING, YELLOW]);

    await letter.complete('2015-08-03T09:00:00', 'reviewSuspension', 'resume');
    await letters.turn('2015-08-07T09:00:00');
    // One day late when it stopped, and so when it goes on: due on 31 July, red 5 working days after.
    expect(await cardsOf(letter.id)).toEqual([
      WARNING,
      YELLOW,
      'handling red 522601 08-07 00:00 due 08-01 00:00',
    ]);
  });

  it('the missed cards of before and after a pause are raised in one turn', async () => {
    const letter = await signed();
    await letter.send('2015-07-16T10:00:00', { kind: 'suspend' });
    await letter.send('2015-08-03T09:00:00', { kind: 'resume' });

    await letters.turn('2015-08-07T09:00:00');

    expect(await cardsOf(letter.id)).toEqual([
      WARNING,
      YELLOW,
      'handling red 522601 08-07 00:00 due 08-01 00:00',
    ]);
  });

  it('a card missed before an extension keeps the due date that was passed', async () => {
    const letter = await signed();
    await letter.complete('2015-07-14T09:00:00', 'draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
    await letter.complete('2015-07-14T10:00:00', 'decideExtension', 'approve', { workingDays: 5 });

    // The reminder of the old due date was reached; ten days are long enough to be warned of two days before the new.
    await letters.turn('2015-07-25T09:00:00');
    expect(await cardsOf(letter.id)).toEqual([WARNING]);
    await letters.turn('2015-07-27T00:00:00');
    expect(await cardsOf(letter.id)).toEqual([WARNING, 'handling yellow 522601 07-27 00:00 due 07-23 00:00']);
  });

  it('a missed card goes to the unit that answered for the clock then', async () => {
    const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
    // Due for signing at the end of the 9th: the reminder at 11:30, yellow on the 10th.
    await letter.complete('2015-07-10T09:00:00', 'sign', 'redispatch', { unit: '522601-ZJJ' });
    await letter.complete('2015-07-10T10:00:00', 'sign', 'sign');
    await letter.complete('2015-07-16T09:00:00', 'draft', 'interim');
    await letter.send('2015-07-16T10:00:00', {
      kind: 'reassign',
      task: letter.simulation.task('draft').number,
      unit: '522601-MZJ',
    });

    await letters.turn('2015-07-16T12:00:00');

    expect(await cardsOf(letter.id)).toEqual([
      'sign warning 522601 07-09 11:30 due 07-10 00:00',
      'sign yellow 522601 07-10 00:00 due 07-10 00:00',
      'handling warning 522601-ZJJ 07-14 08:30 due 07-16 00:00',
      // a second yellow card on one letter
      'handling red 522601-ZJJ 07-16 00:00 due 07-16 00:00',
    ]);
  });

  it('a letter deemed signed at the instant of its red threshold still gets the red card', async () => {
    // Over a weekend: both wait for Monday.
    const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
    await letter.until('2015-07-12T23:59:59');
    expect(letter.simulation.openTasks().map(({ name }) => name)).toEqual(['sign']);
    await letter.until('2015-07-13T08:00:00');
    expect(letter.simulation.openTasks().map(({ name }) => name)).toEqual(['draft']);

    await letters.turn('2015-07-13T08:00:00');

    expect(await cardsOf(letter.id)).toEqual([
      'sign warning 522601 07-09 11:30 due 07-10 00:00',
      'sign yellow 522601 07-10 00:00 due 07-10 00:00',
      'sign red 522601 07-13 00:00 due 07-10 00:00',
    ]);
  });

  it('an SLA monitor that returns raises no card twice', async () => {
    const seen = await signed();
    await letters.turn('2015-07-16T00:00:00');
    await seen.send('2015-07-16T10:00:00', { kind: 'suspend' });
    await seen.send('2015-07-16T11:00:00', { kind: 'resume' });
    await seen.send('2015-07-16T12:00:00', { kind: 'cancel' });

    await Promise.all(Array.from({ length: 3 }, () => letters.turn('2015-07-17T09:00:00')));

    expect(await cardsOf(seen.id)).toEqual([WARNING, YELLOW]);
    expect(await letters.timelineOf(seen.id)).toEqual(
      expect.arrayContaining(['预警（办理）：发出', '黄牌（办理）：待发', '黄牌（办理）：发出']),
    );
  });
});

it('a missed card of a clock that is not running is raised at once', async () => {
  const letter = await signed();
  await letter.complete('2015-07-16T10:00:00', 'draft', 'submit');
  await letter.complete('2015-07-16T10:30:00', 'signOff', 'sign');

  const [clock] = await letters.query<{ state: string; next_at: Date }>(
    `SELECT state, next_at FROM clock WHERE process_id = $1 AND name = 'handling'`,
    [letter.id],
  );
  expect(clock).toEqual({ state: 'paused', next_at: new Date('2015-07-14T00:30:00Z') });
});
