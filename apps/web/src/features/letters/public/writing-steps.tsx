import { useLocation } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import styles from './writing-steps.module.css';

const STEPS = [
  ['notice', 'writing.stepNotice'],
  ['letter', 'writing.stepLetter'],
  ['contact', 'writing.stepContact'],
  ['check', 'writing.stepCheck'],
] as const;

/** Where one is among the four steps. */
export function WritingSteps() {
  const { pathname } = useLocation();
  const now = STEPS.findIndex(([path]) => pathname.endsWith(`/${path}`));
  return (
    <ol className={styles['steps']} aria-label={t('writing.steps')}>
      {STEPS.map(([path, title], index) => (
        <li
          key={path}
          className={index < now ? styles['done'] : index === now ? styles['now'] : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          <span className={styles['text']}>
            {index + 1} {t(title)}
            {index === now && <span className={styles['count']}>{t('writing.stepCount')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
