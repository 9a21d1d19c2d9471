import {
  accepted,
  CENTRE,
  clockLog,
  closings,
  DAY,
  factsOf,
  inProgress,
  KAILI,
  openTasks,
  received,
  refusal,
  rejected,
  replied,
  stageOf,
  stagesOf,
  toKaili,
} from './letter.js';

describe('the ordinary path', () => {
  const satisfied = async () => {
    const letter = await accepted();
    await letter.complete('assign', 'assign', toKaili);
    await letter.complete('sign', 'sign');
    await letter.complete('draft', 'submit');
    await letter.complete('signOff', 'sign');
    await letter.complete('review', 'pass');
    return letter.complete('rate', 'satisfied');
  };

  it('an ordinary letter passes eight stages from receipt to closing', async () => {
    const letter = await satisfied();

    expect(letter.result).toBe('closed');
    expect(stagesOf(letter)).toEqual([
      'submitted',
      'triaged',
      'assigned',
      'inProgress',
      'signOff',
      'replyReview',
      'replied',
      'closed',
    ]);
  });

  it('a closed letter has its class, lead unit and rating as facts', async () => {
    const letter = await satisfied();

    expect(factsOf(letter)).toMatchObject({
      kind: 'CONSULT',
      class: 'CONSULT',
      lead: KAILI,
      confidential: false,
      answered: true,
      rating: 'SATISFIED',
    });
  });

  it('the handling clock runs from assignment and pauses during the review', async () => {
    const letter = await replied();

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
  });

  it('repliedAt is when the agency signed the answer, not when the centre reviewed it', async () => {
    const letter = await inProgress();
    await letter.complete('draft', 'submit');
    await letter.advance(DAY);
    await letter.complete('signOff', 'sign');
    await letter.advance(3 * DAY);

    await letter.complete('review', 'pass');

    expect(factsOf(letter).repliedAt).toBe(DAY);
  });

  it.each(['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'COMPLEX', 'URGENT', 'THANKS'])(
    'the handling clock of a letter dispatched as %s has that class',
    async (letterClass) => {
      const letter = await received();

      await letter.complete('register', 'dispatch', { ...toKaili, class: letterClass });

      expect(letter.events).toContainEqual(
        expect.objectContaining({ type: 'clock.started', name: 'handling', class: letterClass }),
      );
    },
  );
});

describe('registration', () => {
  it('dispatch forwards a letter without the stage triaged', async () => {
    const letter = await received();

    await letter.complete('register', 'dispatch', toKaili);

    expect(openTasks(letter)).toEqual([`sign ${KAILI}`]);
    expect(stagesOf(letter)).not.toContain('triaged');
  });

  it('a letter that lacks something waits for its writer', async () => {
    const letter = await received();

    await letter.complete('register', 'askForMore');

    expect(openTasks(letter)).toEqual(['supplement']);
  });

  it('a supplemented letter returns to registration', async () => {
    const letter = await received();
    await letter.complete('register', 'askForMore');

    await letter.complete('supplement', 'supplement');

    expect(openTasks(letter)).toEqual([`register ${CENTRE}`]);
  });

  it('a letter lapses when the citizen does not supplement it in time', async () => {
    const letter = await received();

    await letter.complete('register', 'askForMore');
    await letter.expire('supplement');

    expect(letter.result).toBe('lapsed');
    expect(stageOf(letter)).toBe('lapsed');
  });

  it('no clock of the office runs while the citizen supplements a letter', async () => {
    const letter = await received();

    await letter.complete('register', 'askForMore');

    const running = letter.events.flatMap((event) => {
      if (event.type === 'clock.started') return [event.clock];
      return event.type === 'clock.stopped' ? [-event.clock] : [];
    });
    expect(running).toEqual([1, -1]);
  });
});

describe('rejection', () => {
  it('a rejection is final when the citizen does not object in time', async () => {
    const letter = await rejected();

    await letter.expire('object');

    expect(letter.result).toBe('rejected');
    expect(stageOf(letter)).toBe('rejected');
    expect(factsOf(letter).rejectReason).toBe('OUT_OF_SCOPE');
  });

  it('a rejection upheld by a reviewer cannot be objected to again', async () => {
    const letter = await rejected();

    await letter.complete('object', 'object');
    await letter.complete('reconsider', 'uphold');

    expect(letter.result).toBe('rejected');
    expect(stageOf(letter)).toBe('rejected');
    expect(closings(letter, 'object')).toEqual(['object']);
  });

  it('a rejected letter is assigned after a reviewer accepts the objection', async () => {
    const letter = await rejected();

    await letter.complete('object', 'object');
    await letter.complete('reconsider', 'accept', { class: 'HELP' });

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
    expect(factsOf(letter).class).toBe('HELP');
  });

  it('the account that rejected a letter may not decide on the objection', async () => {
    const letter = await received();
    await letter.complete('register', 'reject', { reason: 'UNCLEAR' }, { account: 'zhang' });
    await letter.complete('object', 'object');

    const bySame = await refusal(letter.complete('reconsider', 'uphold', {}, { account: 'zhang' }));

    expect(bySame).toBe('FOUR_EYES');
  });
});

describe('decisions of the office beside assignment', () => {
  it("the office's own answer needs the review of another person", async () => {
    const letter = await accepted();
    await letter.complete('assign', 'answer', {}, { account: 'zhang' });

    const bySame = await refusal(letter.complete('reviewAnswer', 'pass', {}, { account: 'zhang' }));

    expect(bySame).toBe('FOUR_EYES');
  });

  it("the citizen may rate the office's own answer once it passes review", async () => {
    const letter = await accepted();
    await letter.complete('assign', 'answer', {}, { account: 'zhang' });

    await letter.complete('reviewAnswer', 'pass', {}, { account: 'chen' });

    expect(openTasks(letter)).toEqual(['rate']);
    expect(factsOf(letter)).toMatchObject({ answered: true, lead: CENTRE, replyTask: 2 });
  });

  it("the office's own answer returns to the office when its review fails", async () => {
    const letter = await accepted();

    await letter.complete('assign', 'answer');
    await letter.complete('reviewAnswer', 'fail', { reason: 'NO_BASIS' });

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
    expect(factsOf(letter).answered).toBeUndefined();
  });

  it('a request for instructions goes to the government office', async () => {
    const letter = await accepted();

    await letter.complete('assign', 'instruct');

    expect(openTasks(letter)).toEqual(['instruct ZFB']);
  });

  it('a letter returns to the office once the instructions are given', async () => {
    const letter = await accepted();
    await letter.complete('assign', 'instruct');

    await letter.complete('instruct', 'instruct');

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
  });

  it('a petition is offered to the petition office', async () => {
    const letter = await accepted();

    await letter.complete('assign', 'petition');

    expect(openTasks(letter)).toEqual(['takePetition XFJ']);
  });

  it('a letter ends as a petition once the petition office takes it', async () => {
    const letter = await accepted();
    await letter.complete('assign', 'petition');

    await letter.complete('takePetition', 'take');

    expect([letter.result, stageOf(letter)]).toEqual(['petition', 'petition']);
  });
});
