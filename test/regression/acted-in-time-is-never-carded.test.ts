import { randomUUID } from 'node:crypto';
import { at, LateLetters } from '../support/cards.js';
import { ProjectedLetter } from '../support/projected-letter.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(() =>
  letters.query(
    'TRUNCATE process, clock, task, card, command, incident, timeline_entry, supervision_event, content',
  ),
);

// CONSULT has 5 working days: received on Wednesday the 8th, due at the end of the 15th, yellow on the 16th at 00:00.
const IN_TIME = '2015-07-15T23:50:00';
const THRESHOLD = '2015-07-16T00:00:00';
const APPLIED = '2015-07-16T00:20:00';

const awaitingSignature = async (): Promise<ProjectedLetter> => {
  const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
  await letter.complete('2015-07-08T11:00:00', 'sign', 'sign');
  await letter.complete('2015-07-15T16:00:00', 'draft', 'submit');
  await letters.turn('2015-07-15T16:00:00');
  return letter;
};
/** A command as the gateway stores it before it sends it. */
const accept = async (letter: ProjectedLetter, civil: string, kind = 'complete'): Promise<string> => {
  const id = randomUUID();
  await letters.query(
    `INSERT INTO command (id, process_id, kind, envelope, account, state, accepted_at, sent_at)
     VALUES ($1, $2, $3, '{}', 'signer', 'accepted', $4, $4)`,
    [id, letter.id, kind, new Date(at(civil))],
  );
  return id;
};
const handling = async (letter: ProjectedLetter): Promise<Record<string, unknown>> => {
  const [clock] = await letters.query(
    `SELECT state, due_at, paused_at, thresholds FROM clock WHERE process_id = $1 AND name = 'handling'`,
    [letter.id],
  );
  return clock!;
};

describe('a command that was accepted in time and is applied after the threshold', () => {
  it('a command accepted in time raises no card while it is pending, nor once it is applied', async () => {
    const letter = await awaitingSignature();
    await accept(letter, IN_TIME);

    const turn = await letters.turn(THRESHOLD);
    const whileWaiting = await letters.ladderOf(letter.id);
    await letter.complete(APPLIED, 'signOff', 'sign', {}, IN_TIME);
    await letters.query(`UPDATE command SET state = 'done'`);
    await letters.turn('2015-07-20T09:00:00');

    expect(whileWaiting).toEqual(['warning issued']);
    expect(turn.nextAt - at(THRESHOLD)).toBe(2_000);
    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued']);
    const [task] = await letters.query(
      `SELECT closed_at, due_at FROM task WHERE process_id = $1 AND name = 'signOff'`,
      [letter.id],
    );
    expect(task).toEqual({ closed_at: new Date(at(IN_TIME)), due_at: new Date(at(THRESHOLD)) });
    expect(await handling(letter)).toMatchObject({ state: 'paused', paused_at: new Date(at(IN_TIME)) });
  });

  it('a pending command holds no threshold that was reached before it', async () => {
    const letter = await awaitingSignature();
    await accept(letter, '2015-07-16T00:10:00');

    await letters.turn('2015-07-16T00:20:00');

    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow pending']);
  });

  it('a pending command holds the thresholds of its own process only', async () => {
    const letter = await awaitingSignature();
    await accept(await awaitingSignature(), IN_TIME);

    await letters.turn(THRESHOLD);

    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow pending']);
  });

  it('a refused command holds no threshold', async () => {
    const letter = await awaitingSignature();
    const command = await accept(letter, IN_TIME);
    await letters.turn(THRESHOLD);
    await letters.query(`UPDATE command SET state = 'refused' WHERE id = $1`, [command]);

    await letters.turn('2015-07-16T00:00:02');

    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow pending']);
  });

  it('a stuck command holds no threshold, and takes back the cards raised meanwhile when it is applied', async () => {
    const letter = await awaitingSignature();
    await accept(letter, IN_TIME);
    await letters.query(
      `INSERT INTO incident (process_id, kind, detail, first_seen_at, last_seen_at) VALUES ($1, 'command', '', $2, $2)`,
      [letter.id, new Date(at(THRESHOLD))],
    );

    await letters.turn(THRESHOLD);
    await letters.turn('2015-07-16T10:00:00');
    const whileStuck = await letters.ladderOf(letter.id);
    await letter.complete('2015-07-16T11:00:00', 'signOff', 'sign', {}, IN_TIME);

    expect(whileStuck).toEqual(['warning issued', 'yellow issued']);
    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow revoked']);
    expect(await letters.timelineOf(letter.id)).toContain('黄牌（办理）：撤销');
    expect(await letters.eventTypesOf(letter.id)).toEqual([
      'duban.card.warning',
      'duban.card.yellow',
      'duban.card.revoked',
    ]);
  });

  it('a command of another process holds no threshold', async () => {
    const letter = await awaitingSignature();
    await accept(letter, IN_TIME, 'begin');

    await letters.turn(THRESHOLD);

    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow pending']);
  });
});

describe('a stop that is projected after a later threshold was carded', () => {
  it('a stop that is projected late stops the pending card of a later threshold', async () => {
    const letter = await awaitingSignature();
    await letter.until(IN_TIME);
    await letter.simulation.complete('signOff', 'sign'); // its events are still on their way

    await letters.turn(THRESHOLD);
    const before = await letters.ladderOf(letter.id);
    await letter.project();

    expect(before).toEqual(['warning issued', 'yellow pending']);
    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow stopped']);
    expect(await letters.timelineOf(letter.id)).toEqual(
      expect.arrayContaining(['黄牌（办理）：待发', '黄牌（办理）：停发']),
    );
    const [card] = await letters.query(`SELECT decision_reason FROM card WHERE level = 'yellow'`);
    expect(card).toEqual({ decision_reason: '有关操作在该时限到达之前已经提交，本牌自动撤回' });
    await letters.turn('2015-07-16T10:00:00');
    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow stopped']);
  });

  it('a stop that is projected late revokes the card of a later threshold', async () => {
    const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
    // Due for signing at the end of the 9th.
    await letter.until('2015-07-09T23:50:00');
    await letter.simulation.complete('sign', 'sign');

    await letters.turn('2015-07-10T00:00:00');
    await letter.project();

    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow stopped']);
  });

  it('a stop keeps the card of an earlier threshold', async () => {
    const letter = await awaitingSignature();
    await letters.turn(THRESHOLD);

    await letter.complete('2015-07-16T00:00:01', 'signOff', 'sign');

    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow pending']);
  });

  it('a card taken back by a suspension is raised again when the clock reaches its threshold', async () => {
    const letter = await awaitingSignature();
    await letters.turn(THRESHOLD);

    await letter.send(APPLIED, { kind: 'suspend' }, IN_TIME);
    const suspended = await letters.ladderOf(letter.id);
    await letter.send('2015-07-16T09:00:00', { kind: 'resume' });
    await letters.turn('2015-07-17T00:00:00');

    expect(suspended).toEqual(['warning issued', 'yellow stopped']);
    expect(await handling(letter)).toMatchObject({ due_at: new Date(at('2015-07-17T00:00:00')) });
    expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow stopped', 'yellow pending']);
  });
});
