import { clockText } from '../../../lib/clock-text.js';
import { useSeconds } from '../../../lib/use-seconds.js';
import { t } from '../../../messages/t.js';
import styles from './interview-page.module.css';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long until it begins, by the server's clock. @param ahead how far that clock is ahead of this one, ms */
export function Countdown({ liveAt, ahead }: { liveAt: string; ahead: number }) {
  const left = Date.parse(liveAt) - (useSeconds().getTime() + ahead);
  if (left <= 0) return <p className={styles['countdown']}>{t('interviewPortal.soon')}</p>;
  return (
    <p className={styles['countdown']} role="timer">
      {t('interviewPortal.countdown')} <b>{leftText(left)}</b>
    </p>
  );
}

function leftText(left: number): string {
  if (left < DAY_MS) return clockText(left);
  const [n, hours] = [Math.floor(left / DAY_MS), Math.floor((left % DAY_MS) / HOUR_MS)];
  return hours === 0 ? t('interviewPortal.days', { n }) : t('interviewPortal.daysAndHours', { n, hours });
}
