import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { onlineInterviewProcess } from '../../../workflows/interviews/behaviour.js';
import { operator, logOf } from '../engine/office.js';
import { interviewInput, LIVE_ON, NOTICE, OFFICE, UNIT } from './interview.js';

const LATER = '2015-07-01';
const HELD_ON = '2015-06-17';

let unanswered: number;
let earliestLiveAt: number;
beforeEach(() => {
  unanswered = 2;
  earliestLiveAt = 0;
});

const begun = (): Promise<Simulation> =>
  new Simulation(onlineInterviewProcess, interviewInput, {
    stepResult: (name) => {
      if (name === 'publishPreview') return { earliestLiveAt };
      return name === 'endLive' ? { heldOn: HELD_ON, unanswered } : undefined;
    },
  }).start();

async function approved(): Promise<Simulation> {
  const interview = await begun();
  await interview.complete('plan', 'submit');
  await interview.complete('reviewPlan', 'pass');
  return interview.complete('approvePlan', 'approve');
}
async function previewed(): Promise<Simulation> {
  const interview = await approved();
  return interview.complete('publishPreview', 'publish');
}
async function ready(): Promise<Simulation> {
  const interview = await previewed();
  return interview.complete('chooseQuestions', 'digest');
}
async function live(): Promise<Simulation> {
  const interview = await ready();
  return interview.complete('goLive', 'start');
}
async function ended(): Promise<Simulation> {
  const interview = await live();
  return interview.complete('endLive', 'end');
}

const open = (interview: Simulation): unknown[] =>
  interview.openTasks().map(({ name, unit, due }) => [name, unit, due]);
const steps = (interview: Simulation): string[] => interview.steps.map(({ name }) => name);
const facts = (interview: Simulation): Record<string, unknown> =>
  Object.assign({}, ...interview.events.flatMap((event) => (event.type === 'facts' ? [event.facts] : [])));

it('the unit’s plan comes first, due by the live day', async () => {
  const interview = await begun();

  expect(open(interview)).toEqual([['plan', UNIT, LIVE_ON]]);
});

it('two persons of the office approve the plan', async () => {
  const interview = await begun();
  await interview.complete('plan', 'submit');
  await interview.complete('reviewPlan', 'pass', {}, { account: 'editor' });

  const bySame = interview.complete('approvePlan', 'approve', {}, { account: 'editor' });

  await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
});

it.each([['reviewPlan'], ['approvePlan']])(
  'the account that submitted the plan may not do %s',
  async (task) => {
    const interview = await begun();
    await interview.complete('plan', 'submit', {}, { account: 'planner' });
    if (task === 'approvePlan') await interview.complete('reviewPlan', 'pass');

    const bySubmitter = interview.complete(task, 'return', {}, { account: 'planner' });

    await expect(bySubmitter).rejects.toMatchObject({ code: 'FOUR_EYES' });
  },
);

it.each([['reviewPlan'], ['approvePlan']])(
  'lets the unit correct what is returned in %s, with days of its own',
  async (returnedIn) => {
    const interview = await begun();
    await interview.complete('plan', 'submit');
    if (returnedIn === 'approvePlan') await interview.complete('reviewPlan', 'pass');

    await interview.complete(returnedIn, 'return');
    const toCorrect = open(interview);
    await interview.complete('correctPlan', 'submit');

    expect(toCorrect).toEqual([['correctPlan', UNIT, undefined]]);
    expect(open(interview)).toEqual([['reviewPlan', OFFICE, LIVE_ON]]);
  },
);

it('the preview is published before questions are chosen', async () => {
  const interview = await ready();

  expect(steps(interview)).toEqual(['makePlan', 'publishPreview', 'makeDigest']);
  expect(open(interview)).toEqual([['goLive', OFFICE, LIVE_ON]]);
  expect(facts(interview)).toMatchObject({ previewed: true });
});

it('an interview is rehearsed any number of times', async () => {
  const interview = await ready();
  await interview.complete('goLive', 'rehearse');

  await interview.complete('goLive', 'rehearse');

  expect(open(interview)).toEqual([['goLive', OFFICE, LIVE_ON]]);
  expect(facts(interview)).toMatchObject({ rehearsed: true });
});

it('an interview with a short lead does not start live', async () => {
  earliestLiveAt = 3 * 86_400_000;
  const interview = await ready();
  await interview.advance(earliestLiveAt - 1);

  await interview.complete('goLive', 'start');
  const tooEarly = { open: open(interview), steps: steps(interview) };
  await interview.advance(1);
  await interview.complete('goLive', 'start');

  expect(tooEarly.open).toEqual([['goLive', OFFICE, LIVE_ON]]);
  expect(tooEarly.steps).not.toContain('startLive');
  expect(open(interview)).toEqual([['endLive', OFFICE, LIVE_ON]]);
});

it('answers, transcript and report run in parallel, due from the day held', async () => {
  const interview = await ended();

  expect(open(interview)).toEqual([
    ['answerRest', UNIT, undefined],
    ['publishTranscript', OFFICE, HELD_ON],
    ['writeReport', UNIT, HELD_ON],
  ]);
  expect(interview.events).toContainEqual(
    expect.objectContaining({ type: 'clock.started', name: 'answers', unit: UNIT, due: HELD_ON }),
  );
});

it('no answers are requested when every question is answered', async () => {
  unanswered = 0;

  const interview = await ended();

  expect(interview.openTasks().map(({ name }) => name)).toEqual(['publishTranscript', 'writeReport']);
});

it('later answers are signed by another person under one clock', async () => {
  const interview = await ended();
  await interview.complete('answerRest', 'submit', {}, { account: 'clerk' });

  const bySame = interview.complete('signAnswers', 'publish', {}, { account: 'clerk' });
  await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
  await interview.complete('signAnswers', 'return');
  await interview.complete('answerRest', 'submit');
  const stillRunning = interview.run.clocks.numberOf('answers');
  await interview.complete('signAnswers', 'publish');

  expect(stillRunning).toBeDefined();
  expect(interview.run.clocks.numberOf('answers')).toBeUndefined();
  expect(steps(interview).at(-1)).toBe('publishAnswers');
});

it('an interview is archived after answers, transcript and report', async () => {
  const interview = await ended();
  await interview.complete('writeReport', 'submit');
  await interview.complete('checkReport', 'return');
  await interview.complete('correctReport', 'submit');
  await interview.complete('checkReport', 'accept');
  await interview.complete('answerRest', 'submit');
  await interview.complete('signAnswers', 'publish');
  const before = interview.result;

  await interview.complete('publishTranscript', 'publish');

  expect(before).toBeNull();
  expect(interview.result).toBe('archived');
  expect(steps(interview).slice(3)).toEqual([
    'startLive',
    'endLive',
    'noteReport',
    'makeReport',
    'publishAnswers',
    'publishTranscript',
    'archive',
  ]);
  expect(logOf(interview, 'stage')).toEqual(
    ['planning', 'reviewing', 'previewing', 'collecting', 'ready', 'live', 'concluding', 'archived'].map(
      (stage) => `stage ${stage}`,
    ),
  );
});

it.each([
  ['while the plan is made', begun, 'plan', UNIT],
  ['before the preview', approved, 'publishPreview', OFFICE],
  ['while questions are collected', previewed, 'chooseQuestions', OFFICE],
  ['when it is ready', ready, 'goLive', OFFICE],
  ['in the middle of it', live, 'goLive', OFFICE],
])('an interview postponed %s continues where it was', async (_when, until, task, unit) => {
  const interview = await until();

  await interview.message('postpone', { liveOn: LATER, notice: NOTICE });

  expect(interview.steps).toContainEqual({ name: 'postpone', argument: { liveOn: LATER, notice: NOTICE } });
  expect(open(interview)).toEqual([[task, unit, LATER]]);
  expect(facts(interview)).toMatchObject({ liveOn: LATER, postponements: 1 });
});

it('a decision counts although a postponement comes during its step', async () => {
  let hold = (_: unknown): void => undefined;
  const held = new Promise((resolve) => (hold = resolve));
  let waits = true;
  const interview = await new Simulation(onlineInterviewProcess, interviewInput, {
    stepResult: (name) => (name === 'publishPreview' ? (waits ? held : { earliestLiveAt }) : undefined),
  }).start();
  await interview.complete('plan', 'submit');
  await interview.complete('reviewPlan', 'pass');
  await interview.complete('approvePlan', 'approve');
  await interview.complete('publishPreview', 'publish');
  waits = false;

  await interview.message('postpone', { liveOn: LATER, notice: NOTICE });
  hold({ earliestLiveAt });
  await interview.settle();

  expect(open(interview)).toEqual([['chooseQuestions', OFFICE, LATER]]);
});

it('a postponement keeps the lead of the preview', async () => {
  earliestLiveAt = 5_000;
  const interview = await ready();
  await interview.message('postpone', { liveOn: LATER, notice: NOTICE });

  await interview.complete('goLive', 'start');

  expect(open(interview)).toEqual([['goLive', OFFICE, LATER]]);
});

it('an interview can be called off until it has been held', async () => {
  const interview = await live();
  const held = await ended();

  await interview.message('callOff', { notice: NOTICE });

  expect(interview.result).toBe('calledOff');
  expect(interview.steps.at(-1)).toEqual({ name: 'callOff', argument: { notice: NOTICE } });
  expect(interview.openTasks()).toEqual([]);
  await expect(held.message('callOff', { notice: NOTICE })).rejects.toMatchObject({
    code: 'MESSAGE_NOT_EXPECTED',
  });
  await expect(held.message('postpone', { liveOn: LATER, notice: NOTICE })).rejects.toMatchObject({
    code: 'MESSAGE_NOT_EXPECTED',
  });
});

it('orders of supervisors are counted', async () => {
  const interview = await ended();

  await interview.send({ kind: 'message', name: 'order', decision: { kind: 'URGE' }, by: operator });

  expect(facts(interview)).toMatchObject({ orders: 1 });
});
