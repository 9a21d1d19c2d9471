import type { QuestionJson, Questionnaire } from './questionnaire-schema.js';

export interface Option {
  readonly value: string;
  readonly text: string;
}

interface QuestionBase {
  readonly name: string;
  readonly title: string;
  readonly required: boolean;
}

/** A question for answers, figures and tables, with SurveyJS's defaults filled in. */
export type Question = QuestionBase &
  (
    | { readonly kind: 'single'; readonly options: readonly Option[] }
    | {
        readonly kind: 'multiple';
        readonly options: readonly Option[];
        readonly min: number;
        readonly max: number;
      }
    | { readonly kind: 'scale'; readonly from: number; readonly to: number }
    | {
        readonly kind: 'matrix';
        readonly rows: readonly Option[];
        readonly columns: readonly Option[];
        readonly everyRow: boolean;
      }
    | { readonly kind: 'text'; readonly maxLength: number }
  );

/** Every question in the order of the questionnaire. */
export const questionsOf = (questionnaire: Questionnaire): Question[] =>
  questionnaire.pages.flatMap(({ elements }) => elements.map(toQuestion));

/** Questions with free text, which may identify its writer. */
export const freeTextOf = (questions: readonly Question[]): Question[] =>
  questions.filter(({ kind }) => kind === 'text');

/** Reads a question of the stored questionnaire. */
export function toQuestion(json: QuestionJson): Question {
  const { name, title, isRequired: required = false } = json;
  const base = { name, title, required };
  switch (json.type) {
    case 'radiogroup':
      return { ...base, kind: 'single', options: optionsOf(json.choices) };
    case 'checkbox': {
      const options = optionsOf(json.choices);
      const { minSelectedChoices: min = 0, maxSelectedChoices: max = options.length } = json;
      return { ...base, kind: 'multiple', options, min, max };
    }
    case 'rating':
      return { ...base, kind: 'scale', from: json.rateMin, to: json.rateMax };
    case 'matrix':
      return {
        ...base,
        kind: 'matrix',
        rows: optionsOf(json.rows),
        columns: optionsOf(json.columns),
        everyRow: json.eachRowRequired ?? false,
      };
    case 'text':
      return { ...base, kind: 'text', maxLength: json.maxLength ?? 500 };
    case 'comment':
      return { ...base, kind: 'text', maxLength: json.maxLength ?? 2000 };
  }
}

const optionsOf = (items: readonly (string | { value: string; text?: string })[]): Option[] =>
  items.map((item) =>
    typeof item === 'string'
      ? { value: item, text: item }
      : { value: item.value, text: item.text ?? item.value },
  );
