import { ConditionRunner } from 'survey-core';
import { lintSurvey, type ILintFinding } from 'survey-core/linter';
import type { Issue } from '../../workflows/engine/errors.js';
import { detail, issue, type Text } from '../messages/index.js';
import type { Questionnaire } from './questionnaire-schema.js';

/**
 * Returns why a questionnaire of the schema would not work, by SurveyJS's own linter: a repeated name, a condition on a
 * missing question or that can never be true, a count that cannot be reached. Fields are paths below the questionnaire:
 * `pages.0.elements.2.visibleIf`.
 */
export function questionnaireFaults(questionnaire: Questionnaire): Issue[] {
  // The linter knows only the languages that a page has loaded.
  const { locale: _locale, ...shown } = questionnaire;
  const { findings } = lintSurvey(shown);
  const faults = findings.filter(({ severity }) => severity !== 'info');
  return [...faults.map(toIssue), ...functionFaults(questionnaire)];
}

/** `path` of the linter is `pages[0].elements[2].visibleIf`. */
const toIssue = (finding: ILintFinding): Issue => ({
  field: finding.path.replaceAll(/\[(\d+)\]/g, '.$1'),
  ...textOf(finding),
});

function textOf({ ruleId, messageData }: ILintFinding): Text {
  const [name, expression] = [String(messageData['name']), String(messageData['expression'])];
  switch (ruleId) {
    case 'reference/unknown':
      return detail('surveys.referenceUnknown', { name, expression });
    case 'reference/self':
      return detail('surveys.referenceSelf');
    case 'name/duplicate':
      return detail('surveys.nameRepeated', { name });
    case 'name/reserved':
      return detail('surveys.nameReserved');
    case 'expression/syntax':
      return detail('surveys.expressionMalformed', { expression });
    case 'expression/unknown-function':
      return detail('surveys.functionUnknown', { expression });
    case 'expression/unknown-choice':
      return detail('surveys.choiceUnknown', { expression });
    case 'element/never-visible':
      return detail('surveys.neverVisible');
    case 'element/count-contradiction':
      return detail('surveys.countsContradict');
    case 'choices/duplicate':
      return detail('surveys.optionRepeated');
    default:
      return detail('surveys.faulty', { rule: ruleId });
  }
}

/** Conditions compare answers. A function might read the respondent's clock or page. */
function functionFaults({ pages }: Questionnaire): Issue[] {
  const fault = (path: string, condition: string | undefined): Issue[] =>
    condition !== undefined && new ConditionRunner(condition).hasFunction()
      ? [issue(`${path}.visibleIf`, 'surveys.functionUsed')]
      : [];
  return pages.flatMap(({ elements, visibleIf }, page) => [
    ...fault(`pages.${page}`, visibleIf),
    ...elements.flatMap((element, index) => fault(`pages.${page}.elements.${index}`, element.visibleIf)),
  ]);
}
