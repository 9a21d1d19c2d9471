import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { surveyProcess, type SurveyInput } from '../../../workflows/surveys/behaviour.js';
import { logOf } from '../engine/office.js';

const DAY_MS = 86_400_000;
const input: SurveyInput = { unit: 'JYJ', office: 'XXB', questionnaireBy: '2015-06-16' };
const published = { waitsUntil: '2015-06-30', closesOn: '2015-07-15', results: 'afterwards' };
type Published = Partial<Record<keyof typeof published, string | null>>;

const begun = (own: Published = {}): Promise<Simulation> =>
  new Simulation(surveyProcess, input, {
    taskTimeoutMs: DAY_MS,
    stepResult: (name) => {
      if (name === 'publish') return { ...published, ...own };
      if (name === 'close') return { answers: 120, setAside: 3 };
      return name === 'publishAdoption' ? { items: 2, adopted: 1 } : undefined;
    },
  }).start();

async function reviewed(survey: Simulation): Promise<Simulation> {
  await survey.complete('review', 'pass', { revision: 1 });
  return survey.complete('approve', 'publish', { revision: 1 });
}
async function scheduled(own?: Published): Promise<Simulation> {
  const survey = await begun(own);
  await survey.complete('submit', 'submit', { revision: 1 });
  return reviewed(survey);
}
const opened = async (own?: Published): Promise<Simulation> => (await scheduled(own)).expire('awaitOpening');
const closed = async (own?: Published): Promise<Simulation> => (await opened(own)).expire('collect');
async function reported(survey: Simulation): Promise<Simulation> {
  await survey.complete('report', 'submit');
  return survey.complete('signReport', 'sign');
}
async function adopted(survey: Simulation): Promise<Simulation> {
  await survey.complete('adoption', 'submit');
  return survey.complete('signAdoption', 'sign');
}
const open = (survey: Simulation): unknown[] =>
  survey.openTasks().map(({ name, unit, due }) => [name, unit, ...(due === undefined ? [] : [due])]);
const steps = (survey: Simulation): string[] => survey.steps.map(({ name }) => name);

describe('before it opens', () => {
  it('the questionnaire is due on its day before the opening', async () => {
    expect(open(await begun())).toEqual([['submit', 'JYJ', input.questionnaireBy]]);
  });

  it('two persons of the office review a survey that neither of them drafted', async () => {
    const survey = await begun();
    await survey.complete('submit', 'submit', { revision: 1 }, { account: 'li' });
    const byAuthor = survey.complete('review', 'pass', { revision: 1 }, { account: 'li' });
    await expect(byAuthor).rejects.toMatchObject({ code: 'FOUR_EYES' });
    await survey.complete('review', 'pass', { revision: 1 }, { account: 'yang' });

    const bySame = survey.complete('approve', 'publish', { revision: 1 }, { account: 'yang' });

    await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
    expect(steps(survey)).toEqual([]);
  });

  it.each([
    ['review', async (survey: Simulation) => survey],
    ['approve', (survey: Simulation) => survey.complete('review', 'pass', { revision: 1 })],
  ])('a survey that %s returns is reviewed by both again', async (task, before) => {
    const survey = await begun();
    await survey.complete('submit', 'submit', { revision: 1 });
    await before(survey);
    await survey.complete(task, 'return');
    const revising = open(survey);

    await survey.complete('revise', 'submit', { revision: 2 });

    expect(revising).toEqual([['revise', 'JYJ']]);
    expect(open(survey)).toEqual([['review', 'XXB']]);
  });

  it('the approved revision is published and opens after its waiting day', async () => {
    const survey = await scheduled();

    expect(survey.steps).toEqual([{ name: 'publish', argument: { revision: 1 } }]);
    expect(open(survey)).toEqual([['awaitOpening', 'XXB', published.waitsUntil]]);
    expect(logOf(survey, 'stage').at(-1)).toBe('stage scheduled');
  });

  it('a survey whose day has come opens at once', async () => {
    const survey = await scheduled({ waitsUntil: null });

    expect(open(survey)).toEqual([['collect', 'XXB', published.closesOn]]);
  });

  it('a withdrawn survey goes back to its unit', async () => {
    const survey = await scheduled();

    await survey.complete('awaitOpening', 'withdraw');

    expect(steps(survey)).toEqual(['publish', 'withdraw']);
    expect(open(survey)).toEqual([['revise', 'JYJ']]);
  });

  it.each([
    ['submit', async (survey: Simulation) => survey],
    [
      'revise',
      async (survey: Simulation) => {
        await survey.complete('submit', 'submit', { revision: 1 });
        return survey.complete('review', 'return');
      },
    ],
  ])('a survey abandoned at %s ends unheld', async (task, before) => {
    const survey = await before(await begun());

    await survey.complete(task, 'abandon');

    expect(steps(survey)).toEqual(['abandon']);
    expect(survey.result).toBe('abandoned');
  });
});

describe('while it is open', () => {
  it('a survey closes when its last day has ended', async () => {
    const survey = await opened();
    const before = open(survey);

    await survey.expire('collect');

    expect(before).toEqual([['collect', 'XXB', published.closesOn]]);
    expect(survey.steps.at(-1)).toEqual({ name: 'close', argument: { early: null } });
    expect(logOf(survey, 'facts').at(-1)).toBe('facts {"answers":120,"setAside":3}');
  });

  it('the office closes a survey early', async () => {
    const survey = await opened();

    await survey.complete('collect', 'close');

    expect(survey.steps.at(-1)).toEqual({ name: 'close', argument: { early: DAY_MS } });
  });

  it('an extended survey closes on its new last day', async () => {
    const survey = await opened();

    await survey.complete('collect', 'extend', { closesOn: '2015-07-25' });
    const extended = open(survey);
    await survey.expire('collect');

    expect(extended).toEqual([['collect', 'XXB', '2015-07-25']]);
    expect(survey.steps.slice(-2)).toEqual([
      { name: 'extend', argument: { closesOn: '2015-07-25' } },
      { name: 'close', argument: { early: null } },
    ]);
  });
});

describe('after it has closed', () => {
  it('the clocks of figures and report start at the closing', async () => {
    const survey = await closed();

    expect(open(survey)).toEqual([
      ['publishFigures', 'XXB'],
      ['report', 'JYJ'],
    ]);
    expect(logOf(survey, 'clock').slice(-3)).toEqual([
      expect.stringMatching(/^clock \d started report$/),
      expect.stringMatching(/^clock \d started adoption$/),
      expect.stringMatching(/^clock \d started figures$/),
    ]);
  });

  it('figures that are never public are not published', async () => {
    const survey = await closed({ results: 'never' });
    await reported(survey);

    await adopted(survey);

    expect(logOf(survey, 'clock').some((line) => line.endsWith('figures'))).toBe(false);
    expect(survey.result).toBe('completed');
  });

  it('the report is made from the last text that a second person signed', async () => {
    const survey = await closed();
    await survey.complete('report', 'submit', {}, { account: 'li' });
    const bySame = survey.complete('signReport', 'sign', {}, { account: 'li' });
    await expect(bySame).rejects.toMatchObject({ code: 'FOUR_EYES' });
    await survey.complete('signReport', 'return');
    await survey.complete('report', 'submit');

    await survey.complete('signReport', 'sign');

    const last = survey.events.flatMap((event) =>
      event.type === 'task.opened' && event.name === 'report' ? [event.task] : [],
    );
    expect(survey.steps.at(-1)).toEqual({
      name: 'makeReport',
      argument: { task: last.at(-1), at: 2 * DAY_MS },
    });
    expect(open(survey)).toContainEqual(['adoption', 'JYJ']);
  });

  it('a survey does not end before its adoption results are published', async () => {
    const survey = await closed();
    await survey.complete('publishFigures', 'publish');
    await reported(survey);
    await survey.complete('adoption', 'submit');
    await survey.complete('signAdoption', 'return');
    const waiting = survey.result;

    await adopted(survey);

    expect(waiting).toBeNull();
    expect(steps(survey).at(-1)).toBe('publishAdoption');
    expect(logOf(survey, 'facts').at(-1)).toBe('facts {"items":2,"adopted":1}');
    expect(survey.result).toBe('completed');
  });

  it('a survey does not end before its figures are published', async () => {
    const survey = await closed();
    await reported(survey);
    await adopted(survey);
    const waiting = survey.result;

    await survey.complete('publishFigures', 'publish');

    expect(waiting).toBeNull();
    expect(survey.result).toBe('completed');
  });

  it('each clock stops when its work is published', async () => {
    const survey = await closed();
    const stopped = (): string[] => logOf(survey, 'clock').filter((line) => line.endsWith('stopped'));
    const before = stopped().length;

    await survey.complete('publishFigures', 'publish');
    await reported(survey);
    const afterReport = stopped().length;
    await adopted(survey);

    expect(afterReport - before).toBe(2);
    expect(stopped().length - afterReport).toBe(1);
  });
});

it('orders are counted in every stage', async () => {
  const survey = await opened();

  await survey.message('order', { kind: 'URGE' });
  await survey.expire('collect');
  await survey.message('order', { kind: 'ORDER' });

  expect(logOf(survey, 'facts').at(-1)).toBe('facts {"orders":2}');
});
