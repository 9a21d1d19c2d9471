import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import {
  CENTRE,
  clockLog,
  closings,
  DAY,
  factsOf,
  handleAgain,
  KAILI,
  openTasks,
  processClocks,
  refusal,
  reopened,
  replied,
  stageOf,
} from './letter.js';

const give = (letter: Simulation, rating: string) => letter.message('rate', { rating });
const closingOf = (letter: Simulation) => [letter.result, factsOf(letter).rating];
const reopen = (letter: Simulation) => letter.complete('reviewRating', 'reopen', { falseClosure: false });

describe('a final rating', () => {
  it.each([
    ['satisfied', 'SATISFIED'],
    ['basicallySatisfied', 'BASICALLY_SATISFIED'],
  ])('the final rating %s closes the letter', async (outcome, rating) => {
    const letter = await replied();

    await letter.complete('rate', outcome);

    expect(closingOf(letter)).toEqual(['closed', rating]);
  });

  it('a letter that its citizen does not rate closes as UNRATED', async () => {
    const letter = await replied();

    await letter.expire('rate');

    expect(closingOf(letter)).toEqual(['closed', 'UNRATED']);
  });

  it('the centre reviews a final rating of dissatisfied', async () => {
    const letter = await replied();

    await letter.complete('rate', 'dissatisfied');

    expect(openTasks(letter)).toEqual([`reviewRating ${CENTRE}`]);
  });

  it('an unfounded dissatisfaction closes the letter and keeps the rating', async () => {
    const letter = await replied();
    await letter.complete('rate', 'dissatisfied');

    await letter.complete('reviewRating', 'close');

    expect(closingOf(letter)).toEqual(['closed', 'DISSATISFIED']);
  });
});

describe('the rating window', () => {
  it('the last rating counts when the rating window ends', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');
    await give(letter, 'SATISFIED');

    await letter.expire('rate');

    expect(closingOf(letter)).toEqual(['closed', 'SATISFIED']);
  });

  it('changing a rating does not prolong the rating window', async () => {
    const letter = await replied();
    await letter.advance(DAY - 2);
    await give(letter, 'SATISFIED');

    await letter.advance(1);
    const before = letter.result;
    await letter.advance(1);

    expect([before, letter.result]).toEqual([null, 'closed']);
  });

  it('the rating window is paused while the process is suspended', async () => {
    const letter = await replied();
    await give(letter, 'SATISFIED');
    const by = { account: 'supervisor', unit: 'ZFB', roles: [] };

    await letter.advance(DAY / 2);
    await letter.send({ kind: 'suspend', by });
    await letter.advance(DAY);
    await letter.send({ kind: 'resume', by });
    await letter.advance(DAY / 2 - 1);
    const before = letter.result;
    await letter.advance(1);

    expect([before, letter.result]).toEqual([null, 'closed']);
  });

  it('a rating review open at the end of the window is still decided', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');
    await letter.expire('rate');
    const open = openTasks(letter);

    await letter.complete('reviewRating', 'close');

    expect(open).toEqual([`reviewRating ${CENTRE}`]);
    expect(closingOf(letter)).toEqual(['closed', 'DISSATISFIED']);
  });

  it('a rating after the window is refused while a rating review is open', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');

    await letter.expire('rate');

    expect(await refusal(give(letter, 'SATISFIED'))).toBe('MESSAGE_NOT_EXPECTED');
  });

  it('a better rating cancels the rating review', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');

    await give(letter, 'BASICALLY_SATISFIED');

    expect(openTasks(letter)).toEqual(['rate']);
    expect(closings(letter, 'reviewRating')).toEqual(['cancelled']);
  });

  it('a writer who is dissatisfied again gets another rating review', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');
    await give(letter, 'BASICALLY_SATISFIED');

    await give(letter, 'DISSATISFIED');

    expect(openTasks(letter)).toEqual(['rate', `reviewRating ${CENTRE}`]);
  });

  it('the decision of a rating review ends the rating window', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');

    await reopen(letter);

    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
    expect(closings(letter, 'rate')).toEqual(['cancelled']);
  });

  it('a final rating cancels the rating review of an earlier one', async () => {
    const letter = await replied();
    await give(letter, 'DISSATISFIED');

    await letter.complete('rate', 'satisfied');

    expect(closings(letter, 'reviewRating')).toEqual(['cancelled']);
    expect(closingOf(letter)).toEqual(['closed', 'SATISFIED']);
  });
});

describe('a reopened letter', () => {
  it('a reopened letter has neither an answer nor a rating', async () => {
    const letter = await reopened();

    expect(stageOf(letter)).toBe('reopened');
    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
    expect(factsOf(letter)).toMatchObject({ reopened: true, answered: false, rating: null });
  });

  it('a reopened letter is handled under a clock of its own', async () => {
    const letter = await reopened();

    await letter.complete('redo', 'interim');
    await handleAgain(letter);

    expect(clockLog(letter, 'reopen')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
    expect(factsOf(letter).answered).toBe(true);
  });

  it('the second answer to a letter can be rated', async () => {
    const letter = await handleAgain(await reopened());

    await letter.complete('rate', 'satisfied');

    expect(closingOf(letter)).toEqual(['closed', 'SATISFIED']);
  });

  it('a second answer that nobody rates closes the letter as UNRATED', async () => {
    const letter = await handleAgain(await reopened());

    await letter.expire('rate');

    expect(closingOf(letter)).toEqual(['closed', 'UNRATED']);
  });

  it('a second answer that its signer sends back returns to the drafter', async () => {
    const letter = await reopened();

    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'back');

    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
  });

  it('the rework clock of a reopened letter is capped by its reopen clock', async () => {
    const letter = await reopened();
    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'sign');

    await letter.complete('review', 'fail', { reason: 'OFF_TOPIC' });

    const clocks = processClocks(letter);
    expect(clocks.map(({ name }) => name)).toEqual(['handling', 'reopen', 'rework']);
    expect(clocks[2]!.cap).toBe(clocks[1]!.clock);
    expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
  });

  it('a false closure (虚假办结) raises a red card at once', async () => {
    const letter = await reopened(true);

    expect(letter.steps).toEqual([{ name: 'falseClosureCard', argument: { unit: KAILI } }]);
    expect(factsOf(letter).falseClosure).toBe(true);
  });

  it('reopening a letter that was closed honestly raises no card', async () => {
    const letter = await reopened(false);

    expect(letter.steps).toEqual([]);
  });

  it('a letter may be reopened only once', async () => {
    const letter = await handleAgain(await reopened());
    await letter.complete('rate', 'dissatisfied');

    expect(await refusal(reopen(letter))).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('a letter closes when the writer is dissatisfied a second time', async () => {
    const letter = await handleAgain(await reopened());
    await letter.complete('rate', 'dissatisfied');

    await letter.complete('reviewRating', 'close');

    expect(letter.result).toBe('closed');
  });
});
