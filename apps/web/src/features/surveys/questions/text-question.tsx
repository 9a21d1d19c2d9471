import { characters } from '../../../lib/characters.js';
import { t } from '../../../messages/t.js';
import { maxLengthOf } from '../questionnaire.js';
import type { QuestionProps } from './question-props.js';
import styles from './question.module.css';

/** A line or some lines, with a counter: what is too long stays, and is not cut off. */
export function TextQuestion({ question, id, answer, onChange, gap }: QuestionProps<'text' | 'comment'>) {
  const text = typeof answer === 'string' ? answer : '';
  const max = maxLengthOf(question);
  const count = characters(text);
  const control = {
    id: `${id}-text`,
    className: styles['text']!,
    value: text,
    placeholder: question.placeholder,
    'aria-label': question.title,
    'aria-describedby': `${id}-note`,
    'aria-invalid': gap !== null,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value || undefined),
  };
  return (
    <>
      {question.type === 'text' ? <input {...control} /> : <textarea {...control} rows={4} />}
      <p className={styles['note']} id={`${id}-note`}>
        <span>{t('questions.readFirst')}</span>
        <span className={count > max ? styles['over'] : undefined}>
          {t('questions.counter', { count, max })}
        </span>
      </p>
    </>
  );
}
