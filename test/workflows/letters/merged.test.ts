import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import {
  CENTRE,
  DAY,
  factsOf,
  HOUSING,
  KAILI,
  openTasks,
  received,
  refusal,
  stageOf,
  stagesOf,
} from './letter.js';

const PARENT = '00000000-0000-4000-8000-000000000007';
const source = { letter: PARENT, task: 4 };
const answer = { class: 'HELP', lead: KAILI, repliedAt: 5 };

const merged = async (input: Parameters<typeof received>[0] = {}): Promise<Simulation> =>
  (await received(input)).complete('register', 'merge', { into: PARENT });

const informed = async (decision: object, input: Parameters<typeof received>[0] = {}): Promise<Simulation> =>
  (await merged(input)).message('parent', decision);

describe('a merged letter', () => {
  it('a merged letter stays open without a task', async () => {
    const letter = await merged();

    expect([letter.result, stageOf(letter), openTasks(letter)]).toEqual([null, 'merged', []]);
    expect(factsOf(letter)['mergedInto']).toBe(PARENT);
  });

  it('a merged letter may be withdrawn by its own writer', async () => {
    const letter = await merged();

    await letter.message('withdraw');

    expect(letter.result).toBe('withdrawn');
  });

  it('a merged letter takes the answer of the letter it follows', async () => {
    const letter = await informed({ stands: 'answered', source, answer });

    expect([stageOf(letter), openTasks(letter)]).toEqual(['replied', ['rate']]);
    expect(factsOf(letter)).toMatchObject({
      answered: true,
      followed: PARENT,
      followedTask: 4,
      class: 'HELP',
      lead: KAILI,
      repliedAt: 5,
    });
  });

  it('the answer to a merged letter is rated by its own writer', async () => {
    const letter = await informed({ stands: 'answered', source, answer });

    await letter.complete('rate', 'satisfied');

    expect([letter.result, factsOf(letter)['rating']]).toEqual(['closed', 'SATISFIED']);
  });

  it('the unit that answered handles a reopened merged letter under a clock of its own', async () => {
    const letter = await informed({ stands: 'answered', source, answer });

    await letter.complete('rate', 'dissatisfied');
    await letter.complete('reviewRating', 'reopen', { falseClosure: false });

    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
    expect(letter.events).toContainEqual(
      expect.objectContaining({ type: 'clock.started', name: 'reopen', unit: KAILI }),
    );
  });

  it('a merged complaint is disclosed to the unit it concerns only when that unit handles it again', async () => {
    const letter = await informed(
      { stands: 'answered', source, answer: { ...answer, lead: HOUSING } },
      { kind: 'COMPLAINT' },
    );
    const before = factsOf(letter)['disclosedTo'];

    await letter.complete('rate', 'dissatisfied');
    await letter.complete('reviewRating', 'reopen', { falseClosure: false });

    expect([before, factsOf(letter)['disclosedTo']]).toEqual([undefined, HOUSING]);
  });

  it('a merged letter ends with the explanation of the letter it follows', async () => {
    const letter = await informed({ stands: 'explained', source });

    expect([letter.result, stageOf(letter), factsOf(letter)['followedTask']]).toEqual([
      'explained',
      'closed',
      4,
    ]);
  });

  it.each([
    ['petition', 'petition', undefined, PARENT],
    ['discipline', 'discipline', true, null],
    ['transferred', 'transferred', true, null],
  ])('a merged letter ends as %s with the letter it follows', async (stands, stage, confidential, into) => {
    const letter = await informed({ stands });

    expect([letter.result, stageOf(letter)]).toEqual([stands, stage]);
    if (confidential) expect(factsOf(letter)['confidential']).toBe(true);
    expect(factsOf(letter)['mergedInto']).toBe(into);
  });

  it('a merged letter is registered again, within a new limit, when the letter it follows ends without a result', async () => {
    const letter = await merged();
    await letter.advance(3 * DAY);

    await letter.message('parent', { stands: 'gone' });

    expect([stageOf(letter), openTasks(letter)]).toEqual(['submitted', [`register ${CENTRE}`]]);
    expect(factsOf(letter)['mergedInto']).toBeNull();
    expect(letter.events.findLast(({ type }) => type === 'clock.started')).toMatchObject({
      limit: 'triage',
      at: 3 * DAY,
    });
  });
});

describe('a letter rejected with the one it follows', () => {
  const rejected = () => informed({ stands: 'rejected', source, reason: 'OUT_OF_SCOPE' });

  it('a writer may object to the rejection of the letter that his own was merged into', async () => {
    const letter = await rejected();

    expect([stageOf(letter), openTasks(letter)]).toEqual(['rejected', ['object']]);
    expect(factsOf(letter)['rejectReason']).toBe('OUT_OF_SCOPE');
  });

  it('a merged letter ends as rejected when its own time to object has passed', async () => {
    const letter = await rejected();

    await letter.expire('object');

    expect([letter.result, stageOf(letter)]).toEqual(['rejected', 'rejected']);
  });

  it('a merged letter follows no other once its objection is accepted', async () => {
    const letter = await rejected();
    await letter.complete('object', 'object');

    await letter.complete('reconsider', 'accept', { class: 'HELP' });

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
    expect(factsOf(letter)['mergedInto']).toBeNull();
    expect(await refusal(letter.message('parent', { stands: 'answered', source, answer }))).toBe(
      'MESSAGE_NOT_EXPECTED',
    );
  });

  it('the account that merged a letter may not decide on its objection', async () => {
    const letter = await received();
    await letter.complete('register', 'merge', { into: PARENT }, { account: 'clerk' });
    await letter.message('parent', { stands: 'rejected', source });
    await letter.complete('object', 'object');

    expect(await refusal(letter.complete('reconsider', 'uphold', {}, { account: 'clerk' }))).toBe(
      'FOUR_EYES',
    );
  });

  it('a merged letter follows again when the rejected one is accepted after all', async () => {
    const letter = await rejected();

    await letter.message('parent', { stands: 'goesOn' });
    const meanwhile = openTasks(letter);
    await letter.message('parent', { stands: 'answered', source, answer });

    expect(meanwhile).toEqual([]);
    expect(stagesOf(letter)).toEqual(['submitted', 'merged', 'rejected', 'merged', 'replied']);
  });
});
