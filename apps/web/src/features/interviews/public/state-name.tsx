import { Radio } from 'lucide-react';
import { t } from '../../../messages/t.js';
import type { Summary } from './api.js';
import styles from './state-name.module.css';

/** Where an interview stands, as a word; on air with its sign. */
export function StateName({ state }: { state: Summary['state'] }) {
  return (
    <span className={`${styles['state']} ${styles[state] ?? ''}`}>
      {state === 'live' && <Radio aria-hidden />}
      {t(`interviewPortal.state_${state}`)}
    </span>
  );
}
