/** What gives a unit more time for a letter: an extension, the class COMPLEX, a suspension (挂账). */
import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import {
  CENTRE,
  clockLog,
  closings,
  factsOf,
  HOUSING,
  inProgress,
  KAILI,
  openTasks,
  refusal,
  stageOf,
} from './letter.js';

describe('extension', () => {
  const extension = { workingDays: 5, reason: 'COMPLEX' };
  const requested = async () => (await inProgress()).complete('draft', 'extension', extension);

  it('an approved extension adds the days that the centre grants to the handling clock', async () => {
    const letter = await requested();

    await letter.complete('decideExtension', 'approve', { workingDays: 3 });

    expect(clockLog(letter, 'handling')).toEqual([
      `started ${KAILI}`,
      'paused extension',
      'resumed',
      'extended 3',
    ]);
    expect(factsOf(letter).extensions).toBe(1);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it.each([
    ['refused', (letter: Simulation) => letter.complete('decideExtension', 'refuse')],
    ['not decided in time', (letter: Simulation) => letter.expire('decideExtension')],
  ])('an extension %s gives no time beyond the pause of the clock', async (_, decide) => {
    const letter = await requested();

    await decide(letter);

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused extension', 'resumed']);
    expect(factsOf(letter).extensions).toBeUndefined();
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('the decision on an extension has a clock of the centre', async () => {
    const letter = await requested();

    const task = letter.task('decideExtension').number;
    const clock = letter.events.find((event) => event.type === 'clock.started' && event.task === task);
    const opened = letter.events.find((event) => event.type === 'task.opened' && event.task === task);
    expect(clock).toMatchObject({ limit: 'extensionDecision', unit: CENTRE });
    expect(opened).toMatchObject({ clock: (clock as { clock: number }).clock });
  });

  it('a unit may request an extension again when the centre does not decide', async () => {
    const letter = await requested();
    await letter.expire('decideExtension');

    await letter.complete('draft', 'extension', extension);

    expect(openTasks(letter)).toEqual([`decideExtension ${CENTRE}`]);
    expect(closings(letter, 'decideExtension')).toEqual(['expired']);
  });

  it('a unit may not request an extension again after a refusal', async () => {
    const letter = await requested();
    await letter.complete('decideExtension', 'refuse');

    expect(await refusal(letter.complete('draft', 'extension', extension))).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('a letter may be extended only once', async () => {
    const letter = await requested();
    await letter.complete('decideExtension', 'approve', { workingDays: 3 });

    expect(await refusal(letter.complete('draft', 'extension', extension))).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('a request for co-handling does not permit a second extension', async () => {
    const letter = await requested();
    await letter.complete('decideExtension', 'approve', { workingDays: 3 });

    await letter.complete('draft', 'askCoUnits', { units: [HOUSING] });

    expect(await refusal(letter.complete('draft', 'extension', extension))).toBe('OUTCOME_NOT_ALLOWED');
  });
});

describe('认定为复杂', () => {
  const requested = async () =>
    (await inProgress()).complete('draft', 'complex', { reason: 'SEVERAL_UNITS' });

  it('a reviewer of the centre decides whether a letter is complex', async () => {
    const letter = await requested();

    expect(openTasks(letter)).toEqual([`decideComplex ${CENTRE}`]);
  });

  it('an approved request gives the letter the limit of the class COMPLEX', async () => {
    const letter = await requested();

    await letter.complete('decideComplex', 'approve');

    expect(clockLog(letter, 'handling')).toEqual([
      `started ${KAILI}`,
      'paused complex',
      'resumed',
      'reclassed COMPLEX',
    ]);
    expect(factsOf(letter)).toMatchObject({ class: 'COMPLEX', complex: true });
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('a letter keeps its class when the reviewer does not find it complex', async () => {
    const letter = await requested();

    await letter.complete('decideComplex', 'refuse');

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused complex', 'resumed']);
    expect(factsOf(letter).class).toBe('CONSULT');
  });

  it('a unit may not request the class COMPLEX again after a refusal', async () => {
    const letter = await requested();
    await letter.complete('decideComplex', 'refuse');

    expect(await refusal(letter.complete('draft', 'complex', { reason: 'HISTORY' }))).toBe(
      'OUTCOME_NOT_ALLOWED',
    );
  });

  it('units that join a complex letter have the limit of the class COMPLEX', async () => {
    const letter = await requested();
    await letter.complete('decideComplex', 'approve');

    await letter.complete('draft', 'askCoUnits', { units: [HOUSING] });

    expect(letter.task('coReply').class).toBe('COMPLEX');
  });
});

describe('挂账', () => {
  const requested = async () => (await inProgress()).complete('draft', 'suspend', { reason: 'LITIGATION' });
  const suspended = async () => (await requested()).complete('decideSuspension', 'approve');
  const prolongedThrice = async () => {
    const letter = await suspended();
    for (let review = 1; review <= 3; review += 1) await letter.complete('reviewSuspension', 'prolong');
    return letter;
  };

  it('the government office decides on the suspension of a letter', async () => {
    const letter = await requested();

    expect(openTasks(letter)).toEqual(['decideSuspension ZFB']);
  });

  it('the handling clock keeps running when a suspension is refused', async () => {
    const letter = await requested();

    await letter.complete('decideSuspension', 'refuse');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`]);
  });

  it('an approved suspension pauses the handling clock', async () => {
    const letter = await suspended();

    expect(stageOf(letter)).toBe('suspended');
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension']);
  });

  it('a resumed letter goes back to its unit with its clock running', async () => {
    const letter = await suspended();

    await letter.complete('reviewSuspension', 'resume');

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension', 'resumed']);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('a suspension may be prolonged at its first review', async () => {
    const letter = await suspended();

    await letter.complete('reviewSuspension', 'prolong');

    expect(openTasks(letter)).toEqual(['reviewSuspension ZFB']);
  });

  it('a suspension needs a new approval after its third review', async () => {
    const letter = await prolongedThrice();

    expect(openTasks(letter)).toEqual(['decideSuspension ZFB']);
    expect(closings(letter, 'reviewSuspension')).toEqual(['prolong', 'prolong', 'prolong']);
  });

  it('the handling clock resumes when the new approval of a suspension is refused', async () => {
    const letter = await prolongedThrice();

    await letter.complete('decideSuspension', 'refuse');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension', 'resumed']);
  });

  it('the handling clock stays paused when a suspension is approved anew', async () => {
    const letter = await prolongedThrice();

    await letter.complete('decideSuspension', 'approve');

    expect(openTasks(letter)).toEqual(['reviewSuspension ZFB']);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension']);
  });

  describe('a suspended letter that is closed with an explanation', () => {
    const explained = async () => {
      const letter = await inProgress(KAILI, [HOUSING]);
      await letter.complete('draft', 'suspend', { reason: 'LITIGATION' });
      await letter.complete('decideSuspension', 'approve');
      return letter.complete('reviewSuspension', 'end');
    };

    it('a review may close a suspended letter with an explanation', async () => {
      const letter = await explained();

      expect([letter.result, stageOf(letter)]).toEqual(['explained', 'closed']);
      expect(clockLog(letter, 'handling').at(-1)).toBe('stopped');
    });

    it('closing a suspended letter cancels open co-handling tasks', async () => {
      const letter = await explained();

      expect(closings(letter, 'coReply')).toEqual(['cancelled']);
    });
  });
});
