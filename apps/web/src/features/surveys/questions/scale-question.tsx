import type { QuestionProps } from './question-props.js';
import styles from './question.module.css';

/** A scale: a button a mark, large enough for a thumb. */
export function ScaleQuestion({ question, id, answer, onChange }: QuestionProps<'rating'>) {
  const { rateMin, rateMax, minRateDescription, maxRateDescription } = question;
  const marks = Array.from({ length: rateMax - rateMin + 1 }, (_, index) => rateMin + index);
  return (
    <>
      <div className={`${styles['marks']} ${marks.length > 6 ? styles['many'] : ''}`}>
        {marks.map((mark) => (
          <label key={mark} className={styles['mark']}>
            <input
              type="radio"
              name={id}
              value={mark}
              checked={answer === mark}
              onChange={() => onChange(mark)}
              aria-label={labelOf(mark, question)}
            />
            <span aria-hidden>{mark}</span>
          </label>
        ))}
      </div>
      {(minRateDescription || maxRateDescription) && (
        <p className={styles['ends']} aria-hidden>
          <span>{minRateDescription && `${rateMin} ${minRateDescription}`}</span>
          <span>{maxRateDescription && `${maxRateDescription} ${rateMax}`}</span>
        </p>
      )}
    </>
  );
}

function labelOf(mark: number, question: QuestionProps<'rating'>['question']): string {
  const { rateMin, rateMax, minRateDescription, maxRateDescription } = question;
  if (mark === rateMin && minRateDescription) return `${mark} ${minRateDescription}`;
  return mark === rateMax && maxRateDescription ? `${mark} ${maxRateDescription}` : String(mark);
}
