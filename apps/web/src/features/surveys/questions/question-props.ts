import type { Gap } from '../asked.js';
import type { AnswerValue, QuestionOf, QuestionType } from '../questionnaire.js';

/** What every question is drawn from. */
export interface QuestionProps<Type extends QuestionType = QuestionType> {
  readonly question: QuestionOf<Type>;
  /** Of the elements of this question: several questionnaires may stand on one page. */
  readonly id: string;
  readonly answer: AnswerValue | undefined;
  /** Undefined: the answer was taken away. */
  readonly onChange: (answer: AnswerValue | undefined) => void;
  /** What is wrong, once it has been told. */
  readonly gap: Gap | null;
}
