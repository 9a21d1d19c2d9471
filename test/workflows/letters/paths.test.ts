/** Every path of the letter's state table, played by the engine without a server. */
import { explore } from '../../../workflows/engine/analysis/explore.js';
import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../../workflows/letters/behaviour.js';
import { LETTER_CLASSES } from '../../../workflows/letters/forms.js';
import {
  CENTRE,
  clockLog,
  closings,
  DAY,
  factsOf,
  forwarded,
  HOUSING,
  inProgress,
  answerSigned,
  KAILI,
  KAILI_HOUSING,
  openTasks,
  received,
  refusal,
  reopened,
  replied,
  stageOf,
  stagesOf,
  TRANSPORT,
} from './letter.js';

const toKaili = { class: 'CONSULT', lead: KAILI, coUnits: [] };
const toHousing = { class: 'HELP', lead: HOUSING, coUnits: [] };

describe('the ordinary way', () => {
  it('leads from registration over the answer to the rating', async () => {
    const letter = await received();

    await letter.complete('register', 'accept', { class: 'CONSULT' });
    await letter.complete('assign', 'assign', toKaili);
    await letter.complete('sign', 'sign');
    await letter.complete('draft', 'submit');
    await letter.complete('signOff', 'sign');
    await letter.complete('review', 'pass');
    await letter.complete('rate', 'satisfied');

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
    expect(factsOf(letter)).toMatchObject({
      kind: 'CONSULT',
      class: 'CONSULT',
      lead: KAILI,
      confidential: false,
      answered: true,
      rating: 'SATISFIED',
    });
  });

  it('forwards directly to a county when registration says so', async () => {
    const letter = await received();

    await letter.complete('register', 'dispatch', toKaili);

    expect(openTasks(letter)).toEqual([`sign ${KAILI}`]);
    expect(stagesOf(letter)).not.toContain('triaged');
  });

  it('runs the handling clock from assignment, and not while the centre reviews', async () => {
    const letter = await replied();

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
  });

  it('counts as answered when the agency signed, not when the centre had reviewed', async () => {
    const letter = await inProgress();
    await letter.complete('draft', 'submit');
    await letter.advance(DAY);
    await letter.complete('signOff', 'sign');
    await letter.advance(3 * DAY);

    await letter.complete('review', 'pass');

    expect(factsOf(letter).repliedAt).toBe(DAY);
  });

  it.each(LETTER_CLASSES.filter((each) => each !== 'REPORT'))(
    'starts the handling clock with the class %s',
    async (letterClass) => {
      const letter = await received();

      await letter.complete('register', 'dispatch', { class: letterClass, lead: KAILI, coUnits: [] });

      expect(letter.events).toContainEqual(
        expect.objectContaining({ type: 'clock.started', name: 'handling', class: letterClass }),
      );
    },
  );
});

describe('registration', () => {
  it('returns to the desk when the citizen supplements', async () => {
    const letter = await received();

    await letter.complete('register', 'askForMore');
    const waiting = openTasks(letter);
    await letter.complete('supplement', 'supplement');

    expect(waiting).toEqual(['supplement']);
    expect(openTasks(letter)).toEqual([`register ${CENTRE}`]);
  });

  it('lapses when the citizen does not supplement in time', async () => {
    const letter = await received();

    await letter.complete('register', 'askForMore');
    await letter.expire('supplement');

    expect(letter.result).toBe('lapsed');
    expect(stageOf(letter)).toBe('lapsed');
  });

  it('has no clock of the office running while the citizen supplements', async () => {
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
  const rejected = async () => (await received()).complete('register', 'reject', { reason: 'OUT_OF_SCOPE' });

  it('stands when the citizen does not object in time', async () => {
    const letter = await rejected();

    await letter.expire('object');

    expect(letter.result).toBe('rejected');
    expect(stageOf(letter)).toBe('rejected');
    expect(factsOf(letter).rejectReason).toBe('OUT_OF_SCOPE');
  });

  it('is upheld by a reviewer, and cannot be objected to again', async () => {
    const letter = await rejected();

    await letter.complete('object', 'object');
    await letter.complete('reconsider', 'uphold');

    expect(letter.result).toBe('rejected');
    expect(stageOf(letter)).toBe('rejected');
    expect(closings(letter, 'object')).toEqual(['object']);
  });

  it('is lifted by a reviewer, and the letter goes on to be forwarded', async () => {
    const letter = await rejected();

    await letter.complete('object', 'object');
    await letter.complete('reconsider', 'accept', { class: 'HELP' });

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
    expect(factsOf(letter).class).toBe('HELP');
  });

  it('is not reconsidered by whoever rejected', async () => {
    const letter = await received();
    await letter.complete('register', 'reject', { reason: 'UNCLEAR' }, { account: 'zhang' });
    await letter.complete('object', 'object');

    const bySame = await refusal(letter.complete('reconsider', 'uphold', {}, { account: 'zhang' }));

    expect(bySame).toBe('FOUR_EYES');
  });
});

describe('the desk that forwards', () => {
  const accepted = async () => (await received()).complete('register', 'accept', { class: 'CONSULT' });

  it('answers from what it knows, after another person has reviewed the answer', async () => {
    const letter = await accepted();

    await letter.complete('assign', 'answer', {}, { account: 'zhang' });
    const bySame = await refusal(letter.complete('reviewAnswer', 'pass', {}, { account: 'zhang' }));
    await letter.complete('reviewAnswer', 'pass', {}, { account: 'chen' });

    expect(bySame).toBe('FOUR_EYES');
    expect(openTasks(letter)).toEqual(['rate']);
    expect(factsOf(letter)).toMatchObject({ answered: true, lead: CENTRE, replyTask: 2 });
  });

  it('gets its own answer back when the review fails', async () => {
    const letter = await accepted();

    await letter.complete('assign', 'answer');
    await letter.complete('reviewAnswer', 'fail', { reason: 'NO_BASIS' });

    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
    expect(factsOf(letter).answered).toBeUndefined();
  });

  it("asks for a leader's instruction, and then forwards", async () => {
    const letter = await accepted();

    await letter.complete('assign', 'instruct');
    const waiting = openTasks(letter);
    await letter.complete('instruct', 'instruct');

    expect(waiting).toEqual(['instruct ZFB']);
    expect(openTasks(letter)).toEqual([`assign ${CENTRE}`]);
  });

  it('hands a petition over to the petition office', async () => {
    const letter = await accepted();

    await letter.complete('assign', 'petition');
    const waiting = openTasks(letter);
    await letter.complete('takePetition', 'take');

    expect(waiting).toEqual(['takePetition XFJ']);
    expect([letter.result, stageOf(letter)]).toEqual(['petition', 'petition']);
  });
});

describe('an accusation', () => {
  const accusing = () => received({ kind: 'REPORT' });

  it('is secret from its first moment', async () => {
    const letter = await accusing();

    expect(factsOf(letter).confidential).toBe(true);
  });

  it('cannot be forwarded or merged at registration', async () => {
    const letter = await accusing();

    const refusals = [
      await refusal(letter.complete('register', 'dispatch', toKaili)),
      await refusal(letter.complete('register', 'merge', { into: 'another' })),
    ];

    expect(refusals).toEqual(['OUTCOME_NOT_ALLOWED', 'OUTCOME_NOT_ALLOWED']);
  });

  it.each(['assign', 'answer', 'instruct', 'petition'])(
    'cannot be given the outcome %s by the desk that forwards',
    async (outcome) => {
      const letter = await accusing();
      await letter.complete('register', 'accept', { class: 'REPORT' });

      expect(await refusal(letter.complete('assign', outcome, toKaili))).toBe('OUTCOME_NOT_ALLOWED');
    },
  );

  it('goes to the discipline body and never opens a task anywhere else but at the centre', async () => {
    const letter = await accusing();

    await letter.complete('register', 'accept', { class: 'REPORT' });
    await letter.complete('assign', 'discipline');
    await letter.complete('takeOver', 'take');

    const units = letter.events.flatMap((event) => (event.type === 'task.opened' ? [event.unit] : []));
    expect(units).toEqual([CENTRE, CENTRE, 'JCJ']);
    expect([letter.result, stageOf(letter)]).toEqual(['discipline', 'discipline']);
  });

  it('becomes secret when only its reader notices what it is', async () => {
    const letter = await received({ kind: 'COMPLAINT' });
    await letter.complete('register', 'accept', { class: 'REPORT' });

    const assigning = await refusal(letter.complete('assign', 'assign', toKaili));

    expect(assigning).toBe('OUTCOME_NOT_ALLOWED');
    expect(factsOf(letter).confidential).toBe(true);
  });

  it('becomes secret when the desk that forwards notices what it is', async () => {
    const letter = await received();
    await letter.complete('register', 'accept', { class: 'COMPLAINT' });

    await letter.complete('assign', 'discipline');

    expect(factsOf(letter).confidential).toBe(true);
    expect(openTasks(letter)).toEqual(['takeOver JCJ']);
  });
});

describe('signing for a letter', () => {
  it('is deemed done when the unit stays silent', async () => {
    const letter = await forwarded();

    await letter.expire('sign');

    expect(closings(letter, 'sign')).toEqual(['expired']);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('may be passed on within the county without winning time', async () => {
    const letter = await forwarded();

    await letter.complete('sign', 'redispatch', { unit: KAILI_HOUSING });
    const waiting = openTasks(letter);
    await letter.complete('sign', 'sign');

    expect(waiting).toEqual([`sign ${KAILI_HOUSING}`]);
    expect(openTasks(letter)).toEqual([`draft ${KAILI_HOUSING}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, `moved ${KAILI_HOUSING}`]);
    expect(factsOf(letter).lead).toBe(KAILI_HOUSING);
  });
});

describe('a unit that holds itself not competent', () => {
  const dispute = { reason: 'NOT_OUR_DUTY' };

  it('is rid of the letter when the centre agrees; the next unit gets a new clock', async () => {
    const letter = await forwarded();

    await letter.complete('sign', 'dispute', dispute);
    await letter.complete('rule', 'agree');
    const between = clockLog(letter, 'handling');
    await letter.complete('assign', 'assign', toHousing);

    expect(between).toEqual([`started ${KAILI}`, 'stopped']);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'stopped', `started ${HOUSING}`]);
    expect(openTasks(letter)).toEqual([`sign ${HOUSING}`]);
    expect(factsOf(letter)).toMatchObject({ disputes: 1, lead: HOUSING, class: 'HELP' });
  });

  it('keeps the letter and its clock when the centre refuses, and may not ask again', async () => {
    const letter = await forwarded();

    await letter.complete('sign', 'dispute', dispute);
    await letter.complete('rule', 'refuse');
    const second = await refusal(letter.complete('sign', 'dispute', dispute));
    await letter.complete('sign', 'sign');

    expect(second).toBe('OUTCOME_NOT_ALLOWED');
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`]);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('may not ask again after passing the letter on either', async () => {
    const letter = await forwarded();
    await letter.complete('sign', 'dispute', dispute);
    await letter.complete('rule', 'refuse');

    await letter.complete('sign', 'redispatch', { unit: KAILI_HOUSING });

    expect(await refusal(letter.complete('sign', 'dispute', dispute))).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('is overruled by the superior when a second unit returns the letter too', async () => {
    const letter = await forwarded();
    await letter.complete('sign', 'dispute', dispute);
    await letter.complete('rule', 'agree');
    await letter.complete('assign', 'assign', toHousing);

    await letter.complete('sign', 'dispute', { reason: 'OTHER_UNIT' });
    const waiting = openTasks(letter);
    await letter.complete('superiorRule', 'assign', {
      class: 'COMPLEX',
      lead: TRANSPORT,
      coUnits: [HOUSING],
    });
    const third = await refusal(letter.complete('sign', 'dispute', dispute));
    await letter.complete('sign', 'sign');

    expect(waiting).toEqual(['superiorRule ZFB']);
    expect(third).toBe('OUTCOME_NOT_ALLOWED');
    expect(openTasks(letter)).toEqual([`draft ${TRANSPORT}`, `coReply ${HOUSING}`]);
    expect(clockLog(letter, 'handling').slice(-2)).toEqual(['stopped', `started ${TRANSPORT}`]);
    expect(factsOf(letter)).toMatchObject({ disputes: 2, class: 'COMPLEX', lead: TRANSPORT });
  });
});

describe('units that assist', () => {
  it('work beside the lead unit, each on a task of its own', async () => {
    const letter = await inProgress(KAILI, [HOUSING, TRANSPORT]);

    await letter.complete('coReply', 'reply', {}, { key: TRANSPORT });

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`, `coReply ${HOUSING}`]);
  });

  it('are released when the answer of the lead unit is signed', async () => {
    const letter = await inProgress(KAILI, [HOUSING, TRANSPORT]);
    await letter.complete('coReply', 'reply', {}, { key: HOUSING });
    await letter.complete('draft', 'submit');
    const beforeSigning = openTasks(letter);

    await letter.complete('signOff', 'sign');

    expect(beforeSigning).toEqual([`coReply ${TRANSPORT}`, `signOff ${KAILI}`]);
    expect(closings(letter, 'coReply')).toEqual(['reply', 'cancelled']);
    expect(openTasks(letter)).toEqual([`review ${CENTRE}`]);
  });

  it('can be asked for later, more than once', async () => {
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

describe('an extension', () => {
  const asked = async () =>
    (await inProgress()).complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });

  it('adds to the handling clock what the centre approves', async () => {
    const letter = await asked();

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
    ['refused', (letter: Awaited<ReturnType<typeof asked>>) => letter.complete('decideExtension', 'refuse')],
    ['not decided in time', (letter: Awaited<ReturnType<typeof asked>>) => letter.expire('decideExtension')],
  ])('that is %s gives no more time; meanwhile the clock stood still', async (_, decide) => {
    const letter = await asked();

    await decide(letter);

    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused extension', 'resumed']);
    expect(factsOf(letter).extensions).toBeUndefined();
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('has a limit of its own, which the centre answers for', async () => {
    const letter = await asked();

    const task = letter.task('decideExtension').number;
    const clock = letter.events.find((event) => event.type === 'clock.started' && event.task === task);
    const opened = letter.events.find((event) => event.type === 'task.opened' && event.task === task);
    expect(clock).toMatchObject({ limit: 'extensionDecision', unit: CENTRE });
    expect(opened).toMatchObject({ clock: (clock as { clock: number }).clock });
  });

  it('may be asked for again when the centre says nothing, but not when it refuses', async () => {
    const letter = await asked();
    await letter.expire('decideExtension');
    await letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
    await letter.complete('decideExtension', 'refuse');

    const again = await refusal(letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' }));

    expect(again).toBe('OUTCOME_NOT_ALLOWED');
    expect(closings(letter, 'decideExtension')).toEqual(['expired', 'refuse']);
  });

  it('is granted once only', async () => {
    const letter = await asked();
    await letter.complete('decideExtension', 'approve', { workingDays: 3 });

    const again = await refusal(letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' }));

    expect(again).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('is granted once only, also when units were asked to assist in between', async () => {
    const letter = await asked();
    await letter.complete('decideExtension', 'approve', { workingDays: 3 });
    await letter.complete('draft', 'askCoUnits', { units: [HOUSING] });

    const again = await refusal(letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' }));

    expect(again).toBe('OUTCOME_NOT_ALLOWED');
  });
});

describe('认定为复杂, a letter that takes longer than others of its class', () => {
  const asked = async () => (await inProgress()).complete('draft', 'complex', { reason: 'SEVERAL_UNITS' });

  it('has the limit of complex letters once a reviewer of the centre decides so; meanwhile its clock stands still', async () => {
    const letter = await asked();
    const waiting = openTasks(letter);

    await letter.complete('decideComplex', 'approve');

    expect(waiting).toEqual([`decideComplex ${CENTRE}`]);
    expect(clockLog(letter, 'handling')).toEqual([
      `started ${KAILI}`,
      'paused complex',
      'resumed',
      'reclassed COMPLEX',
    ]);
    expect(factsOf(letter)).toMatchObject({ class: 'COMPLEX', complex: true });
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('keeps its own limit when the reviewer refuses, and is not asked for again', async () => {
    const letter = await asked();

    await letter.complete('decideComplex', 'refuse');
    const again = await refusal(letter.complete('draft', 'complex', { reason: 'HISTORY' }));

    expect(again).toBe('OUTCOME_NOT_ALLOWED');
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused complex', 'resumed']);
    expect(factsOf(letter).class).toBe('CONSULT');
  });

  it('gives units that assist from then on the limit of complex letters', async () => {
    const letter = await asked();
    await letter.complete('decideComplex', 'approve');

    await letter.complete('draft', 'askCoUnits', { units: [HOUSING] });

    expect(letter.task('coReply').class).toBe('COMPLEX');
  });
});

describe('挂账, a letter that cannot be dealt with now', () => {
  const requested = async () => (await inProgress()).complete('draft', 'suspend', { reason: 'LITIGATION' });
  const suspended = async () => (await requested()).complete('decideSuspension', 'approve');

  it('runs on when the government office refuses', async () => {
    const letter = await requested();
    const waiting = openTasks(letter);

    await letter.complete('decideSuspension', 'refuse');

    expect(waiting).toEqual(['decideSuspension ZFB']);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`]);
  });

  it('stops the clock until it is resumed', async () => {
    const letter = await suspended();
    const stage = stageOf(letter);

    await letter.complete('reviewSuspension', 'resume');

    expect(stage).toBe('suspended');
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension', 'resumed']);
    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('needs a new approval after its third review', async () => {
    const letter = await suspended();
    const waiting: string[] = [];

    for (let review = 1; review <= 3; review += 1) {
      await letter.complete('reviewSuspension', 'prolong');
      waiting.push(...openTasks(letter));
    }

    expect(waiting).toEqual(['reviewSuspension ZFB', 'reviewSuspension ZFB', 'decideSuspension ZFB']);
  });

  it('resumes with its clock when the new approval is refused', async () => {
    const letter = await suspended();
    for (let review = 1; review <= 3; review += 1) await letter.complete('reviewSuspension', 'prolong');

    await letter.complete('decideSuspension', 'refuse');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension', 'resumed']);
  });

  it('stays paused without a break when the new approval is given', async () => {
    const letter = await suspended();
    for (let review = 1; review <= 3; review += 1) await letter.complete('reviewSuspension', 'prolong');

    await letter.complete('decideSuspension', 'approve');

    expect(openTasks(letter)).toEqual(['reviewSuspension ZFB']);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused suspension']);
  });

  it('may be ended with an explanation, and releases the units that assist', async () => {
    const letter = await inProgress(KAILI, [HOUSING]);
    await letter.complete('draft', 'suspend', { reason: 'LITIGATION' });
    await letter.complete('decideSuspension', 'approve');

    await letter.complete('reviewSuspension', 'end');

    expect([letter.result, stageOf(letter)]).toEqual(['explained', 'closed']);
    expect(closings(letter, 'coReply')).toEqual(['cancelled']);
    expect(clockLog(letter, 'handling').at(-1)).toBe('stopped');
  });
});

describe('drafting and signing', () => {
  it('tells the citizen how things stand without an end of the work', async () => {
    const letter = await inProgress();

    await letter.complete('draft', 'interim');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
  });

  it('goes back to the drafter when the signer does not sign', async () => {
    const letter = await inProgress();

    await letter.complete('draft', 'submit');
    await letter.complete('signOff', 'back');

    expect(openTasks(letter)).toEqual([`draft ${KAILI}`]);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`]);
  });

  it.each([
    ['an answer', inProgress, 'draft', 'signOff'],
    [
      'a reworked answer',
      async () => (await answerSigned()).complete('review', 'fail', { reason: 'NO_BASIS' }),
      'rework',
      'signRework',
    ],
    ['the answer to a reopened letter', () => reopened(), 'redo', 'signRedo'],
  ] as const)('%s is signed by another person than its drafter', async (_, prepare, draft, sign) => {
    const letter = await prepare();
    await letter.complete(draft, 'submit', {}, { account: 'long' });

    const byDrafter = await refusal(letter.complete(sign, 'sign', {}, { account: 'long' }));
    const byAnother = await refusal(letter.complete(sign, 'sign', {}, { account: 'wu' }));

    expect([byDrafter, byAnother]).toEqual(['FOUR_EYES', 'accepted']);
  });
});

describe("the centre's review", () => {
  const failed = async () => (await answerSigned()).complete('review', 'fail', { reason: 'NO_MEASURES' });

  it('sends back what fails, with a clock capped by what handling had left', async () => {
    const letter = await failed();

    const [handling, rework] = letter.events.flatMap((event) =>
      event.type === 'clock.started' && event.task === undefined ? [event] : [],
    );
    expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
    expect(rework).toMatchObject({ name: 'rework', unit: KAILI, cap: handling!.clock });
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused review']);
    expect(factsOf(letter).reworks).toBe(1);
  });

  it('passes the reworked answer, which is then the one the citizen reads', async () => {
    const letter = await failed();

    await letter.complete('rework', 'interim');
    await letter.complete('rework', 'submit');
    const draft = letter.events.filter(({ type }) => type === 'task.opened').length - 1;
    await letter.complete('signRework', 'sign');
    await letter.complete('review', 'pass');

    expect(openTasks(letter)).toEqual(['rate']);
    expect(factsOf(letter)).toMatchObject({ answered: true, replyTask: draft });
    expect(clockLog(letter, 'rework')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
    expect(clockLog(letter, 'handling')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
  });

  it('sends the reworked answer back to its drafter when the signer does not sign', async () => {
    const letter = await failed();

    await letter.complete('rework', 'submit');
    await letter.complete('signRework', 'back');

    expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
    expect(clockLog(letter, 'rework')).toEqual([`started ${KAILI}`]);
  });

  it('may fail again, and counts how often', async () => {
    const letter = await failed();

    await letter.complete('rework', 'submit');
    await letter.complete('signRework', 'sign');
    await letter.complete('review', 'fail', { reason: 'ATTITUDE' });

    expect(factsOf(letter).reworks).toBe(2);
    expect(clockLog(letter, 'rework')).toEqual([
      `started ${KAILI}`,
      'paused review',
      'stopped',
      `started ${KAILI}`,
    ]);
  });
});

describe('the rating', () => {
  it.each([
    ['satisfied', 'SATISFIED'],
    ['basicallySatisfied', 'BASICALLY_SATISFIED'],
  ])('%s closes the letter', async (outcome, rating) => {
    const letter = await replied();

    await letter.complete('rate', outcome);

    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', rating]);
  });

  it('is missing, and never counted as satisfied, when the citizen stays silent', async () => {
    const letter = await replied();

    await letter.expire('rate');

    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'UNRATED']);
  });

  it('of a dissatisfied citizen is reviewed, and closes the letter when it is unfounded', async () => {
    const letter = await replied();

    await letter.complete('rate', 'dissatisfied');
    const waiting = openTasks(letter);
    await letter.complete('reviewRating', 'close');

    expect(waiting).toEqual([`reviewRating ${CENTRE}`]);
    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'DISSATISFIED']);
  });
});

describe('the rating window', () => {
  const given = (letter: Simulation, rating: string) => letter.message('rate', { rating });

  it('closes the letter with the last rating when it ends', async () => {
    const letter = await replied();
    await given(letter, 'DISSATISFIED');
    await given(letter, 'SATISFIED');

    await letter.expire('rate');

    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'SATISFIED']);
  });

  it('ends a window after the answer, however often the rating is changed', async () => {
    const letter = await replied();
    await letter.advance(DAY - 2);
    await given(letter, 'SATISFIED');

    await letter.advance(1);
    const before = letter.result;
    await letter.advance(1);

    expect([before, letter.result]).toEqual([null, 'closed']);
  });

  it('stands still while the process is suspended', async () => {
    const letter = await replied();
    await given(letter, 'SATISFIED');
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

  it('leaves a review that is open at its end to be decided, and takes no rating any more', async () => {
    const letter = await replied();
    await given(letter, 'DISSATISFIED');

    await letter.expire('rate');
    const open = openTasks(letter);
    const late = await refusal(given(letter, 'SATISFIED'));
    await letter.complete('reviewRating', 'close');

    expect(open).toEqual([`reviewRating ${CENTRE}`]);
    expect(late).toBe('MESSAGE_NOT_EXPECTED');
    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'DISSATISFIED']);
  });

  it('cancels the review when the writer thinks better of it, and opens another one when he changes his mind', async () => {
    const letter = await replied();

    await given(letter, 'DISSATISFIED');
    await given(letter, 'BASICALLY_SATISFIED');
    const between = openTasks(letter);
    await given(letter, 'DISSATISFIED');

    expect(between).toEqual(['rate']);
    expect(closings(letter, 'reviewRating')).toEqual(['cancelled']);
    expect(openTasks(letter)).toEqual(['rate', `reviewRating ${CENTRE}`]);
  });

  it('is over when a review is decided', async () => {
    const letter = await replied();
    await given(letter, 'DISSATISFIED');

    await letter.complete('reviewRating', 'reopen', { falseClosure: false });

    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
    expect(closings(letter, 'rate')).toEqual(['cancelled']);
  });

  it('is closed by a final rating, which withdraws the review of the one before', async () => {
    const letter = await replied();
    await given(letter, 'DISSATISFIED');

    await letter.complete('rate', 'satisfied');

    expect(closings(letter, 'reviewRating')).toEqual(['cancelled']);
    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'SATISFIED']);
  });

  it('is open once more after a second handling, with nothing rated', async () => {
    const letter = await reopened();
    const during = factsOf(letter).rating;
    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'sign');
    await letter.complete('review', 'pass');

    await letter.expire('rate');

    expect(during).toBeNull();
    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'UNRATED']);
  });
});

describe('a letter that is reopened', () => {
  it('is handled once more under a clock of its own, and rated again', async () => {
    const letter = await reopened();
    const atStart = { tasks: openTasks(letter), stage: stageOf(letter), facts: factsOf(letter) };

    await letter.complete('redo', 'interim');
    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'sign');
    await letter.complete('review', 'pass');
    await letter.complete('rate', 'satisfied');

    expect(atStart).toMatchObject({
      tasks: [`redo ${KAILI}`],
      stage: 'reopened',
      facts: { reopened: true, answered: false },
    });
    expect(clockLog(letter, 'reopen')).toEqual([`started ${KAILI}`, 'paused review', 'fulfilled']);
    expect([letter.result, factsOf(letter).rating]).toEqual(['closed', 'SATISFIED']);
    expect(factsOf(letter).answered).toBe(true);
  });

  it('goes back to its drafter when the signer does not sign', async () => {
    const letter = await reopened();

    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'back');

    expect(openTasks(letter)).toEqual([`redo ${KAILI}`]);
  });

  it('is reworked under a clock capped by that of the reopening when the review fails', async () => {
    const letter = await reopened();
    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'sign');

    await letter.complete('review', 'fail', { reason: 'OFF_TOPIC' });

    const clocks = letter.events.flatMap((event) =>
      event.type === 'clock.started' && event.task === undefined ? [event] : [],
    );
    expect(clocks.map(({ name }) => name)).toEqual(['handling', 'reopen', 'rework']);
    expect(clocks[2]!.cap).toBe(clocks[1]!.clock);
    expect(openTasks(letter)).toEqual([`rework ${KAILI}`]);
  });

  it('raises a red card at once when the letter had been closed falsely', async () => {
    const letter = await reopened(true);

    expect(letter.steps).toEqual([{ name: 'falseClosureCard', argument: { unit: KAILI } }]);
    expect(factsOf(letter).falseClosure).toBe(true);
  });

  it('raises no card when the closing was honest', async () => {
    const letter = await reopened(false);

    expect(letter.steps).toEqual([]);
  });

  it('cannot be reopened a second time', async () => {
    const letter = await reopened();
    await letter.complete('redo', 'submit');
    await letter.complete('signRedo', 'sign');
    await letter.complete('review', 'pass');
    await letter.complete('rate', 'dissatisfied');

    const again = await refusal(letter.complete('reviewRating', 'reopen', { falseClosure: false }));
    await letter.complete('reviewRating', 'close');

    expect(again).toBe('OUTCOME_NOT_ALLOWED');
    expect(letter.result).toBe('closed');
  });
});

describe('withdrawal by the citizen', () => {
  it.each([
    ['before registration', () => received()],
    ['while a supplement is awaited', async () => (await received()).complete('register', 'askForMore')],
    [
      'while an objection is possible',
      async () => (await received()).complete('register', 'reject', { reason: 'UNCLEAR' }),
    ],
    [
      'before forwarding',
      async () => (await received()).complete('register', 'accept', { class: 'CONSULT' }),
    ],
    ['before the unit has signed for it', () => forwarded()],
    [
      'while competence is disputed',
      async () => (await forwarded()).complete('sign', 'dispute', { reason: 'OTHER_UNIT' }),
    ],
    ['while units work on it', () => inProgress(KAILI, [HOUSING, TRANSPORT])],
    [
      'while an extension is decided',
      async () => (await inProgress()).complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' }),
    ],
    ['before the answer is signed', async () => (await inProgress()).complete('draft', 'submit')],
    ['while the answer is reviewed', () => answerSigned()],
    [
      'while the answer is reworked',
      async () => (await answerSigned()).complete('review', 'fail', { reason: 'PRIVACY' }),
    ],
  ])('%s ends the letter and everything open in it', async (_, prepare) => {
    const letter = await prepare();
    const open = letter.openTasks().length;

    await letter.message('withdraw');

    const cancelled = letter.events.filter(
      (event) => event.type === 'task.closed' && event.how === 'cancelled',
    );
    expect([letter.result, stageOf(letter)]).toEqual(['withdrawn', 'withdrawn']);
    expect(cancelled).toHaveLength(open);
  });

  it('is refused once the citizen has the answer', async () => {
    const letter = await replied();

    expect(await refusal(letter.message('withdraw'))).toBe('MESSAGE_NOT_EXPECTED');
  });

  it('is refused once the letter is reopened', async () => {
    const letter = await reopened();

    expect(await refusal(letter.message('withdraw'))).toBe('MESSAGE_NOT_EXPECTED');
  });
});

it("counts a supervisor's orders without disturbing the work", async () => {
  const letter = await inProgress();
  const before = openTasks(letter);

  await letter.message('order', { kind: 'URGE' });
  const during = openTasks(letter);
  await letter.complete('draft', 'submit');
  await letter.message('order', { kind: 'ORDER' });

  expect(during).toEqual(before);
  expect(factsOf(letter).orders).toBe(2);
});

describe('publication', () => {
  it.each([
    ['publish', true],
    ['keep', false],
  ])('is decided by a reviewer when the citizen consented: %s', async (outcome, listed) => {
    const letter = await replied({ wantsPublic: true });
    await letter.complete('rate', 'satisfied');
    const waiting = openTasks(letter);

    await letter.complete('list', outcome);

    expect(waiting).toEqual([`list ${CENTRE}`]);
    expect([letter.result, factsOf(letter).listed]).toEqual(['closed', listed]);
  });

  it('is out of the question when the citizen did not consent', async () => {
    const letter = await replied({ wantsPublic: false });

    await letter.complete('rate', 'satisfied');

    expect(letter.result).toBe('closed');
    expect(factsOf(letter).listed).toBeUndefined();
  });
});

describe('all paths together', () => {
  const { definition } = mailboxLetterProcess;
  const exploring = explore(mailboxLetterProcess);

  it.each(
    Object.entries(definition.tasks).flatMap(([name, task]) => [
      ...Object.keys(task.outcomes).map((outcome) => `${name}/${outcome}`),
      ...(task.expires ? [`${name}/expired`] : []),
    ]),
  )('%s lies on a path to an end', async (way) => {
    const { paths } = await exploring;

    expect(paths.flat()).toContain(way);
  });

  it('reach exactly the ends that the definition declares', async () => {
    const { edges } = await exploring;

    const ends = edges.flatMap(({ to }) => (to.startsWith('end:') ? [to.slice('end:'.length)] : []));
    expect([...new Set(ends)].sort()).toEqual(Object.keys(definition.ends).sort());
  });
});
