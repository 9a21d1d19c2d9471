import { Check, Clock, Hourglass, Pause, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useWorkingDays } from '../lib/calendar.js';
import type { Instant } from '../lib/dates.js';
import { timeLeft, type TimeLimit, type TimeTone } from '../lib/time-left.js';
import { t } from '../messages/t.js';
import styles from './time-left.module.css';

const ICONS: Readonly<Record<TimeTone, LucideIcon | undefined>> = {
  ok: Hourglass,
  soon: Clock,
  late: TriangleAlert,
  paused: Pause,
  done: Check,
  none: undefined,
};

/** The time that is left: word, shape and colour say the same. @param now the page's instant, so that a list counts as one */
export function TimeLeft({ limit, now }: { readonly limit: TimeLimit; readonly now: Instant }) {
  const { tone, text, provisional } = timeLeft(limit, now, useWorkingDays());
  const Icon = ICONS[tone];
  return (
    <span className={`${styles.time} ${styles[tone]}`}>
      {Icon && <Icon size={15} aria-hidden />}
      {text}
      {provisional && ` · ${t('dates.provisional')}`}
    </span>
  );
}
