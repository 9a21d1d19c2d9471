import { ArrowRight, Check, CircleDot, X, type LucideIcon } from 'lucide-react';
import { t } from '../../../messages/t.js';
import type { Verdict } from '../feedback-groups.js';
import styles from './verdict-name.module.css';

const ICONS: Readonly<Record<Verdict, LucideIcon>> = {
  ADOPTED: Check,
  PARTLY: CircleDot,
  NOT_ADOPTED: X,
  ELSEWHERE: ArrowRight,
};

/** A verdict by icon and word. An opinion that is not adopted is no fault: it is never red. */
export function VerdictName({ verdict }: { verdict: Verdict }) {
  const Icon = ICONS[verdict];
  return (
    <span className={`${styles['verdict']} ${styles[verdict] ?? ''}`}>
      <Icon aria-hidden />
      {t(`consulting.${verdict}`)}
    </span>
  );
}
