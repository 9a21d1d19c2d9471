import fc from 'fast-check';
import { Model } from 'survey-core';
import { AnswerChecker } from '../../../domain/surveys/answer-checker.js';
import { parseQuestionnaire } from '../../../domain/surveys/parse-questionnaire.js';
import { questionnaire, withQuestion } from './questionnaire.js';

const faultsOf = (value: unknown): readonly { path: string; message: string }[] =>
  parseQuestionnaire(value).issues;

describe('a questionnaire', () => {
  it('of every kind of question is taken as it is', () => {
    expect(parseQuestionnaire(questionnaire)).toEqual({ questionnaire, issues: [] });
  });

  it.each([
    ['refers to a missing question', { visibleIf: "{q77} = 'yes'" }, /visibleIf$/, /extra.*不存在的题目 q77/],
    ['refers to itself', { visibleIf: "{extra} = 'a'" }, /visibleIf$/, /extra.*自身/],
    ['has a condition that cannot be read', { visibleIf: '{visited} = ' }, /visibleIf$/, /extra.*无法解析/],
    ['calls a function that is not there', { visibleIf: 'fetch({visited})' }, /visibleIf$/, /extra.*函数/],
    [
      'waits for a choice that is not there',
      { visibleIf: "{visited} = 'maybe'" },
      /visibleIf$/,
      /extra.*选项/,
    ],
    ['has a name twice', { name: 'visited' }, /elements\.\d+$/, /visited.*重复/],
    ['has a name of no question', { name: 'constructor' }, /name$/, /constructor.*不可使用/],
    ['has a script in its title', { title: '满意吗<script>alert(1)</script>' }, /title$/, /extra.*HTML/],
    ['has HTML in a choice', { choices: ['<img src=x onerror=alert(1)>', 'b'] }, /choices\.0/, /extra.*HTML/],
    ['has a character entity', { title: '&lt;script&gt;' }, /title$/, /extra.*纯文本/],
    ['has a choice twice', { choices: ['a', 'a'] }, /choices/, /extra.*重复/],
    ['has no choices', { choices: [] }, /choices$/, /extra.*至少一项/],
    ['is of another kind', { type: 'html', html: '<b>x</b>' }, /type$/, /extra.*题型/],
    [
      'asks another server for its choices',
      { choicesByUrl: { url: 'http://x' } },
      /elements\.\d+$/,
      /extra.*choicesByUrl/,
    ],
  ])('that %s is refused by the name of the question', (_, fault, path, message) => {
    const faults = faultsOf(withQuestion({ ...fault }));

    expect(faults).toContainEqual({
      path: expect.stringMatching(path),
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['asks for more choices than there are', { minSelectedChoices: 4 }],
    ['asks for more choices than it allows', { minSelectedChoices: 2, maxSelectedChoices: 1 }],
  ])('that %s is refused', (_, fault) => {
    expect(faultsOf(withQuestion({ type: 'checkbox', ...fault }))).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('extra:上下限') }),
    );
  });

  it('with a scale that ends where it begins is refused', () => {
    const scale = withQuestion({ type: 'rating', rateMin: 3, rateMax: 3 });

    expect(faultsOf(scale)).toEqual([
      { path: expect.stringMatching(/rateMin$/), message: expect.stringContaining('extra:上下限') },
    ]);
  });

  it.each([
    ['nothing', null],
    ['a text', '{}'],
    ['no pages', {}],
    ['an empty page', { pages: [{ name: 'p', elements: [] }] }],
  ])('that is %s is refused', (_, value) => expect(faultsOf(value)).not.toEqual([]));

  it('nested as deeply as it likes is refused within a moment', () => {
    const deep = `${'('.repeat(200)}{visited} = 'yes'${')'.repeat(200)}`;
    const started = process.cpuUsage().user;

    parseQuestionnaire(withQuestion({ visibleIf: deep }));

    expect(process.cpuUsage().user - started).toBeLessThan(5_000_000);
  });
});

describe('answers', () => {
  const checker = new AnswerChecker(questionnaire);
  const yes = {
    visited: 'yes',
    services: ['permit', 'tax'],
    satisfaction: 4,
    windows: { speed: 'good', manner: 'fair' },
    advice: '增设周末窗口',
  };
  const issuesOf = (answers: object): unknown[] =>
    checker
      .check(answers as Record<string, unknown>)
      .issues.map(({ question, message }) => [question, message]);

  it('along either branch are taken', () => {
    expect(checker.check(yes)).toMatchObject({ answers: yes, issues: [] });
    expect(checker.check({ visited: 'no', satisfaction: 3, windows: yes.windows })).toMatchObject({
      issues: [],
    });
  });

  it('tell which questions they lead to', () => {
    expect(checker.check(yes).asked).toContain('services');
    expect(checker.check({ ...yes, visited: 'no', services: undefined }).asked).not.toContain('services');
  });

  it.each([
    ['to a question of the other branch', { ...yes, visited: 'no' }, 'services', /不应回答/],
    ['without a required one', { ...yes, satisfaction: undefined }, 'satisfaction', /必须回答/],
    ['without one that the branch requires', { ...yes, services: [] }, 'services', /必须回答/],
    ['with too many choices', { ...yes, services: ['permit', 'tax', 'card'] }, 'services', /最多选 2 项/],
    ['with a choice twice', { ...yes, services: ['tax', 'tax'] }, 'services', /重复/],
    ['with a choice that is not there', { ...yes, visited: 'perhaps' }, 'visited', /不是该题的选项/],
    ['with a choice of another kind', { ...yes, services: 'permit' }, 'services', /没有的选项/],
    ['outside the scale', { ...yes, satisfaction: 6 }, 'satisfaction', /1 到 5/],
    ['between the marks of the scale', { ...yes, satisfaction: 2.5 }, 'satisfaction', /整数/],
    ['with a row left out', { ...yes, windows: { speed: 'good' } }, 'windows', /逐行/],
    [
      'with a row that is not there',
      { ...yes, windows: { ...yes.windows, x: 'good' } },
      'windows',
      /没有的行/,
    ],
    ['with a text that is too long', { ...yes, advice: '长'.repeat(201) }, 'advice', /200/],
    ['to a question that is not there', { ...yes, other: 'x' }, 'other', /没有这一题/],
    [
      'to what every object has',
      JSON.parse('{"__proto__": {"visited": "yes"}, "visited": "yes"}'),
      '__proto__',
      /没有这一题/,
    ],
  ])('%s are refused', (_, answers, question, message) => {
    expect(issuesOf(answers)).toContainEqual([question, expect.stringMatching(message)]);
  });

  it('keep what looks like HTML as the text that it is', () => {
    const advice = '<script>alert(1)</script>';

    expect(checker.check({ ...yes, advice }).answers['advice']).toBe(advice);
  });

  it('are asked and missed as SurveyJS’s own model has it, whoever has answered before', () => {
    const branches = parseQuestionnaire({
      ...questionnaire,
      pages: [
        ...questionnaire.pages,
        {
          name: 'more',
          visibleIf: "{services} contains 'tax' or {windows.speed} = 'bad'",
          elements: [
            { type: 'text', name: 'why', title: '原因', isRequired: true, visibleIf: '{satisfaction} <= 2' },
            {
              type: 'text',
              name: 'what',
              title: '事项',
              visibleIf: "!({services} anyof ['card']) and {advice} notempty",
            },
          ],
        },
      ],
    }).questionnaire!;
    const checker = new AnswerChecker(branches);
    const one = fc.record(
      {
        visited: fc.constantFrom('yes', 'no'),
        services: fc.subarray(['permit', 'tax', 'card'], { maxLength: 2 }),
        satisfaction: fc.integer({ min: 1, max: 5 }),
        windows: fc.record(
          { speed: fc.constantFrom('good', 'bad'), manner: fc.constantFrom('good', 'bad') },
          { requiredKeys: [] },
        ),
        advice: fc.constantFrom('', '好'),
        why: fc.constant('慢'),
        what: fc.constant('税'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), (sent) => {
        const checked = sent.map((given) => checker.check(given)).at(-1)!;
        const model = new Model(branches);
        model.data = { ...checked.answers };
        const asked = model.getAllQuestions().filter((question) => question.isVisibleInSurvey);
        const missed = asked.filter((question) => question.hasErrors(false)).map(({ name }) => name);
        const unasked = Object.keys(checked.answers).filter(
          (name) => !asked.some((one) => one.name === name),
        );
        expect(checked.asked).toEqual(asked.map(({ name }) => name));
        expect(checked.issues.map(({ question }) => question).sort()).toEqual([...missed, ...unasked].sort());
      }),
      { numRuns: 100 },
    );
  });
});
