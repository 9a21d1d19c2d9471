import { at, LateLetters } from '../support/cards.js';
import { ProjectedLetter } from '../support/projected-letter.js';

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());
beforeEach(() =>
  letters.query('TRUNCATE process, clock, task, card, command, timeline_entry, supervision_event, content'),
);

// CONSULT has 5 working days: dispatched on Wednesday the 8th, due at the end of the 15th, yellow on the 16th.
async function late(): Promise<ProjectedLetter> {
  const letter = await ProjectedLetter.dispatched(letters, '2015-07-08T10:00:00');
  return letter.complete('2015-07-08T11:00:00', 'sign', 'sign');
}
const cancel = (letter: ProjectedLetter, civil: string) =>
  letter.send(civil, { kind: 'cancel', mistaken: true });

it('the cancel of a mistaken case revokes its card with reason, feed event and points', async () => {
  const letter = await late();
  await letters.turn('2015-07-16T00:00:00');
  await letters.turn('2015-07-16T09:30:00');

  await cancel(letter, '2015-07-16T10:00:00');

  expect(await letters.ladderOf(letter.id)).toEqual(['warning revoked', 'yellow revoked']);
  const [yellow] = await letters.query(
    `SELECT decision_reason, decided_at, rectified_at, statement_due_at FROM card WHERE level = 'yellow'`,
  );
  expect(yellow).toEqual({
    decision_reason: '该事项系误录，本牌随之撤销',
    decided_at: new Date(at('2015-07-16T10:00:00')),
    rectified_at: null,
    statement_due_at: null,
  });
  expect((await letters.eventTypesOf(letter.id)).slice(-2)).toEqual([
    'duban.card.revoked',
    'duban.card.revoked',
  ]);
  expect((await letters.timelineOf(letter.id)).slice(-2)).toEqual([
    '预警（办理）：撤销',
    '黄牌（办理）：撤销',
  ]);
});

it('the cancel of a mistaken case stops its pending card without a feed event', async () => {
  const letter = await late();
  await letters.turn('2015-07-16T00:00:00');

  await cancel(letter, '2015-07-16T09:00:00');
  await letters.turn('2015-07-16T09:30:00');

  expect(await letters.ladderOf(letter.id)).toEqual(['warning revoked', 'yellow stopped']);
  expect(await letters.eventTypesOf(letter.id)).toEqual(['duban.card.warning', 'duban.card.revoked']);
});

it('a mistaken case raises no card for a threshold reached before its cancel', async () => {
  const letter = await late();

  await cancel(letter, '2015-07-16T09:00:00');
  await letters.turn('2015-07-20T09:30:00');

  expect(await letters.ladderOf(letter.id)).toEqual([]);
});

it('a case that is cancelled for another reason keeps its cards', async () => {
  const letter = await late();
  await letters.turn('2015-07-16T00:00:00');
  await letters.turn('2015-07-16T09:30:00');

  await letter.send('2015-07-16T10:00:00', { kind: 'cancel' });

  expect(await letters.ladderOf(letter.id)).toEqual(['warning issued', 'yellow issued']);
});
