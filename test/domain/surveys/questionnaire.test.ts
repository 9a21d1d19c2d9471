import fc from 'fast-check';
import { Model } from 'survey-core';
import { AnswerChecker } from '../../../domain/surveys/answer-checker.js';
import { questionnaireSchema } from '../../../domain/surveys/questionnaire-schema.js';
import { readQuestionnaire } from '../../../apps/gateway/surveys/survey-content.js';
import type { DubanError } from '../../../workflows/engine/errors.js';
import { questionnaire, withQuestion } from './questionnaire.js';

/** Faults of a questionnaire; none when it is accepted. */
function faultsOf(value: unknown): readonly object[] {
  try {
    readQuestionnaire(value);
    return [];
  } catch (error) {
    return (error as DubanError).details.issues!;
  }
}

describe('a questionnaire', () => {
  it('every kind of question is accepted in a questionnaire', () => {
    expect(readQuestionnaire(questionnaire)).toEqual(questionnaire);
  });

  it.each([
    ['a reference to a missing question', { visibleIf: "{q77} = 'yes'" }, /visibleIf$/, 'referenceUnknown'],
    ['a reference to itself', { visibleIf: "{extra} = 'a'" }, /visibleIf$/, 'referenceSelf'],
    ['a malformed condition', { visibleIf: '{visited} = ' }, /visibleIf$/, 'expressionMalformed'],
    ['an unknown function', { visibleIf: 'fetch({visited})' }, /visibleIf$/, 'functionUnknown'],
    ['a condition on a missing choice', { visibleIf: "{visited} = 'maybe'" }, /visibleIf$/, 'choiceUnknown'],
    ['a repeated name', { name: 'visited' }, /elements\.\d+$/, 'nameRepeated'],
    ['a reserved name', { name: 'constructor' }, /name$/, 'nameReserved'],
    ['a script in its title', { title: '满意吗<script>alert(1)</script>' }, /title$/, 'plainText'],
    ['HTML in a choice', { choices: ['<img src=x onerror=alert(1)>', 'b'] }, /choices\.0/, 'plainText'],
    ['a character entity', { title: '&lt;script&gt;' }, /title$/, 'plainText'],
    ['a repeated choice', { choices: ['a', 'a'] }, /choices/, 'optionRepeated'],
    ['no choices', { choices: [] }, /choices$/, 'fields.minItems'],
    ['another kind', { type: 'html', html: '<b>x</b>' }, /type$/, 'kind'],
    ['choices of another server', { choicesByUrl: { url: 'http://x' } }, /choicesByUrl$/, 'fields.unknown'],
  ])('a question with %s is refused by its path', (_, fault, field, code) => {
    const faults = faultsOf(withQuestion({ ...fault }));

    expect(faults).toContainEqual({
      field: expect.stringMatching(field),
      code: code.includes('.') ? code : `surveys.${code}`,
      params: expect.anything(),
    });
  });

  it.each([
    ['more choices than it has', { minSelectedChoices: 4 }],
    ['more choices than it allows', { minSelectedChoices: 2, maxSelectedChoices: 1 }],
  ])('a question that requires %s is refused', (_, fault) => {
    expect(faultsOf(withQuestion({ type: 'checkbox', ...fault }))).toContainEqual(
      expect.objectContaining({ code: 'surveys.countsContradict' }),
    );
  });

  it('a scale that ends where it begins is refused', () => {
    const scale = withQuestion({ type: 'rating', rateMin: 3, rateMax: 3 });

    expect(faultsOf(scale)).toEqual([
      { field: expect.stringMatching(/rateMin$/), code: 'surveys.countsContradict', params: {} },
    ]);
  });

  it.each([
    ['nothing', null],
    ['a text', '{}'],
    ['no pages', {}],
    ['an empty page', { pages: [{ name: 'p', elements: [] }] }],
  ])('%s is refused as a questionnaire', (_, value) => expect(faultsOf(value)).not.toEqual([]));

  it('a deeply nested condition is checked within seconds', () => {
    const deep = `${'('.repeat(200)}{visited} = 'yes'${')'.repeat(200)}`;
    const started = process.cpuUsage().user;

    faultsOf(withQuestion({ visibleIf: deep }));

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
      .issues.map(({ question, fault }) => [question, fault.code]);

  it('answers along either branch are accepted', () => {
    expect(checker.check(yes)).toMatchObject({ answers: yes, issues: [] });
    expect(checker.check({ visited: 'no', satisfaction: 3, windows: yes.windows })).toMatchObject({
      issues: [],
    });
  });

  it('answers decide which questions are asked', () => {
    expect(checker.check(yes).asked).toContain('services');
    expect(checker.check({ ...yes, visited: 'no', services: undefined }).asked).not.toContain('services');
  });

  it.each([
    ['to a question of the other branch', { ...yes, visited: 'no' }, 'services', 'surveys.questionNotAsked'],
    [
      'without a required answer',
      { ...yes, satisfaction: undefined },
      'satisfaction',
      'surveys.answerNeeded',
    ],
    [
      'without an answer that the branch requires',
      { ...yes, services: [] },
      'services',
      'surveys.answerNeeded',
    ],
    [
      'with too many choices',
      { ...yes, services: ['permit', 'tax', 'card'] },
      'services',
      'surveys.optionsAtMost',
    ],
    ['with a choice twice', { ...yes, services: ['tax', 'tax'] }, 'services', 'surveys.optionRepeated'],
    ['with an unknown choice', { ...yes, visited: 'perhaps' }, 'visited', 'surveys.optionUnknown'],
    ['with a choice of another kind', { ...yes, services: 'permit' }, 'services', 'surveys.optionsUnknown'],
    ['outside the scale', { ...yes, satisfaction: 6 }, 'satisfaction', 'surveys.onScale'],
    ['between the marks of the scale', { ...yes, satisfaction: 2.5 }, 'satisfaction', 'surveys.onScale'],
    ['with a row left out', { ...yes, windows: { speed: 'good' } }, 'windows', 'surveys.rowsNeeded'],
    [
      'with a row that is not there',
      { ...yes, windows: { ...yes.windows, x: 'good' } },
      'windows',
      'surveys.cellsUnknown',
    ],
    ['with a text that is too long', { ...yes, advice: '长'.repeat(201) }, 'advice', 'fields.maxLength'],
    ['to an unknown question', { ...yes, other: 'x' }, 'other', 'surveys.questionUnknown'],
    [
      'to a property of every object',
      JSON.parse('{"__proto__": {"visited": "yes"}, "visited": "yes"}'),
      '__proto__',
      'surveys.questionUnknown',
    ],
  ])('answers %s are refused', (_, answers, question, code) => {
    expect(issuesOf(answers)).toContainEqual([question, code]);
  });

  it('an answer that looks like HTML stays the same text', () => {
    const advice = '<script>alert(1)</script>';

    expect(checker.check({ ...yes, advice }).answers['advice']).toBe(advice);
  });

  it('the checker agrees with SurveyJS’s own model on asked and missed questions', () => {
    const branches = questionnaireSchema.parse({
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
    });
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
