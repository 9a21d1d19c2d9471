import { t } from '../../../messages/t.js';
import styles from './how-it-goes.module.css';

const STEPS = [
  ['portal.stepWrite', 'portal.stepWriteText'],
  ['portal.stepAccept', 'portal.stepAcceptText'],
  ['portal.stepHandle', 'portal.stepHandleText'],
  ['portal.stepRate', 'portal.stepRateText'],
] as const;

/** What happens to a letter, in four steps. */
export function HowItGoes() {
  return (
    <section className="wrap" aria-labelledby="steps-title">
      <h2 id="steps-title" className={styles['title']}>
        {t('portal.stepsTitle')}
      </h2>
      <ol className={styles['steps']}>
        {STEPS.map(([title, text], index) => (
          <li key={title}>
            <span className={styles['number']} aria-hidden>
              {index + 1}
            </span>
            <h3>{t(title)}</h3>
            <p>{t(text)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
