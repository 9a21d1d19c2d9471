import { CircleAlert } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { isRequired, type AnswerValue, type QuestionJson } from '../questionnaire.js';
import type { Gap } from '../asked.js';
import { countHint, SeveralChoices, SingleChoice } from './choice-questions.js';
import { gapText } from './gap-text.js';
import { MatrixQuestion, rowsHint } from './matrix-question.js';
import { ScaleQuestion } from './scale-question.js';
import { TextQuestion } from './text-question.js';
import styles from './question.module.css';

interface Props {
  readonly number: number;
  readonly question: QuestionJson;
  readonly id: string;
  readonly answer: AnswerValue | undefined;
  readonly onChange: (answer: AnswerValue | undefined) => void;
  readonly gap: Gap | null;
}

/** One question with its number, whether it must be answered, and what is missing. */
export function QuestionView({ number, question, id, answer, onChange, gap }: Props) {
  const hint = hintOf(question, answer);
  const notes = [question.description && `${id}-about`, hint && `${id}-hint`, gap && `${id}-gap`];
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={`${styles['question']} ${gap ? styles['wrong'] : ''}`}
      aria-describedby={notes.filter(Boolean).join(' ') || undefined}
    >
      <legend className={styles['title']}>
        {number}. {question.title}{' '}
        {isRequired(question) && <span className={styles['must']}>{t('questions.must')}</span>}
      </legend>
      {question.description && (
        <p id={`${id}-about`} className={styles['hint']}>
          {question.description}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {gap && (
        <p id={`${id}-gap`} className={styles['gap']}>
          <CircleAlert aria-hidden />
          {gapText(gap)}
        </p>
      )}
      <Control {...{ question, id, answer, onChange, gap }} />
    </fieldset>
  );
}

function Control({ question, ...props }: Omit<Props, 'number'>) {
  switch (question.type) {
    case 'radiogroup':
      return <SingleChoice question={question} {...props} />;
    case 'checkbox':
      return <SeveralChoices question={question} {...props} />;
    case 'rating':
      return <ScaleQuestion question={question} {...props} />;
    case 'matrix':
      return <MatrixQuestion question={question} {...props} />;
    case 'text':
    case 'comment':
      return <TextQuestion question={question} {...props} />;
  }
}

function hintOf(question: QuestionJson, answer: AnswerValue | undefined): string | undefined {
  switch (question.type) {
    case 'checkbox':
      return countHint({ question, answer });
    case 'matrix':
      return rowsHint({ question, answer });
    case 'text':
    case 'comment':
      return question.isRequired ? undefined : t('questions.optional');
    default:
      return undefined;
  }
}
