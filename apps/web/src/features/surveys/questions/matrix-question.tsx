import { CircleAlert } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { choicesOf } from '../questionnaire.js';
import type { QuestionProps } from './question-props.js';
import styles from './question.module.css';

/** One of the columns a row: a block a row on phones, the same block in one line where there is room. */
export function MatrixQuestion({ question, id, answer, onChange, gap }: QuestionProps<'matrix'>) {
  const chosen = (answer ?? {}) as Readonly<Record<string, string>>;
  const missing = new Set(gap?.kind === 'rows' ? gap.rows.map(({ value }) => value) : []);
  const columns = choicesOf(question.columns);
  return (
    <div className={styles['rows']}>
      {choicesOf(question.rows).map((row, index) => {
        const isMissing = missing.has(row.value);
        return (
          <fieldset key={row.value} className={`${styles['row']} ${isMissing ? styles['bad'] : ''}`}>
            <legend className={styles['rowName']}>
              {row.text}
              {isMissing && (
                <span className={styles['rowGap']}>
                  <CircleAlert aria-hidden />
                  {t('questions.rowMissing')}
                </span>
              )}
            </legend>
            <div className={`${styles['cells']} ${columns.length > 4 ? styles['tall'] : ''}`}>
              {columns.map(({ value, text }) => (
                <label key={value} className={styles['cell']}>
                  <input
                    type="radio"
                    name={`${id}-${index}`}
                    value={value}
                    checked={chosen[row.value] === value}
                    onChange={() => onChange({ ...chosen, [row.value]: value })}
                  />
                  <span>{text}</span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

/** How many rows are answered. */
export function rowsHint({ question, answer }: Pick<QuestionProps<'matrix'>, 'question' | 'answer'>): string {
  return t('questions.rows', {
    count: Object.keys(answer ?? {}).length,
    of: question.rows.length,
  });
}
