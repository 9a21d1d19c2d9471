import { ConditionRunner } from 'survey-core';
import { lintSurvey, type ILintFinding } from 'survey-core/linter';
import { questionnaireSchema, type Questionnaire } from './questionnaire-schema.js';

export interface QuestionnaireIssue {
  /** Path below the questionnaire: `pages.0.elements.2.visibleIf`. */
  readonly path: string;
  /** Names the question. */
  readonly message: string;
}
export type ParsedQuestionnaire =
  | { readonly questionnaire: Questionnaire; readonly issues: readonly [] }
  | { readonly questionnaire: null; readonly issues: readonly QuestionnaireIssue[] };

/**
 * Reads a questionnaire: first what may stand in one, then, by SurveyJS's own linter, whether it works: no name twice,
 * no condition on a question that is not there, none that can never be true, no count that cannot be reached.
 */
export function parseQuestionnaire(value: unknown): ParsedQuestionnaire {
  const parsed = questionnaireSchema.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message, code, ...issue }) => {
      const keys = code === 'unrecognized_keys' && 'keys' in issue ? issue.keys : [];
      const what = keys.length > 0 ? `不可使用的属性 ${keys.join('、')}` : message;
      return { path: path.join('.'), message: `${placeOf(value, path)}${what}` };
    });
    return { questionnaire: null, issues };
  }
  // The linter knows only the languages that a page has loaded.
  const { locale: _locale, ...shown } = parsed.data;
  const { findings } = lintSurvey(shown);
  // What the linter merely remarks on works.
  const faults = findings.filter(({ severity }) => severity !== 'info');
  const issues = [...faults.map(toIssue), ...functionIssues(parsed.data)];
  return issues.length > 0 ? { questionnaire: null, issues } : { questionnaire: parsed.data, issues: [] };
}

/** `题目 q1:` where a path leads into a question that has a name. */
function placeOf(value: unknown, path: readonly PropertyKey[]): string {
  let place = '';
  let at = value;
  for (const [depth, key] of path.entries()) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
    const named = at as { name?: unknown } | undefined;
    if (depth === 3 && typeof named?.name === 'string') place = `题目 ${named.name.slice(0, 40)}:`;
  }
  return place;
}

/** `path` of the linter is `pages[0].elements[2].visibleIf`. */
const toIssue = (finding: ILintFinding): QuestionnaireIssue => ({
  path: finding.path.replaceAll(/\[(\d+)\]/g, '.$1'),
  message: `${finding.elementName ? `题目 ${finding.elementName}:` : ''}${textOf(finding)}`,
});

function textOf({ ruleId, messageData, message }: ILintFinding): string {
  switch (ruleId) {
    case 'reference/unknown':
      return `引用了不存在的题目 ${String(messageData['name'])}(${String(messageData['expression'])})`;
    case 'reference/self':
      return '显示条件引用了题目自身';
    case 'name/duplicate':
      return `名称 ${String(messageData['name'])} 重复`;
    case 'name/reserved':
      return '该名称不可使用';
    case 'expression/syntax':
      return `显示条件无法解析(${String(messageData['expression'])})`;
    case 'expression/unknown-function':
      return `显示条件用了不存在的函数(${String(messageData['expression'])})`;
    case 'expression/unknown-choice':
      return `显示条件中的选项不存在(${String(messageData['expression'])})`;
    case 'element/never-visible':
      return '显示条件永远不成立,该题不会出现';
    case 'element/count-contradiction':
      return '上下限矛盾,或无法达到';
    case 'choices/duplicate':
      return '选项重复';
    default:
      return message;
  }
}

/** Conditions compare answers; a function might look at the respondent's clock or page. */
function functionIssues({ pages }: Questionnaire): QuestionnaireIssue[] {
  const calls = (text: string | undefined): boolean =>
    text !== undefined && new ConditionRunner(text).hasFunction();
  return pages.flatMap(({ elements, visibleIf, name: page }, number) => [
    ...(calls(visibleIf)
      ? [{ path: `pages.${number}.visibleIf`, message: `页面 ${page}:显示条件不可使用函数` }]
      : []),
    ...elements.flatMap(({ visibleIf: own, name }, index) =>
      calls(own)
        ? [
            {
              path: `pages.${number}.elements.${index}.visibleIf`,
              message: `题目 ${name}:显示条件不可使用函数`,
            },
          ]
        : [],
    ),
  ]);
}
