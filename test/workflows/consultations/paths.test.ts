import { consultationProcess } from '../../../workflows/consultations/behaviour.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { consultationInput } from './consultation.js';

/** Results of the steps; a test changes those that it is about. */
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

it('a major policy passes consultation, legal review, decision and issue', async () => {
  const process = await reviewed(await consulted(await major()));
  await process.complete('decide', 'adopt');
  await process.complete('issue', 'issue');

  expect(process.result).toBe('issued');
  expect(stepsOf(process)).toEqual([
    ...['classify', 'publish', 'close', 'countVerdicts', 'publishAdoption', 'beginReview', 'decide', 'issue'],
  ]);
  expect(factsOf(process)).toMatchObject({ major: true, answered: true, opinions: 3, adopted: 1 });
});

it('a major policy goes to the draft without a choice', async () => {
  expect(open(await major())).toEqual(['prepare']);
});

it('an ordinary policy lets its unit choose a consultation', async () => {
  expect(open(await ordinary())).toEqual(['choose']);
});

it('the editor who checked the draft cannot publish it', async () => {
  const process = await major();
  await process.complete('prepare', 'submit');
  await process.complete('checkDraft', 'accept', {}, { account: 'editor' });
  const bySame = process.complete('publish', 'publish', {}, { account: 'editor' });

  await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
});

it('a draft that the step found incomplete returns to the unit', async () => {
  const process = await major();
  await process.complete('prepare', 'submit');
  await process.complete('checkDraft', 'accept', {}, { account: 'editor' });
  answers['publish'] = { published: false, closesOn: '2026-12-31', hearing: null };
  await process.complete('publish', 'publish', {}, { account: 'reviewer' });

  expect(open(process)).toEqual(['prepare']);
});

it.each(['checkDraft', 'publish'])('a draft that %s returns goes back to the unit', async (task) => {
  const process = await major();
  await process.complete('prepare', 'submit');
  if (task === 'publish') await process.complete('checkDraft', 'accept');
  await process.complete(task, 'return');

  expect(open(process)).toEqual(['prepare']);
});

describe('the period', () => {
  it('the period ends by itself on the published day', async () => {
    const process = await published(await major());
    expect(process.task('collect').due).toBe('2026-12-31');
    await process.expire('collect');

    expect(open(process)).toEqual(['sortOpinions']);
  });

  it('the period continues when the step finds that it is not over', async () => {
    const process = await published(await major());
    answers['close'] = { ...answers['close'], over: false };
    await process.complete('collect', 'finish');

    expect(open(process)).toEqual(['collect']);
    expect(factsOf(process)).not.toHaveProperty('opinions');
  });

  it('an extension lasts until the day that the step returns', async () => {
    const process = await published(await major());
    await process.complete('collect', 'extend', { closesOn: '2027-01-10' });

    expect(process.task('collect').due).toBe('2027-01-15');
    expect(factsOf(process)).toMatchObject({ closesOn: '2027-01-15' });
  });

  it('the end of the period starts the clocks of sorting and adoption', async () => {
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

  it('sorting waits for both the hearing and the period', async () => {
    const process = await published(await major());
    await process.complete('sendPapers', 'send');
    await process.complete('collect', 'finish');
    expect(open(process)).toEqual(['holdHearing']);
    await process.complete('holdHearing', 'hold');

    expect(open(process)).toEqual(['sortOpinions']);
  });

  it('late papers postpone the hearing and get a new deadline', async () => {
    const process = await published(await major());
    expect(process.task('sendPapers').due).toBe('2026-12-13');
    answers['close'] = { ...answers['close'], over: false };
    await process.expire('sendPapers');
    expect(open(process)).toContain('moveHearing');
    await process.complete('moveHearing', 'postpone', { on: '2026-12-25' });

    expect(process.task('sendPapers').due).toBe('2026-12-18');
  });

  it('a hearing can be postponed and cancelled after its papers were sent', async () => {
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

  it('sorting repeats while an opinion lacks a verdict', async () => {
    const process = await closed();
    answers['countVerdicts'] = { unanswered: 1 };
    await process.complete('sortOpinions', 'submit');

    expect(open(process)).toEqual(['sortOpinions']);
  });

  it('feedback is not published when the step finds an opinion without a verdict', async () => {
    const process = await closed();
    await process.complete('sortOpinions', 'submit');
    answers['publishAdoption'] = { unanswered: 2, opinions: 3, adopted: 1 };
    await process.complete('signAdoption', 'publish');

    expect(open(process)).toEqual(['sortOpinions']);
    expect(factsOf(process)).not.toHaveProperty('answered');
  });

  it('the clerk who sorted the opinions cannot sign the feedback', async () => {
    const process = await closed();
    await process.complete('sortOpinions', 'submit', {}, { account: 'yang' });
    const bySame = process.complete('signAdoption', 'publish', {}, { account: 'yang' });

    await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
  });
});

describe('the legal review', () => {
  it('an early legal review still delays the decision until its period ends', async () => {
    const process = await consulted(await major());
    await process.complete('submitReview', 'submit');
    await process.complete('legalReview', 'pass');

    expect(open(process)).toEqual(['awaitDecision']);
    expect(process.task('awaitDecision').due).toBe('2027-02-05');
  });

  it('a legal review can be reopened during its period', async () => {
    const process = await consulted(await major());
    await process.complete('submitReview', 'submit');
    await process.complete('legalReview', 'pass');
    await process.complete('awaitDecision', 'reopen');
    await process.complete('legalReview', 'return');

    expect(open(process)).toEqual(['submitReview']);
  });
});

describe('the decision', () => {
  it('a decision behind the closed gate can order a consultation, once', async () => {
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

  it('a rejecting decision ends the process', async () => {
    const process = await withoutConsultation();
    await process.complete('decide', 'reject');

    expect(process.result).toBe('rejected');
    expect(stepsOf(process).at(-1)).toBe('reject');
  });

  it('a returned policy needs another legal review', async () => {
    const process = await withoutConsultation();
    await process.complete('decide', 'return');

    expect(open(process)).toEqual(['submitReview']);
  });
});

describe('the issue', () => {
  const adopted = async (): Promise<Simulation> =>
    (await reviewed(await consulted(await major()))).complete('decide', 'adopt');

  it('an issue that the register refuses goes back to the decision', async () => {
    const process = await adopted();
    answers['issue'] = { issued: false };
    await process.complete('issue', 'issue');

    expect(process.result).toBeNull();
    expect(open(process)).toEqual(['decide']);
  });

  it('the signer can return an issue to the decision', async () => {
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
])('a policy can be withdrawn %s', async (_, until) => {
  const process = await until();
  await process.message('withdraw');

  expect(process.result).toBe('withdrawn');
  expect(process.openTasks()).toEqual([]);
  expect(stepsOf(process).at(-1)).toBe('withdraw');
});

it('orders of supervisors are counted', async () => {
  const process = await begun();
  await process.message('order', { kind: 'URGE' });

  expect(factsOf(process)).toMatchObject({ orders: 1 });
});
