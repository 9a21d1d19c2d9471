import { consultationProcess } from '../../../workflows/consultations/behaviour.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { consultationInput } from './consultation.js';

/** What steps answer; a test changes what it is about. */
let answers: Record<string, object>;
beforeEach(() => {
  answers = {
    publish: { published: true, closesOn: '2026-12-31', hearing: null },
    extend: { closesOn: '2027-01-15' },
    planHearing: { on: '2026-12-25', papersBy: '2026-12-18' },
    postponeHearing: { on: '2026-12-28' },
    close: { over: true, opinions: 3, sortBy: '2027-01-15', answerBy: '2027-01-22' },
    countVerdicts: { unanswered: 0 },
    publishAdoption: { unanswered: 0, opinions: 3, adopted: 1 },
    beginReview: { until: '2027-02-05' },
    decide: { decided: true },
    issue: { issued: true },
  };
});

const begun = (): Promise<Simulation> =>
  new Simulation(consultationProcess, consultationInput, { stepResult: (name) => answers[name] }).start();
const open = (process: Simulation): string[] => process.openTasks().map(({ name }) => name);
const stepsOf = (process: Simulation): string[] => process.steps.map(({ name }) => name);
const factsOf = (process: Simulation): Record<string, unknown> =>
  Object.assign({}, ...process.events.flatMap((event) => (event.type === 'facts' ? [event.facts] : [])));

async function published(process: Simulation): Promise<Simulation> {
  await process.complete('prepare', 'submit');
  await process.complete('checkDraft', 'accept');
  return process.complete('publish', 'publish');
}
async function consulted(process: Simulation): Promise<Simulation> {
  await published(process);
  await process.expire('collect');
  await process.complete('sortOpinions', 'submit');
  return process.complete('signAdoption', 'publish');
}
async function reviewed(process: Simulation): Promise<Simulation> {
  await process.complete('submitReview', 'submit');
  await process.complete('legalReview', 'pass');
  return process.expire('awaitDecision');
}
const major = async (): Promise<Simulation> => (await begun()).complete('classify', 'major');
const ordinary = async (): Promise<Simulation> => (await begun()).complete('classify', 'ordinary');
const withoutConsultation = async (): Promise<Simulation> =>
  reviewed(await (await ordinary()).complete('choose', 'without'));

it('goes from the question whether a policy is major to its issue', async () => {
  const process = await reviewed(await consulted(await major()));
  await process.complete('decide', 'adopt');
  await process.complete('issue', 'issue');

  expect(process.result).toBe('issued');
  expect(stepsOf(process)).toEqual([
    ...['classify', 'publish', 'close', 'countVerdicts', 'publishAdoption', 'beginReview', 'decide', 'issue'],
  ]);
  expect(factsOf(process)).toMatchObject({ major: true, answered: true, opinions: 3, adopted: 1 });
});

it('leaves no choice for what is major, and one for what is not', async () => {
  expect(open(await major())).toEqual(['prepare']);
  expect(open(await ordinary())).toEqual(['choose']);
});

it('publishes by a second person of the office, and not what a check has found wanting', async () => {
  const process = await major();
  await process.complete('prepare', 'submit');
  await process.complete('checkDraft', 'accept', {}, { account: 'editor' });
  const bySame = process.complete('publish', 'publish', {}, { account: 'editor' });
  await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
  answers['publish'] = { published: false, closesOn: '2026-12-31', hearing: null };
  await process.complete('publish', 'publish', {}, { account: 'reviewer' });

  expect(open(process)).toEqual(['prepare']);
});

it.each(['checkDraft', 'publish'])('goes back to the unit when %s returns the draft', async (task) => {
  const process = await major();
  await process.complete('prepare', 'submit');
  if (task === 'publish') await process.complete('checkDraft', 'accept');
  await process.complete(task, 'return');

  expect(open(process)).toEqual(['prepare']);
});

describe('the period', () => {
  it('ends by itself, on the day that was published', async () => {
    const process = await published(await major());
    expect(process.task('collect').due).toBe('2026-12-31');
    await process.expire('collect');

    expect(open(process)).toEqual(['sortOpinions']);
  });

  it('goes on when somebody says that it is over and it is not', async () => {
    const process = await published(await major());
    answers['close'] = { ...answers['close'], over: false };
    await process.complete('collect', 'finish');

    expect(open(process)).toEqual(['collect']);
    expect(factsOf(process)).not.toHaveProperty('opinions');
  });

  it('becomes longer by an extension, with the day that the step has entered', async () => {
    const process = await published(await major());
    await process.complete('collect', 'extend', { closesOn: '2027-01-10' });

    expect(process.task('collect').due).toBe('2027-01-15');
    expect(factsOf(process)).toMatchObject({ closesOn: '2027-01-15' });
  });

  it('starts the clocks of sorting and adoption with the days that its end has given', async () => {
    const process = await published(await major());
    await process.expire('collect');

    const started = process.events.flatMap((event) =>
      event.type === 'clock.started' && event.task === undefined ? [[event.name, event.due, event.unit]] : [],
    );
    expect(started).toEqual([
      ['sorting', '2027-01-15', 'JTJ'],
      ['adoption', '2027-01-22', 'JTJ'],
    ]);
  });
});

describe('a hearing', () => {
  beforeEach(() => {
    answers['publish'] = {
      published: true,
      closesOn: '2026-12-31',
      hearing: { on: '2026-12-20', papersBy: '2026-12-13' },
    };
  });

  it('is held beside the period, and both must be over before opinions are sorted', async () => {
    const process = await published(await major());
    await process.complete('sendPapers', 'send');
    await process.complete('collect', 'finish');
    expect(open(process)).toEqual(['holdHearing']);
    await process.complete('holdHearing', 'hold');

    expect(open(process)).toEqual(['sortOpinions']);
  });

  it('is moved when its papers are not out in time, and then they are waited for anew', async () => {
    const process = await published(await major());
    expect(process.task('sendPapers').due).toBe('2026-12-13');
    answers['close'] = { ...answers['close'], over: false };
    await process.expire('sendPapers');
    expect(open(process)).toContain('moveHearing');
    await process.complete('moveHearing', 'postpone', { on: '2026-12-25' });

    expect(process.task('sendPapers').due).toBe('2026-12-18');
  });

  it('can be put off after its papers are out, and be cancelled', async () => {
    const process = await published(await major());
    await process.complete('sendPapers', 'send');
    await process.complete('holdHearing', 'postpone', { on: '2026-12-28' });
    expect(process.task('holdHearing').due).toBe('2026-12-28');
    await process.complete('holdHearing', 'cancel');

    expect(open(process)).toEqual(['collect']);
    expect(stepsOf(process)).toContain('cancelHearing');
  });
});

describe('the answers', () => {
  const closed = async (): Promise<Simulation> => (await published(await major())).expire('collect');

  it('are not passed while one opinion lacks a verdict', async () => {
    const process = await closed();
    answers['countVerdicts'] = { unanswered: 1 };
    await process.complete('sortOpinions', 'submit');

    expect(open(process)).toEqual(['sortOpinions']);
  });

  it('are not published when one lacks its verdict after all', async () => {
    const process = await closed();
    await process.complete('sortOpinions', 'submit');
    answers['publishAdoption'] = { unanswered: 2, opinions: 3, adopted: 1 };
    await process.complete('signAdoption', 'publish');

    expect(open(process)).toEqual(['sortOpinions']);
    expect(factsOf(process)).not.toHaveProperty('answered');
  });

  it('are signed by somebody else than who has sorted them', async () => {
    const process = await closed();
    await process.complete('sortOpinions', 'submit', {}, { account: 'yang' });
    const bySame = process.complete('signAdoption', 'publish', {}, { account: 'yang' });

    await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
  });
});

describe('the legal review', () => {
  it('keeps the decision waiting until its time is over, however soon it is passed', async () => {
    const process = await consulted(await major());
    await process.complete('submitReview', 'submit');
    await process.complete('legalReview', 'pass');

    expect(open(process)).toEqual(['awaitDecision']);
    expect(process.task('awaitDecision').due).toBe('2027-02-05');
  });

  it('can be taken back meanwhile', async () => {
    const process = await consulted(await major());
    await process.complete('submitReview', 'submit');
    await process.complete('legalReview', 'pass');
    await process.complete('awaitDecision', 'reopen');
    await process.complete('legalReview', 'return');

    expect(open(process)).toEqual(['submitReview']);
  });
});

describe('the decision', () => {
  it('is asked for again when the gate is closed, and may then ask for a consultation first', async () => {
    const process = await withoutConsultation();
    answers['decide'] = { decided: false };
    await process.complete('decide', 'adopt');
    expect(open(process)).toEqual(['decide']);
    await process.complete('decide', 'consult');
    await consulted(process);
    await reviewed(process);

    const again = process.complete('decide', 'consult');
    await expect(again).rejects.toMatchObject({ code: 'OUTCOME_NOT_ALLOWED' });
  });

  it('can be against it', async () => {
    const process = await withoutConsultation();
    await process.complete('decide', 'reject');

    expect(process.result).toBe('rejected');
    expect(stepsOf(process).at(-1)).toBe('reject');
  });

  it('sends it back for changes and another legal review', async () => {
    const process = await withoutConsultation();
    await process.complete('decide', 'return');

    expect(open(process)).toEqual(['submitReview']);
  });
});

describe('the issue', () => {
  const adopted = async (): Promise<Simulation> =>
    (await reviewed(await consulted(await major()))).complete('decide', 'adopt');

  it('goes back to the decision when the register does not let it through', async () => {
    const process = await adopted();
    answers['issue'] = { issued: false };
    await process.complete('issue', 'issue');

    expect(process.result).toBeNull();
    expect(open(process)).toEqual(['decide']);
  });

  it('can be given back to whoever decides', async () => {
    const process = await adopted();
    await process.complete('issue', 'return');

    expect(open(process)).toEqual(['decide']);
    expect(stepsOf(process).at(-1)).toBe('reopenDecision');
  });
});

it.each([
  ['before it is classified', begun],
  ['during the period', async () => published(await major())],
  ['before it is decided', withoutConsultation],
])('can be withdrawn %s', async (_, until) => {
  const process = await until();
  await process.message('withdraw');

  expect(process.result).toBe('withdrawn');
  expect(process.openTasks()).toEqual([]);
  expect(stepsOf(process).at(-1)).toBe('withdraw');
});

it('counts the orders of supervisors', async () => {
  const process = await begun();
  await process.message('order', { kind: 'URGE' });

  expect(factsOf(process)).toMatchObject({ orders: 1 });
});
