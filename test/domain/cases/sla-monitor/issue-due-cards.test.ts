import { LONGEST_SLEEP_MS } from '../../../../domain/cases/sla-monitor/issue-due-cards.js';
import { at, LateLetters, shutDownWhen } from '../../../support/cards.js';
import { qdn2015 } from '../time-limits/seeded.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(() => letters.query('TRUNCATE process, clock, card, timeline_entry, supervision_event, command'));

// CONSULT has 5 working days: received on Wednesday the 8th, due at the end of Wednesday the 15th.
const STARTED = '2015-07-08T10:00:00';

describe('the ladder of a clock', () => {
  it('reminders are issued at once, cards after the hour in which they can be stopped', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: STARTED });

    await letters.turn('2015-07-14T08:29:59');
    expect(await letters.ladderOf(letter)).toEqual([]);

    await letters.turn('2015-07-14T08:30:00');
    expect(await letters.ladderOf(letter)).toEqual(['warning issued']);

    await letters.turn('2015-07-16T00:00:00');
    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow pending']);

    await letters.turn('2015-07-16T09:30:00');
    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow issued']);
    expect(await letters.timelineOf(letter)).toEqual([
      '预警（办理）：发出',
      '黄牌（办理）：待发',
      '黄牌（办理）：发出',
    ]);
    expect(await letters.eventTypesOf(letter)).toEqual(['duban.card.warning', 'duban.card.yellow']);

    const [warning, yellow] = await letters.cardsOf(letter);
    expect([warning!.points, yellow!.points]).toEqual([0, 5]);
  });

  it('an SLA monitor that was down raises every card it missed, each with time to be stopped', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: STARTED });

    // 23 and 24 July are the prefecture's holidays: red is 5 working days after the 15th, on the 22nd.
    await letters.turn('2015-07-22T17:00:00');

    const cards = await letters.cardsOf(letter);
    expect(cards.map(({ level }) => level)).toEqual(['warning', 'yellow', 'red']);
    expect(cards[2]!.issue_at).toEqual(new Date(at('2015-07-27T09:00:00')));
  });

  it('a turn ends with the instant of the next threshold, of the next card to issue, or of the longest sleep', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: STARTED });

    const asleep = await letters.turn('2015-07-13T00:00:00');
    expect(asleep.nextAt).toBe(at('2015-07-13T00:00:00') + LONGEST_SLEEP_MS);
    const before = await letters.turn('2015-07-14T08:29:00');
    expect(before.nextAt).toBe(at('2015-07-14T08:30:00'));
    const pending = await letters.turn('2015-07-16T09:28:00');
    expect(pending).toMatchObject({ raised: 2, issued: 0 });
    expect(await letters.query('SELECT next_at, beat_at FROM sla_monitor_state')).toEqual([
      { next_at: new Date(pending.nextAt), beat_at: new Date(at('2015-07-16T09:28:00')) },
    ]);
  });

  it('a paused clock reaches no threshold, and a resumed one none twice', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: STARTED });
    await letters.query(
      `UPDATE clock SET state = 'paused', paused_at = $2, next_at = NULL WHERE process_id = $1`,
      [letter, new Date(at('2015-07-13T10:00:00'))],
    );
    await letters.turn('2015-07-16T00:00:00');
    expect(await letters.ladderOf(letter)).toEqual([]);

    await letters.query(
      `UPDATE clock SET state = 'running', paused_at = NULL, next_at = $2 WHERE process_id = $1`,
      [letter, new Date(at('2015-07-16T00:00:00'))],
    );
    await letters.turn('2015-07-31T00:00:00');
    const [{ thresholds }] = (await letters.query('SELECT thresholds, next_at FROM clock')) as [
      { thresholds: object },
    ];
    expect(Object.keys(thresholds)).toEqual(['accountability']); // urge: 10 working days after the 15th
  });
});

describe('a turn', () => {
  it('a repeated turn raises no card twice, even concurrently', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => letters.letter()));
    for (const id of ids) await letters.clock(id, { startedAt: STARTED });

    await Promise.all(Array.from({ length: 4 }, () => letters.turn('2015-07-16T00:00:00')));
    await letters.turn('2015-07-16T00:00:00');

    for (const id of ids) {
      expect(await letters.ladderOf(id)).toEqual(['warning issued', 'yellow pending']);
      expect(await letters.timelineOf(id)).toEqual(['预警（办理）：发出', '黄牌（办理）：待发']);
      expect(await letters.eventTypesOf(id)).toEqual(['duban.card.warning']);
    }
  });

  it('a turn that fails half-way leaves neither a card nor an advanced ladder', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: STARTED });
    const recover = await shutDownWhen(letters, 'INSERT ON supervision_event');

    await expect(letters.turn('2015-07-14T08:30:00')).rejects.toThrow('shutting down');
    await recover();
    expect(await letters.ladderOf(letter)).toEqual([]);
    await letters.turn('2015-07-14T08:30:00');

    expect(await letters.ladderOf(letter)).toEqual(['warning issued']);
  });

  it('one turn raises more cards than fit into a transaction', async () => {
    await letters.query(
      `INSERT INTO process (id, key, version, subject, state, started_at)
       SELECT gen_random_uuid(), 'mailbox-letter', 1, 'ZX' || n, 'running', now() FROM generate_series(1, 4500) n`,
    );
    await letters.query(
      `INSERT INTO clock (process_id, number, name, limit_key, unit, policy_id, policy_version, calendar_version,
         state, started_at, due_at, thresholds, next_at)
       SELECT id, 1, 'handling', 'handling', '522601', 'QDN-2015', ${qdn2015.version}, 1, 'running', now(), $1,
         jsonb_build_object('yellow', $2::text), $1 FROM process`,
      [new Date(at('2015-07-16T00:00:00')), new Date(at('2015-07-16T00:00:00')).toISOString()],
    );

    expect(await letters.turn('2015-07-16T00:00:00')).toMatchObject({ raised: 4500 });
    expect(await letters.turn('2015-07-16T09:30:00')).toMatchObject({ issued: 4500 });
  });
});

describe('red before its threshold', () => {
  it('a yellow card without a written statement turns red after three working days', async () => {
    const [silent, explained] = [await letters.letter(), await letters.letter()];
    for (const id of [silent, explained]) await letters.clock(id, { startedAt: STARTED });
    await letters.turn('2015-07-16T00:00:00');
    await letters.turn('2015-07-16T09:30:00');
    const card = (await letters.cardsOf(explained))[1]!.id;
    await letters.transaction((tx) =>
      letters.cards.explain(tx, {
        card,
        account: 'a',
        at: at('2015-07-17T10:00:00'),
        statement: '已派人核查',
      }),
    );

    // issued on Thursday the 16th: the 17th, the 20th, the 21st
    await letters.turn('2015-07-21T23:59:59');
    expect(await letters.ladderOf(silent)).toEqual(['warning issued', 'yellow issued']);
    await letters.turn('2015-07-22T00:00:00');

    // On the same morning the threshold itself is reached: one red card, not two.
    expect((await letters.cardsOf(silent)).filter(({ level }) => level === 'red')).toHaveLength(1);
    expect(await letters.ladderOf(explained)).toEqual(['warning issued', 'yellow issued', 'red pending']);
  });

  it('a missing statement turns the card red even when the work was submitted meanwhile', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: STARTED });
    await letters.turn('2015-07-16T09:29:00');
    await letters.turn('2015-07-17T09:30:00'); // issued a day late: the explanation is due a day later
    await letters.query(
      `UPDATE clock SET state = 'stopped', thresholds = NULL, next_at = NULL, stopped_at = $1, fulfilled_at = $1`,
      [new Date(at('2015-07-20T10:00:00'))],
    );

    await letters.turn('2015-07-22T00:00:00');
    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow issued']);
    await letters.turn('2015-07-23T00:00:00');

    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow issued', 'red pending']);
    expect((await letters.cardsOf(letter))[2]).toMatchObject({ threshold: 'unexplained', points: 10 });
    expect(await letters.eventTypesOf(letter)).toContain('duban.card.rectified');
  });

  it('the second yellow card of one unit on a letter is red, unless the same clock is late again', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { number: 1, limit: 'sign', startedAt: '2015-07-08T10:00:00' });
    await letters.clock(letter, { number: 2, startedAt: STARTED });

    await letters.turn('2015-07-16T00:00:00');

    const cards = await letters.cardsOf(letter);
    expect(cards.filter(({ clock }) => clock === 1).map(({ level }) => level)).toEqual([
      'warning',
      'yellow',
      'red',
    ]);
    expect(cards.filter(({ clock }) => clock === 2)).toMatchObject([
      { level: 'warning' },
      { level: 'red', threshold: 'yellow', points: 10 },
    ]);
  });

  it.each([
    ['yellow', 'the centre', 'QGZ'],
    ['yellow', 'the unit that returned the letter', 'SWJ'],
    ['red', 'the county that answers through it', '522601'],
  ])('a late unit gets a %s card after one of %s', async (level, _, before) => {
    const letter = await letters.letter();
    await letters.clock(letter, { number: 1, limit: 'sign', unit: before, startedAt: '2015-07-08T10:00:00' });
    await letters.clock(letter, { number: 2, unit: '522601-ZJJ', startedAt: STARTED });

    await letters.turn('2015-07-16T00:00:00');

    const cards = await letters.cardsOf(letter);
    expect(cards.filter(({ clock }) => clock === 2)).toMatchObject([{ level: 'warning' }, { level }]);
  });
});

describe('an accusation', () => {
  it('the feed shows a card on an accusation without number, title or unit', async () => {
    const letter = await letters.letter({ subject: 'ZX2015000777', confidential: true, hiddenFrom: ['GTJ'] });
    await letters.clock(letter, { startedAt: STARTED, unit: 'JCJ' });

    await letters.turn('2015-07-14T08:30:00');

    const [event] = await letters.eventsOf(letter);
    expect(event).toMatchObject({
      subject: letter,
      unit: null,
      data: { confidential: true, org: null, subject: { no: null, maskedTitle: null } },
    });
    expect(JSON.stringify(event)).not.toMatch(/ZX2015000777|GTJ|JCJ/);
  });
});

describe('the last threshold', () => {
  it('issuing the card of the last threshold starts one accountability process', async () => {
    const letter = await letters.letter({ subject: 'ZX2015000042' });
    await letters.clock(letter, { startedAt: STARTED });

    await letters.turn('2015-08-07T00:00:00'); // 15 working days after the 15th, two of them local holidays
    expect((await letters.ladderOf(letter)).at(-1)).toBe('accountability pending');
    await letters.turn('2015-08-07T09:30:00');
    await letters.turn('2015-08-07T09:30:00');

    const begun = await letters.query(
      `SELECT p.subject, p.input, p.state, c.kind, c.state AS command FROM process p JOIN command c ON c.process_id = p.id
       WHERE p.key = 'accountability'`,
    );
    expect(begun).toEqual([
      {
        subject: 'ZX2015000042',
        state: 'starting',
        kind: 'begin',
        command: 'accepted',
        input: { card: expect.any(String), process: letter, unit: '522601', office: 'ZFB' },
      },
    ]);
  });
});
