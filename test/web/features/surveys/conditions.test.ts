/** Our evaluator against SurveyJS's, which the server uses: thousands of questionnaires from a seed. */
import { expect, it } from '@jest/globals';
import { ConditionRunner } from 'survey-core';
import { AnswerChecker } from '../../../../domain/surveys/answer-checker.js';
import { questionnaireSchema } from '../../../../domain/surveys/questionnaire-schema.js';
import { askedNow } from '../../../../apps/web/src/features/surveys/asked.js';
import { holds } from '../../../../apps/web/src/features/surveys/condition.js';
import type { Answers } from '../../../../apps/web/src/features/surveys/questionnaire.js';
import { generated, seeded } from './generated-questionnaire.js';

const CONDITIONS = 6_000;
const QUESTIONNAIRES = 3_000;

it('a condition holds in the browser when it holds for SurveyJS', () => {
  const random = seeded(20_261_130);
  const different: object[] = [];
  for (let n = 0; n < CONDITIONS; n += 1) {
    const { condition, answers } = generated(random);
    const expected = new ConditionRunner(condition).runValues(answers) as unknown;
    if (holds(condition, answers) !== expected) different.push({ condition, answers, expected });
  }

  expect(different.slice(0, 5)).toEqual([]);
});

it('the server asks the questions that the browser has asked', () => {
  const random = seeded(7);
  const different: object[] = [];
  for (let n = 0; n < QUESTIONNAIRES; n += 1) {
    const { questionnaire, answers } = generated(random);
    const { answers: sent, asked } = askedNow(questionnaire, answers);
    const checked = new AnswerChecker(questionnaireSchema.parse(questionnaire)).check(sent);
    const refused = checked.issues.filter(({ fault }) => fault.code === 'surveys.questionNotAsked');
    if (refused.length > 0 || checked.asked.join() !== [...asked].join())
      different.push({ questionnaire, sent, asked: checked.asked });
  }

  expect(different.slice(0, 2)).toEqual([]);
});

it('an answer whose question is no longer asked is not sent, nor what depends on it', () => {
  const questionnaire = {
    pages: [
      {
        name: 'page1',
        elements: [
          { type: 'radiogroup', name: 'visited', title: '来过吗', choices: ['yes', 'no'] },
          { type: 'text', name: 'which', title: '哪个窗口', visibleIf: "{visited} = 'yes'" },
          { type: 'text', name: 'why', title: '为什么', visibleIf: '{which} notempty' },
        ],
      },
    ],
  } as const;
  const answers: Answers = { visited: 'no', which: '三号', why: '近' };

  expect(askedNow(questionnaire, answers).answers).toEqual({ visited: 'no' });
});

it('a condition that cannot be read shows its question', () => {
  expect(holds('{a} + 1 > iif({b} > 2, 1, 2)', {})).toBe(true);
});
