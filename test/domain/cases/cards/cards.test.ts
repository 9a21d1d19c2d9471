import { randomUUID } from 'node:crypto';
import { createApplyDecision, createFalseClosureCard } from '../../../../activities/cards.activities.js';
import { at, LateLetters } from '../../../support/cards.js';
import { qdn2015 } from '../time-limits/seeded.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());

const WHO = { account: randomUUID(), unit: '522601' };

/** A letter whose yellow card waits to be issued at 9:30 on Thursday, 16 July 2015. */
async function pendingYellow(): Promise<{ letter: string; card: string }> {
  const letter = await letters.letter();
  await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });
  await letters.turn('2015-07-16T00:00:00');
  const card = (await letters.cardsOf(letter)).find(({ level }) => level === 'yellow')!.id;
  return { letter, card };
}
async function issuedYellow(): Promise<{ letter: string; card: string }> {
  const pending = await pendingYellow();
  await letters.turn('2015-07-16T09:30:00');
  return pending;
}

const stop = (card: string) =>
  letters.transaction((tx) =>
    letters.cards.stop(tx, { ...WHO, card, at: at('2015-07-16T09:00:00'), reason: '系统迁移期间误发' }),
  );
const appeal = (card: string, civil: string, id: string = randomUUID()) =>
  letters.transaction((tx) => letters.cards.appeal(tx, { ...WHO, card, appeal: id, at: at(civil) }));

describe('a pending card', () => {
  it('a pending card that is stopped never counts, and the feed shows nothing of it', async () => {
    const { letter, card } = await pendingYellow();

    await stop(card);
    await letters.turn('2015-07-16T09:30:00');

    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow stopped']);
    expect(await letters.eventTypesOf(letter)).toEqual(['duban.card.warning']);
    expect((await letters.timelineOf(letter)).at(-1)).toBe('黄牌（办理）：停发');
    await expect(stop(card)).rejects.toMatchObject({ code: 'CARD_STATE' });
  });

  it('a card cannot be stopped once it is issued, nor appealed before', async () => {
    const { card } = await pendingYellow();
    await expect(appeal(card, '2015-07-16T09:00:00')).rejects.toMatchObject({ code: 'APPEAL_NOT_ALLOWED' });

    await letters.turn('2015-07-16T09:30:00');

    await expect(stop(card)).rejects.toMatchObject({ code: 'CARD_STATE' });
  });
});

describe('an appeal', () => {
  it('a successful appeal suspends the card, then revokes it for good', async () => {
    const { letter, card } = await issuedYellow();
    const id = randomUUID();

    await appeal(card, '2015-07-20T10:00:00', id);
    expect(await letters.ladderOf(letter)).toContain('yellow appealed');
    await letters.turn('2015-07-22T00:00:00'); // no explanation is due while it is open; the 5th day is the 22nd
    const applyDecision = createApplyDecision({ ...letters, dataSource: letters.database.dataSource });
    const argument = { card, decision: 'revoke', at: at('2015-07-22T10:00:00') } as const;
    await applyDecision({ process: id, argument });
    await applyDecision({ process: id, argument });

    expect(await letters.ladderOf(letter)).toContain('yellow revoked');
    expect((await letters.eventTypesOf(letter)).slice(1)).toEqual([
      'duban.card.yellow',
      'duban.card.appealed',
      'duban.card.revoked',
    ]);
    await letters.turn('2015-08-31T00:00:00');
    expect((await letters.cardsOf(letter)).filter(({ threshold }) => threshold === 'unexplained')).toEqual(
      [],
    );
  });

  it('a failed appeal leaves the card in force, and the statement is due again from then on', async () => {
    const { letter, card } = await issuedYellow();
    await letters.query(
      `UPDATE clock SET state = 'stopped', thresholds = NULL, next_at = NULL WHERE process_id = $1`,
      [letter],
    );
    const id = randomUUID();
    await appeal(card, '2015-07-17T10:00:00', id);
    const applyDecision = createApplyDecision({ ...letters, dataSource: letters.database.dataSource });

    await applyDecision({
      process: id,
      argument: { card, decision: 'uphold', at: at('2015-07-20T10:00:00') },
    });
    await letters.turn('2015-07-22T00:00:00');
    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow upheld']);
    await letters.turn('2015-07-26T00:00:00'); // 21, 22, and 27 July: the 23rd and 24th are holidays
    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow upheld']);
    await letters.turn('2015-07-28T00:00:00');

    expect(await letters.ladderOf(letter)).toEqual(['warning issued', 'yellow upheld', 'red pending']);
  });

  it('an appeal is refused after three working days, and against a reminder', async () => {
    const { letter, card } = await issuedYellow();
    const warning = (await letters.cardsOf(letter))[0]!.id;

    await expect(appeal(warning, '2015-07-16T10:00:00')).rejects.toMatchObject({
      code: 'APPEAL_NOT_ALLOWED',
    });
    await expect(appeal(card, '2015-07-22T00:00:01')).rejects.toMatchObject({ code: 'APPEAL_NOT_ALLOWED' });
    await appeal(card, '2015-07-21T23:59:59');
    await expect(appeal(card, '2015-07-21T23:59:59')).rejects.toMatchObject({ code: 'APPEAL_NOT_ALLOWED' });
  });

  it('a decision on one appeal does not decide another', async () => {
    const { letter, card } = await issuedYellow();
    await appeal(card, '2015-07-17T10:00:00');
    const applyDecision = createApplyDecision({ ...letters, dataSource: letters.database.dataSource });

    await applyDecision({ process: randomUUID(), argument: { card, decision: 'revoke', at: 0 } });

    expect(await letters.ladderOf(letter)).toContain('yellow appealed');
  });
});

describe('a card that no clock raises', () => {
  it('a manual card is issued at once, with the points of the policy that the letter is pinned to', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });

    await letters.transaction((tx) =>
      letters.cards.raise(tx, {
        process: letter,
        unit: '522601',
        level: 'red',
        at: at('2015-07-09T10:00:00'),
        source: 'manual',
        threshold: 'manual',
        reason: '泄露来信人信息',
      }),
    );

    expect(await letters.cardsOf(letter)).toMatchObject([
      { level: 'red', state: 'issued', points: 10, clock: 0 },
    ]);
    expect((await letters.eventsOf(letter))[0]).toMatchObject({
      type: 'duban.card.red',
      data: {
        issuedBy: 'MANUAL',
        clock: null,
        dueAt: null,
        overdueWorkingDays: 0,
        policyVersion: `QDN-2015/${qdn2015.version}`,
      },
    });
  });

  it('a false closure gets one red card, however often the step runs', async () => {
    const letter = await letters.letter();
    const step = createFalseClosureCard({ ...letters, dataSource: letters.database.dataSource });

    await step({ process: letter, argument: { unit: '522601' } });
    await step({ process: letter, argument: { unit: '522601' } });

    expect(await letters.ladderOf(letter)).toEqual(['red issued']);
    expect((await letters.eventsOf(letter)).map(({ data }) => data['clock'])).toEqual(['C6']);
  });

  it('a card without an appeal can be decided on as far as its state allows', async () => {
    const { letter, card } = await issuedYellow();
    const decide = (decision: 'revoke' | 'uphold' | 'escalate') =>
      letters.transaction((tx) =>
        letters.cards.decide(tx, { ...WHO, card, decision, at: at('2015-07-17T10:00:00'), reason: '复核' }),
      );

    await expect(decide('uphold')).rejects.toMatchObject({ code: 'CARD_STATE' });
    await decide('escalate');
    await decide('uphold');
    await decide('revoke');
    await expect(decide('revoke')).rejects.toMatchObject({ code: 'CARD_STATE' });

    expect((await letters.eventTypesOf(letter)).slice(-3)).toEqual([
      'duban.card.escalated',
      'duban.card.upheld',
      'duban.card.revoked',
    ]);
  });
});

describe('the number of a card', () => {
  const numbersOf = async (letter: string): Promise<string[]> => {
    const rows = await letters.query<{ number: string }>(
      `SELECT number FROM card WHERE process_id = $1 AND number IS NOT NULL ORDER BY number`,
      [letter],
    );
    return rows.map(({ number }) => number);
  };
  const raise = (letter: string, civil: string, then = async (): Promise<void> => undefined) =>
    letters.transaction(async (tx) => {
      await letters.cards.raise(tx, {
        process: letter,
        unit: '522601',
        level: 'red',
        at: at(civil),
        source: 'manual',
        threshold: 'manual',
        reason: '虚报',
      });
      await then();
    });

  it('card numbers count by year and level, without a gap where issuing failed', async () => {
    const letter = await letters.letter();
    await raise(letter, '2031-12-31T23:00:00');
    const failed = raise(letter, '2031-12-31T23:10:00', () => Promise.reject(new Error('disk full')));
    await expect(failed).rejects.toThrow('disk full');

    await raise(letter, '2031-12-31T23:20:00');
    await raise(letter, '2032-01-01T00:00:00');

    expect(await numbersOf(letter)).toEqual(['红牌〔2031〕1号', '红牌〔2031〕2号', '红牌〔2032〕1号']);
  });

  it('cards issued at the same time get different numbers', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => letters.letter()));

    await Promise.all(ids.map((id) => raise(id, '2033-05-01T10:00:00')));

    const drawn = (await Promise.all(ids.map(numbersOf))).flat();
    expect(drawn.sort()).toEqual(ids.map((_, index) => `红牌〔2033〕${index + 1}号`));
  });

  it('a card number has the policy’s format', async () => {
    const { policies } = letters;
    const policy = policies.policy.bind(policies);
    const cardNumber = '黔东南督{kind}〔{year}〕第{n}号';
    policies.policy = (id, version) => ({ ...policy(id, version), cardNumber });
    const letter = await letters.letter();

    await raise(letter, '2034-05-01T10:00:00').finally(() => (policies.policy = policy));

    expect(await numbersOf(letter)).toEqual(['黔东南督红牌〔2034〕第1号']);
  });

  it('a pending card has no number', async () => {
    const { letter } = await pendingYellow();

    expect(await numbersOf(letter)).toEqual([expect.stringMatching(/^预警〔2015〕/)]);
  });
});

describe('the red card of the office that runs the mailbox', () => {
  it('the red card of the mailbox office starts a process of the supervisor', async () => {
    const letter = await letters.letter();
    await letters.clock(letter, { limit: 'triage', unit: 'QGZ', startedAt: '2015-07-08T10:00:00' });
    const asked = () =>
      letters.query(`SELECT input FROM process WHERE key = 'accountability' AND input ->> 'process' = $1`, [
        letter,
      ]);

    await letters.turn('2015-07-10T00:00:00'); // due on the 9th
    await letters.turn('2015-07-10T09:30:00');
    const afterYellow = await asked();
    await letters.turn('2015-07-13T00:00:00');
    await letters.turn('2015-07-13T09:30:00');

    expect(await letters.ladderOf(letter)).toEqual(['yellow issued', 'red issued']);
    expect(afterYellow).toEqual([]);
    expect(await asked()).toMatchObject([{ input: { unit: 'QGZ', office: 'ZFB' } }]);
  });
});

describe('an event of a card', () => {
  it('an event of a card shows what is late and by how much, and names nobody', async () => {
    const letter = await letters.letter({ subject: 'ZX2015000001' });
    await letters.clock(letter, { startedAt: '2015-07-08T10:00:00' });
    await letters.turn('2015-07-17T00:00:00');
    await letters.turn('2015-07-17T09:30:00');

    const event = (await letters.eventsOf(letter)).find(({ type }) => type === 'duban.card.yellow');

    expect(event).toMatchObject({
      subject: 'ZX2015000001',
      data: {
        clock: 'C3',
        level: 'yellow',
        issuedBy: 'AUTO',
        confidential: false,
        subject: { kind: 'mailbox-letter', no: 'ZX2015000001', maskedTitle: null },
        org: { code: '522601', name: expect.stringContaining('凯里') },
        dueAt: '2015-07-15T16:00:00.000Z',
        overdueWorkingDays: 2,
        policyVersion: `QDN-2015/${qdn2015.version}`,
        processId: letter,
      },
    });
  });
});
