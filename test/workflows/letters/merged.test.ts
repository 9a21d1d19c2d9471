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

const told = async (decision: object, input: Parameters<typeof received>[0] = {}): Promise<Simulation> =>
  (await merged(input)).message('parent', decision);

describe('a merged letter', () => {
  it('stays open and waits for nobody at the offices', async () => {
    const letter = await merged();

    expect([letter.result, stageOf(letter), openTasks(letter)]).toEqual([null, 'merged', []]);
    expect(factsOf(letter)['mergedInto']).toBe(PARENT);
  });

  it('may be withdrawn by its own writer', async () => {
    const letter = await merged();

    await letter.message('withdraw');

    expect(letter.result).toBe('withdrawn');
  });

  it('has the answer of the letter that it follows, and is rated by its own writer', async () => {
    const letter = await told({ stands: 'answered', source, answer });

    expect([stageOf(letter), openTasks(letter)]).toEqual(['replied', ['rate']]);
    expect(factsOf(letter)).toMatchObject({
      answered: true,
      followed: PARENT,
      followedTask: 4,
      class: 'HELP',
      lead: KAILI,
      repliedAt: 5,
    });
    await letter.complete('rate', 'satisfied');
    expect([letter.result, factsOf(letter)['rating']]).toEqual(['closed', 'SATISFIED']);
  });

  it('is handled anew, with a limit of its own, by the unit that answered when its writer is rightly dissatisfied', async () => {
    const letter = await told({ stands: 'answered', source, answer });

    await letter.complete('rate', 'dissatisfied');
    await letter.complete('reviewRating', 'reopen', { falseClosure: false });

    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
    expect(letter.events).toContainEqual(
      expect.objectContaining({ type: 'clock.started', name: 'reopen', unit: KAILI }),
    );
  });

  it('about a unit is disclosed to it only when that unit has to handle it anew', async () => {
    const letter = await told(
      { stands: 'answered', source, answer: { ...answer, lead: HOUSING } },
      { kind: 'COMPLAINT' },
    );
    const before = factsOf(letter)['disclosedTo'];

    await letter.complete('rate', 'dissatisfied');
    await letter.complete('reviewRating', 'reopen', { falseClosure: false });

    expect([before, factsOf(letter)['disclosedTo']]).toEqual([undefined, HOUSING]);
  });

  it('ends with the explanation that ended the letter it follows', async () => {
    const letter = await told({ stands: 'explained', source });

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
  ])(
    'is closed as %s like the letter it follows, and names no accusation',
    async (stands, stage, confidential, into) => {
      const letter = await told({ stands });

      expect([letter.result, stageOf(letter)]).toEqual([stands, stage]);
      if (confidential) expect(factsOf(letter)['confidential']).toBe(true);
      expect(factsOf(letter)['mergedInto']).toBe(into);
    },
  );

  it('is registered again, within a new limit, when the letter that it follows goes on no longer', async () => {
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

describe('a letter that was refused with the one it follows', () => {
  const refused = () => told({ stands: 'rejected', source, reason: 'OUT_OF_SCOPE' });

  it('may be objected to by its own writer within a time of its own', async () => {
    const letter = await refused();

    expect([stageOf(letter), openTasks(letter)]).toEqual(['rejected', ['object']]);
    expect(factsOf(letter)['rejectReason']).toBe('OUT_OF_SCOPE');
    await letter.expire('object');
    expect([letter.result, stageOf(letter)]).toEqual(['rejected', 'rejected']);
  });

  it('goes on by itself when its objection is granted', async () => {
    const letter = await refused();
    await letter.complete('object', 'object');

    await letter.complete('reconsider', 'accept', { class: 'HELP' });

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
    expect(factsOf(letter)['mergedInto']).toBeNull();
    expect(await refusal(letter.message('parent', { stands: 'answered', source, answer }))).toBe(
      'MESSAGE_NOT_EXPECTED',
    );
  });

  it('is reconsidered by somebody else than who merged it', async () => {
    const letter = await received();
    await letter.complete('register', 'merge', { into: PARENT }, { account: 'clerk' });
    await letter.message('parent', { stands: 'rejected', source });
    await letter.complete('object', 'object');

    expect(await refusal(letter.complete('reconsider', 'uphold', {}, { account: 'clerk' }))).toBe(
      'FOUR_EYES',
    );
  });

  it('follows again when that one is taken up after all', async () => {
    const letter = await refused();

    await letter.message('parent', { stands: 'goesOn' });
    const meanwhile = openTasks(letter);
    await letter.message('parent', { stands: 'answered', source, answer });

    expect(meanwhile).toEqual([]);
    expect(stagesOf(letter)).toEqual(['submitted', 'merged', 'rejected', 'merged', 'replied']);
  });
});
