import { Check } from 'lucide-react';
import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import { progressSteps } from './progress-steps.js';
import styles from './progress-steps-list.module.css';

const WORDS = { done: 'tracking.stepDone', now: 'tracking.stepNow' } as const;

/** The six steps as a line; upright on a phone. @param now epoch ms */
export function ProgressSteps({ status, now }: { status: LetterStatus; now: number }) {
  return (
    <ol className={styles['steps']} aria-label={t('tracking.stepsTitle')}>
      {progressSteps(status, now).map(({ title, note, state }, index) => (
        <li key={title} className={styles[state]} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={styles['mark']} aria-hidden>
            {state === 'done' ? <Check /> : index + 1}
          </span>
          <span className="visually-hidden">{state !== 'ahead' && t(WORDS[state])} </span>
          {title}
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  );
}
