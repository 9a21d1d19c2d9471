import { ConditionRunner } from 'survey-core';
import type { Questionnaire } from './questionnaire-schema.js';
import { toQuestion, type Question } from './questions.js';
import { detail, type Text } from '../messages/index.js';
import { reasonOf, textFault, tidied } from '../../workflows/fields/written-text.js';

/** Question -> answer: a value, values, a number, row -> column, or a text. */
export type Answers = Readonly<
  Record<string, string | number | readonly string[] | Readonly<Record<string, string>>>
>;

export interface AnswerIssue {
  readonly question: string;
  readonly fault: Text;
}
export interface CheckedAnswers {
  /** Without empty answers. */
  readonly answers: Answers;
  readonly issues: readonly AnswerIssue[];
  /** Questions whose conditions these answers satisfy. */
  readonly asked: readonly string[];
}

interface AskedQuestion {
  readonly question: Question;
  /** Its own condition and that of its page. */
  readonly conditions: readonly ConditionRunner[];
}

/**
 * Checks answers to one questionnaire. Values are checked here, because SurveyJS leaves that to its controls; SurveyJS's
 * own expressions decide which questions are asked. Its model would decide the same at a hundred times the cost (a test
 * compares them).
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
        issues.push({ question: name.slice(0, 40), fault: detail('surveys.questionUnknown') });
        continue;
      }
      if (isEmpty(value)) continue;
      const read = readValue(known.question, value);
      if ('fault' in read) issues.push({ question: name, fault: read.fault });
      else answers[name] = read.value;
    }
    if (issues.length > 0) return { answers, issues, asked: [] };

    const asked: string[] = [];
    for (const [name, { question, conditions }] of this.questions) {
      const answer = answers[name];
      if (conditions.every((condition) => condition.runValues(answers))) {
        asked.push(name);
        const fault = gapIn(question, answer);
        if (fault) issues.push({ question: name, fault });
      } else if (answer !== undefined)
        issues.push({ question: name, fault: detail('surveys.questionNotAsked') });
    }
    return { answers, issues, asked };
  }
}

/** Returns what is missing of the answer to a question that is asked; null: nothing. */
function gapIn(question: Question, answer: Answers[string] | undefined): Text | null {
  if (question.kind === 'matrix' && question.everyRow) {
    const rows = Object.keys((answer ?? {}) as Readonly<Record<string, string>>).length;
    return rows < question.rows.length ? detail('surveys.rowsNeeded') : null;
  }
  return question.required && answer === undefined ? detail('surveys.answerNeeded') : null;
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && tidied(value) === '') ||
  (typeof value === 'object' && Object.keys(value).length === 0);

type Read = { readonly value: Answers[string] } | { readonly fault: Text };

function readValue(question: Question, value: unknown): Read {
  switch (question.kind) {
    case 'single':
      return question.options.some((option) => option.value === value)
        ? { value: value as string }
        : { fault: detail('surveys.optionUnknown') };
    case 'multiple':
      return readChoices(question, value);
    case 'scale': {
      const { from, to } = question;
      return Number.isInteger(value) && (value as number) >= from && (value as number) <= to
        ? { value: value as number }
        : { fault: detail('surveys.onScale', { from, to }) };
    }
    case 'matrix':
      return readRows(question, value);
    case 'text': {
      if (typeof value !== 'string') return { fault: detail('fields.text') };
      const text = tidied(value);
      const rule = { min: 0, max: question.maxLength, multiline: true };
      const fault = textFault(text, rule);
      return fault === null ? { value: text } : { fault: reasonOf(fault, rule) };
    }
  }
}

function readChoices({ options, min, max }: Extract<Question, { kind: 'multiple' }>, value: unknown): Read {
  const known = new Set(options.map((option) => option.value));
  if (!Array.isArray(value) || !value.every((choice) => known.has(choice as string)))
    return { fault: detail('surveys.optionsUnknown') };
  const choices = value as string[];
  if (new Set(choices).size < choices.length) return { fault: detail('surveys.optionRepeated') };
  if (choices.length > max) return { fault: detail('surveys.optionsAtMost', { max }) };
  return choices.length < min ? { fault: detail('surveys.optionsAtLeast', { min }) } : { value: choices };
}

function readRows({ rows, columns }: Extract<Question, { kind: 'matrix' }>, value: unknown): Read {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: detail('surveys.rowsNeeded') };
  const entries = Object.entries(value);
  const knownRows = new Set(rows.map((row) => row.value));
  const knownColumns = new Set<unknown>(columns.map((column) => column.value));
  return entries.every(([row, column]) => knownRows.has(row) && knownColumns.has(column))
    ? { value: Object.fromEntries(entries) as Record<string, string> }
    : { fault: detail('surveys.cellsUnknown') };
}
