import { ConditionRunner } from 'survey-core';
import type { Questionnaire } from './questionnaire-schema.js';
import { toQuestion, type Question } from './questions.js';
import { textFault, tidied } from '../../workflows/fields/written-text.js';

/** Question -> answer: a value, values, a number, row -> column, or a text. */
export type Answers = Readonly<
  Record<string, string | number | readonly string[] | Readonly<Record<string, string>>>
>;

export interface AnswerIssue {
  readonly question: string;
  readonly message: string;
}
export interface CheckedAnswers {
  /** What was answered, without what is empty. */
  readonly answers: Answers;
  readonly issues: readonly AnswerIssue[];
  /** Questions that these answers lead to. */
  readonly asked: readonly string[];
}

interface AskedQuestion {
  readonly question: Question;
  /** Its own condition and that of its page. */
  readonly conditions: readonly ConditionRunner[];
}

/**
 * Judges answers to one questionnaire. What a value may be is looked at here, because SurveyJS leaves that to its
 * controls; which questions are asked is for SurveyJS's own expressions to say. Not by its model, which serves one
 * respondent: a hundred times the work for the same answer (a test compares them).
 */
export class AnswerChecker {
  private readonly questions: ReadonlyMap<string, AskedQuestion>;

  constructor({ pages }: Questionnaire) {
    const asked = pages.flatMap(({ elements, visibleIf: ofPage }) =>
      elements.map((element): [string, AskedQuestion] => {
        const conditions = [ofPage, element.visibleIf].flatMap((text) => text ?? []);
        const runners = conditions.map((text) => new ConditionRunner(text));
        return [element.name, { question: toQuestion(element), conditions: runners }];
      }),
    );
    this.questions = new Map(asked);
  }

  check(given: Readonly<Record<string, unknown>>): CheckedAnswers {
    const answers: Record<string, Answers[string]> = {};
    const issues: AnswerIssue[] = [];
    for (const [name, value] of Object.entries(given)) {
      const known = this.questions.get(name);
      if (!known) {
        issues.push({ question: name.slice(0, 40), message: '问卷中没有这一题' });
        continue;
      }
      if (isEmpty(value)) continue;
      const read = readValue(known.question, value);
      if ('message' in read) issues.push({ question: name, message: read.message });
      else answers[name] = read.value;
    }
    if (issues.length > 0) return { answers, issues, asked: [] };

    const asked: string[] = [];
    for (const [name, { question, conditions }] of this.questions) {
      const answer = answers[name];
      if (conditions.every((condition) => condition.runValues(answers))) {
        asked.push(name);
        const message = lackOf(question, answer);
        if (message) issues.push({ question: name, message });
      } else if (answer !== undefined) issues.push({ question: name, message: '按已选答案,不应回答这一题' });
    }
    return { answers, issues, asked };
  }
}

/** What is missing of the answer to a question that is asked. */
function lackOf(question: Question, answer: Answers[string] | undefined): string | null {
  if (question.kind === 'matrix' && question.everyRow) {
    const rows = Object.keys((answer ?? {}) as Readonly<Record<string, string>>).length;
    return rows < question.rows.length ? '须逐行作答' : null;
  }
  return question.required && answer === undefined ? '这一题必须回答' : null;
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && tidied(value) === '') ||
  (typeof value === 'object' && Object.keys(value).length === 0);

type Read = { readonly value: Answers[string] } | { readonly message: string };

function readValue(question: Question, value: unknown): Read {
  switch (question.kind) {
    case 'single':
      return question.options.some((option) => option.value === value)
        ? { value: value as string }
        : { message: '不是该题的选项' };
    case 'multiple':
      return readChoices(question, value);
    case 'scale':
      return Number.isInteger(value) && (value as number) >= question.from && (value as number) <= question.to
        ? { value: value as number }
        : { message: `须为 ${question.from} 到 ${question.to} 的整数` };
    case 'matrix':
      return readRows(question, value);
    case 'text': {
      if (typeof value !== 'string') return { message: '须为文本' };
      const text = tidied(value);
      const fault = textFault(text, { min: 0, max: question.maxLength, multiline: true });
      if (fault === 'TOO_LONG') return { message: `不得超过 ${question.maxLength} 个字符` };
      return fault === null ? { value: text } : { message: '含有控制字符或无法正常显示的字符' };
    }
  }
}

function readChoices({ options, min, max }: Extract<Question, { kind: 'multiple' }>, value: unknown): Read {
  const known = new Set(options.map((option) => option.value));
  if (!Array.isArray(value) || !value.every((choice) => known.has(choice as string)))
    return { message: '含有该题没有的选项' };
  const choices = value as string[];
  if (new Set(choices).size < choices.length) return { message: '选项重复' };
  if (choices.length > max) return { message: `最多选 ${max} 项` };
  return choices.length < min ? { message: `至少选 ${min} 项` } : { value: choices };
}

function readRows({ rows, columns }: Extract<Question, { kind: 'matrix' }>, value: unknown): Read {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { message: '须逐行作答' };
  const entries = Object.entries(value);
  const knownRows = new Set(rows.map((row) => row.value));
  const knownColumns = new Set<unknown>(columns.map((column) => column.value));
  return entries.every(([row, column]) => knownRows.has(row) && knownColumns.has(column))
    ? { value: Object.fromEntries(entries) as Record<string, string> }
    : { message: '含有该题没有的行或选项' };
}
