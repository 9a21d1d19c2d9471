import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import {
  CENTRE,
  clockLog,
  closings,
  factsOf,
  handleAgain,
  KAILI,
  openTasks,
  processClocks,
  received,
  refusal,
  reopened,
  replied,
  stageOf,
} from './letter.js';

const request = (letter: Simulation) => letter.message('followUp');

/** Runs a letter until its writer has asked a follow-up question. */
const asked = async (): Promise<Simulation> => request(await replied());

async function answerSigned(letter: Simulation): Promise<Simulation> {
  await letter.complete('answerFollowUp', 'submit');
  return letter.complete('signFollowUp', 'sign');
}

const PARENT = '0198c0de-0000-4000-8000-000000000003';

/** Runs a letter that shares the answer of the letter it was merged into. */
async function merged(kind: string): Promise<Simulation> {
  const letter = await received({ kind });
  await letter.complete('register', 'merge', { into: PARENT });
  const answer = { class: 'CONSULT', lead: KAILI, repliedAt: 1_440_000_000_000 };
  return letter.message('parent', { stands: 'answered', source: { letter: PARENT, task: 4 }, answer });
}

it('a follow-up question goes to the unit that answered', async () => {
  const letter = await asked();

  expect(openTasks(letter)).toEqual([`answerFollowUp ${KAILI}`]);
  expect(stageOf(letter)).toBe('followUp');
});

it('a follow-up question runs under a clock of its own', async () => {
  const letter = await asked();

  expect(processClocks(letter).map(({ name, limit }) => [name, limit])).toEqual([
    ['handling', 'handling'],
    ['followUp', 'followUp'],
  ]);
});

it('the answer to a follow-up question fulfils its clock once it passes the review', async () => {
  const letter = await answerSigned(await asked());

  await letter.complete('review', 'pass');

  expect(clockLog(letter, 'followUp')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
});

it('a follow-up question takes back the rating', async () => {
  const letter = await replied();
  await letter.message('rate', { rating: 'SATISFIED' });

  await request(letter);

  expect(factsOf(letter)).toMatchObject({ rating: null, answered: false, followUps: 1 });
  expect(closings(letter, 'rate')).toEqual(['cancelled']);
});

it('a follow-up question is not counted as a rework', async () => {
  const letter = await answerSigned(await asked());

  await letter.complete('review', 'pass');

  expect(factsOf(letter)['reworks']).toBeUndefined();
});

it('the answer to a follow-up question is rated in a new window', async () => {
  const letter = await answerSigned(await asked());
  await letter.complete('review', 'pass');
  const open = openTasks(letter);

  await letter.complete('rate', 'satisfied');

  expect(open).toEqual(['rate']);
  expect([letter.result, factsOf(letter)['rating']]).toEqual(['closed', 'SATISFIED']);
});

it('a second follow-up question is refused', async () => {
  const letter = await answerSigned(await asked());
  await letter.complete('review', 'pass');

  expect(await refusal(request(letter))).toBe('MESSAGE_NOT_EXPECTED');
});

it('a failed answer to a follow-up question is reworked', async () => {
  const letter = await answerSigned(await asked());

  await letter.complete('review', 'fail', { reason: 'OFF_TOPIC' });

  expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
});

it('a follow-up question cancels the rating review', async () => {
  const letter = await replied();
  await letter.message('rate', { rating: 'DISSATISFIED' });

  await request(letter);

  expect(closings(letter, 'reviewRating')).toEqual(['cancelled']);
});

it('a follow-up question after a final rating is refused while its review is open', async () => {
  const letter = await replied();
  await letter.complete('rate', 'dissatisfied');

  expect(await refusal(request(letter))).toBe('MESSAGE_NOT_EXPECTED');
  expect(openTasks(letter)).toEqual([`reviewRating ${CENTRE}`]);
});

it('a follow-up question after the rating window is refused', async () => {
  const letter = await replied();
  await letter.message('rate', { rating: 'DISSATISFIED' });

  await letter.expire('rate');

  expect(await refusal(request(letter))).toBe('MESSAGE_NOT_EXPECTED');
});

it('a reopened letter still takes its follow-up question', async () => {
  const letter = await handleAgain(await reopened());

  await request(letter);

  expect(openTasks(letter)).toEqual([`answerFollowUp ${KAILI}`]);
});

it('a dissatisfied rating after the answer to a follow-up question reopens the letter', async () => {
  const letter = await answerSigned(await asked());
  await letter.complete('review', 'pass');
  await letter.complete('rate', 'dissatisfied');

  await letter.complete('reviewRating', 'reopen', { falseClosure: false });

  expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
});

it('the writer of a merged letter asks the unit of the shared answer', async () => {
  const letter = await merged('CONSULT');

  await request(letter);

  expect(openTasks(letter)).toEqual([`answerFollowUp ${KAILI}`]);
});

it('a merged complaint takes no follow-up question, as the unit must not learn of it undecided', async () => {
  const letter = await merged('COMPLAINT');

  expect(await refusal(request(letter))).toBe('MESSAGE_NOT_EXPECTED');
});
