/** The part of SurveyJS's JSON that surveys are made of (docs/surveys.md), as pages read it. */
export type ItemJson = string | { readonly value: string; readonly text?: string };

interface CommonJson {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly visibleIf?: string;
}
export type QuestionJson = CommonJson &
  (
    | { readonly type: 'radiogroup'; readonly choices: readonly ItemJson[] }
    | {
        readonly type: 'checkbox';
        readonly choices: readonly ItemJson[];
        readonly minSelectedChoices?: number;
        readonly maxSelectedChoices?: number;
      }
    | {
        readonly type: 'rating';
        readonly rateMin: number;
        readonly rateMax: number;
        readonly minRateDescription?: string;
        readonly maxRateDescription?: string;
      }
    | {
        readonly type: 'matrix';
        readonly columns: readonly ItemJson[];
        readonly rows: readonly ItemJson[];
        readonly eachRowRequired?: boolean;
      }
    | { readonly type: 'text' | 'comment'; readonly maxLength?: number; readonly placeholder?: string }
  );
export type QuestionType = QuestionJson['type'];
export type QuestionOf<Type extends QuestionType> = Extract<QuestionJson, { readonly type: Type }>;

export interface PageJson {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly visibleIf?: string;
  readonly elements: readonly QuestionJson[];
}
export interface QuestionnaireJson {
  readonly title?: string;
  readonly description?: string;
  readonly pages: readonly PageJson[];
}

/** The stored questionnaire, which the document of the API calls an object. */
export const asQuestionnaire = (stored: object): QuestionnaireJson => stored as QuestionnaireJson;

/** A value, values, a number, row -> column, or a text. */
export type AnswerValue = string | number | readonly string[] | Readonly<Record<string, string>>;
/** Question -> answer, as the server takes them. */
export type Answers = Readonly<Record<string, AnswerValue>>;

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export const choicesOf = (items: readonly ItemJson[]): Choice[] =>
  items.map((item) =>
    typeof item === 'string'
      ? { value: item, text: item }
      : { value: item.value, text: item.text ?? item.value },
  );

export const questionsOf = ({ pages }: QuestionnaireJson): QuestionJson[] =>
  pages.flatMap(({ elements }) => elements);

/** Must be answered, or, of a matrix, in every row. */
export const isRequired = (question: QuestionJson): boolean =>
  (question.isRequired ?? false) || (question.type === 'matrix' && (question.eachRowRequired ?? false));

/** Most characters of a free text, as the server counts them. */
export const maxLengthOf = ({ type, maxLength }: QuestionOf<'text' | 'comment'>): number =>
  maxLength ?? (type === 'text' ? 500 : 2000);

/** @returns whether there is nothing in it */
export function isBlank(answer: AnswerValue | undefined): boolean {
  if (answer === undefined) return true;
  if (typeof answer === 'string') return answer.trim() === '';
  return typeof answer === 'object' && Object.keys(answer).length === 0;
}
