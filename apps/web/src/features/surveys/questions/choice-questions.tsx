import { t } from '../../../messages/t.js';
import { choicesOf } from '../questionnaire.js';
import type { QuestionProps } from './question-props.js';
import styles from './question.module.css';

/** One of some. */
export function SingleChoice({ question, id, answer, onChange }: QuestionProps<'radiogroup'>) {
  return (
    <div className={styles['options']}>
      {choicesOf(question.choices).map(({ value, text }) => (
        <label key={value} className={styles['option']}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={answer === value}
            onChange={() => onChange(value)}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}

/** Several of some. Beyond the most the others cannot be ticked, and the hint says how many there are. */
export function SeveralChoices({ question, answer, onChange }: QuestionProps<'checkbox'>) {
  const chosen = Array.isArray(answer) ? (answer as readonly string[]) : [];
  const choices = choicesOf(question.choices);
  const isFull = chosen.length >= (question.maxSelectedChoices ?? choices.length);
  const set = (value: string, isOn: boolean): void => {
    // In the order of the questionnaire.
    const next = choices
      .map((choice) => choice.value)
      .filter((one) => (one === value ? isOn : chosen.includes(one)));
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <div className={styles['options']}>
      {choices.map(({ value, text }) => {
        const isOn = chosen.includes(value);
        return (
          <label key={value} className={styles['option']}>
            <input
              type="checkbox"
              checked={isOn}
              disabled={isFull && !isOn}
              onChange={(event) => set(value, event.target.checked)}
            />
            <span>{text}</span>
          </label>
        );
      })}
    </div>
  );
}

/** How many may be chosen and are, of a question of several; undefined when any number may. */
export function countHint({ question, answer }: Pick<QuestionProps<'checkbox'>, 'question' | 'answer'>) {
  const { minSelectedChoices: min = 0, maxSelectedChoices: max = question.choices.length } = question;
  const count = Array.isArray(answer) ? answer.length : 0;
  const most = question.choices.length;
  if (min <= 1 && max >= most) return t('questions.several', { count });
  if (min <= 1) return t('questions.upTo', { max, count });
  return t('questions.between', { min, max, count });
}
