/** Conditions of one comparison, which the builder offers as fields; others are written. */
import { choicesOf, type Choice, type QuestionJson } from './questionnaire.js';

export interface SimpleCondition {
  /** Name of a question, or `matrix.row`. */
  readonly of: string;
  readonly operator: Operator;
  /** Nothing for `empty` and `notempty`. */
  readonly value: string;
}
export const OPERATORS = ['=', '!=', '>=', '<=', 'contains', 'notcontains', 'notempty', 'empty'] as const;
export type Operator = (typeof OPERATORS)[number];

const SIMPLE =
  /^\s*\{([^{}]+)\}\s*(?:(empty|notempty)|(=|!=|>=|<=|contains|notcontains)\s*(?:'([^']*)'|(\d+)))\s*$/;

/** @returns null when it is more than one comparison */
export function simpleCondition(text: string): SimpleCondition | null {
  const match = SIMPLE.exec(text);
  if (!match) return null;
  const [, of, unary, binary, quoted, number] = match;
  return { of: of!, operator: (unary ?? binary) as Operator, value: quoted ?? number ?? '' };
}

export function conditionText({ of, operator, value }: SimpleCondition): string {
  if (needsNoValue(operator)) return `{${of}} ${operator}`;
  return /^\d+$/.test(value)
    ? `{${of}} ${operator} ${value}`
    : `{${of}} ${operator} '${value.replaceAll("'", '’')}'`;
}

export const needsNoValue = (operator: Operator): boolean => operator === 'empty' || operator === 'notempty';

/** A question, or a row of a matrix, and the values that it can have; null: any text. */
export interface Comparable {
  readonly of: string;
  readonly title: string;
  readonly values: readonly Choice[] | null;
}

/** What can be compared: questions before this one, of a matrix each row. */
export function comparable(questions: readonly QuestionJson[]): Comparable[] {
  return questions.flatMap((question, index): Comparable[] => {
    const title = `${index + 1}. ${question.title}`;
    switch (question.type) {
      case 'radiogroup':
      case 'checkbox':
        return [{ of: question.name, title, values: choicesOf(question.choices) }];
      case 'rating': {
        const marks = Array.from({ length: question.rateMax - question.rateMin + 1 }, (_, mark) =>
          String(question.rateMin + mark),
        );
        return [{ of: question.name, title, values: marks.map((mark) => ({ value: mark, text: mark })) }];
      }
      case 'matrix':
        return choicesOf(question.rows).map((row) => ({
          of: `${question.name}.${row.value}`,
          title: `${title} / ${row.text}`,
          values: choicesOf(question.columns),
        }));
      default:
        return [{ of: question.name, title, values: null }];
    }
  });
}
