import { Radio } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { InterviewState } from '../interview-state.js';
import styles from './state-tag.module.css';

const TONES = {
  preparing: 'plain',
  announced: 'accent',
  concluding: 'warn',
  archived: 'ok',
  calledOff: 'line',
} as const;

/** Where an interview stands; on air it is the loudest thing on the page. */
export function StateTag({ state }: { readonly state: InterviewState }) {
  if (state === 'live')
    return (
      <span className={styles.live}>
        <Radio size={15} aria-hidden />
        {t('interviews.state_live')}
      </span>
    );
  return <Tag tone={TONES[state]}>{t(`interviews.state_${state}`)}</Tag>;
}
