import { Check, Circle, CircleDot } from 'lucide-react';
import { dayOf, shortDay, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { CaseStep } from '../steps.js';
import styles from './case-steps.module.css';

const ICONS = { done: Check, now: CircleDot, ahead: Circle } as const;
const SPOKEN = { done: 'cases.stepDone', now: 'cases.stepNow', ahead: 'cases.stepAhead' } as const;

/** The way of a case, planned against actual. */
export function CaseSteps({ steps, now }: { readonly steps: readonly CaseStep[]; readonly now: Instant }) {
  return (
    <ol className={styles.steps} aria-label={t('cases.steps')} tabIndex={0}>
      {steps.map((step) => {
        const Icon = ICONS[step.state];
        return (
          <li
            key={step.id}
            className={`${styles[step.state]} ${step.isLate ? styles.late : ''}`}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            <b>
              <Icon size={14} aria-hidden />
              {step.title}
              <span className="visually-hidden">{t(SPOKEN[step.state])}</span>
              {step.times > 1 && (
                <span className={styles.times}>{t('cases.stepTimes', { n: step.times })}</span>
              )}
            </b>
            <span className="num">{textOf(step, now)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function textOf({ enteredAt, took, limit, isLate, state }: CaseStep, now: Instant): string {
  if (state === 'ahead' || enteredAt === undefined || took === undefined) return '';
  const used = took === 0 ? t('cases.sameDay') : t('cases.took', { n: took });
  const time =
    limit === undefined
      ? used
      : limit === 0
        ? t('cases.usedOfDay', { used })
        : t('cases.usedOf', { used, limit });
  const day = state === 'done' ? shortDay(dayOf(enteredAt), dayOf(now)) : '';
  return [day, time, isLate ? t('cases.stepLate') : ''].filter(Boolean).join(' · ');
}
