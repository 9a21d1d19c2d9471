import {
  accepted,
  answerSigned,
  forwarded,
  HOUSING,
  inProgress,
  KAILI,
  received,
  refusal,
  rejected,
  reopened,
  replied,
  reviewFailed,
  stageOf,
  TRANSPORT,
} from './letter.js';

it.each([
  ['before registration', () => received()],
  ['while a supplement is awaited', async () => (await received()).complete('register', 'askForMore')],
  ['while an objection is possible', rejected],
  ['before assignment', () => accepted()],
  ['before the unit has signed for it', () => forwarded()],
  [
    'while a return is decided',
    async () => (await forwarded()).complete('sign', 'dispute', { reason: 'OTHER_UNIT' }),
  ],
  ['while several units work on it', () => inProgress(KAILI, [HOUSING, TRANSPORT])],
  [
    'while an extension is decided',
    async () => (await inProgress()).complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' }),
  ],
  ['before the answer is signed', async () => (await inProgress()).complete('draft', 'submit')],
  ['while the answer is reviewed', () => answerSigned()],
  ['while the answer is reworked', reviewFailed],
])('a letter withdrawn %s ends with all its tasks cancelled', async (_, prepare) => {
  const letter = await prepare();
  const open = letter.openTasks().length;

  await letter.message('withdraw');

  const cancelled = letter.events.filter(
    (event) => event.type === 'task.closed' && event.how === 'cancelled',
  );
  expect([letter.result, stageOf(letter)]).toEqual(['withdrawn', 'withdrawn']);
  expect(cancelled).toHaveLength(open);
});

it.each([
  ['answered', () => replied()],
  ['reopened', () => reopened()],
])('a letter that has been %s cannot be withdrawn', async (_, prepare) => {
  const letter = await prepare();

  expect(await refusal(letter.message('withdraw'))).toBe('MESSAGE_NOT_EXPECTED');
});
