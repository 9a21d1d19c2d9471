import {
  CENTRE,
  clockLog,
  closings,
  factsOf,
  forwarded,
  HOUSING,
  inProgress,
  KAILI,
  KAILI_HOUSING,
  openTasks,
  refusal,
  toHousing,
  TRANSPORT,
} from './letter.js';

describe('signing for a letter', () => {
  it('a letter that a unit does not sign for in time is deemed signed', async () => {
    const letter = await forwarded();

    await letter.expire('sign');

    expect(closings(letter, 'sign')).toEqual(['expired']);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('a county may pass a letter on to one of its offices', async () => {
    const letter = await forwarded();

    await letter.complete('sign', 'redispatch', { unit: KAILI_HOUSING });

    expect(openTasks(letter)).toEqual([`sign ${KAILI_HOUSING}`]);
    expect(factsOf(letter).lead).toBe(KAILI_HOUSING);
  });

  it('passing a letter on within a county moves its clock without a restart', async () => {
    const letter = await forwarded();

    await letter.complete('sign', 'redispatch', { unit: KAILI_HOUSING });
    await letter.complete('sign', 'sign');

    expect(openTasks(letter)).toEqual([`draft ${KAILI_HOUSING}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, `moved ${KAILI_HOUSING}`]);
  });
});

describe('returns', () => {
  const dispute = { reason: 'NOT_OUR_DUTY' };
  const disputed = async () => (await forwarded()).complete('sign', 'dispute', dispute);
  const returned = async () => (await disputed()).complete('rule', 'agree');
  const refused = async () => (await disputed()).complete('rule', 'refuse');

  it('the handling clock stops when the centre agrees to a return', async () => {
    const letter = await returned();

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'stopped']);
  });

  it('the unit that gets a returned letter has a handling clock of its own', async () => {
    const letter = await returned();

    await letter.complete('assign', 'assign', toHousing);

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'stopped', `started ${HOUSING}`]);
    expect(openTasks(letter)).toEqual([`sign ${HOUSING}`]);
    expect(factsOf(letter)).toMatchObject({ disputes: 1, lead: HOUSING, class: 'HELP' });
  });

  it('the handling clock keeps running when the centre refuses a return', async () => {
    const letter = await refused();

    await letter.complete('sign', 'sign');

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`]);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('a unit may not request a return again after a refusal', async () => {
    const letter = await refused();

    expect(await refusal(letter.complete('sign', 'dispute', dispute))).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('an office of the county may not request a return after the county was refused', async () => {
    const letter = await refused();

    await letter.complete('sign', 'redispatch', { unit: KAILI_HOUSING });

    expect(await refusal(letter.complete('sign', 'dispute', dispute))).toBe('OUTCOME_NOT_ALLOWED');
  });

  describe('second return', () => {
    const returnedTwice = async () => {
      const letter = await returned();
      await letter.complete('assign', 'assign', toHousing);
      return letter.complete('sign', 'dispute', { reason: 'OTHER_UNIT' });
    };
    const designated = async () =>
      (await returnedTwice()).complete('superiorRule', 'assign', {
        class: 'COMPLEX',
        lead: TRANSPORT,
        coUnits: [HOUSING],
      });

    it('the government office rules on the second return of a letter', async () => {
      const letter = await returnedTwice();

      expect(openTasks(letter)).toEqual(['superiorRule ZFB']);
    });

    it('a unit designated by the government office may not return the letter', async () => {
      const letter = await designated();

      expect(await refusal(letter.complete('sign', 'dispute', dispute))).toBe('OUTCOME_NOT_ALLOWED');
    });

    it('units designated by the government office work under a new handling clock', async () => {
      const letter = await designated();

      await letter.complete('sign', 'sign');

      expect(openTasks(letter)).toEqual([`draft ${TRANSPORT}`, `coReply ${HOUSING}`]);
      expect(clockLog(letter, 'handling').slice(-2)).toEqual(['stopped', `started ${TRANSPORT}`]);
      expect(factsOf(letter)).toMatchObject({ disputes: 2, class: 'COMPLEX', lead: TRANSPORT });
    });
  });
});

describe('co-handling units', () => {
  it('each co-handling unit has a task of its own beside the lead unit', async () => {
    const letter = await inProgress(KAILI, [HOUSING, TRANSPORT]);

    await letter.complete('coReply', 'reply', {}, { key: TRANSPORT });

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`, `coReply ${HOUSING}`]);
  });

  it('a co-handling task stays open while the answer waits for its signature', async () => {
    const letter = await inProgress(KAILI, [HOUSING, TRANSPORT]);
    await letter.complete('coReply', 'reply', {}, { key: HOUSING });

    await letter.complete('draft', 'submit');

    expect(openTasks(letter)).toEqual([`coReply ${TRANSPORT}`, `signOff ${KAILI}`]);
  });

  it("signing the lead unit's answer cancels open co-handling tasks", async () => {
    const letter = await inProgress(KAILI, [HOUSING, TRANSPORT]);
    await letter.complete('coReply', 'reply', {}, { key: HOUSING });
    await letter.complete('draft', 'submit');

    await letter.complete('signOff', 'sign');

    expect(closings(letter, 'coReply')).toEqual(['reply', 'cancelled']);
    expect(openTasks(letter)).toEqual([`review ${CENTRE}`]);
  });

  it('the lead unit may request co-handling more than once', async () => {
    const letter = await inProgress();

    await letter.complete('draft', 'askCoUnits', { units: [HOUSING] });
    await letter.complete('draft', 'askCoUnits', { units: [TRANSPORT] });
    await letter.complete('coReply', 'reply', {}, { key: HOUSING });
    await letter.complete('draft', 'submit');
    await letter.complete('signOff', 'sign');

    expect(closings(letter, 'coReply')).toEqual(['reply', 'cancelled']);
    expect(openTasks(letter)).toEqual([`review ${CENTRE}`]);
  });
});
