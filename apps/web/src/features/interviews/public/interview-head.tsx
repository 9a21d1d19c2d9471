import { Link } from '@tanstack/react-router';
import { dayAndTime, dayOf, listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import type { Summary } from './api.js';
import { StateName } from './state-name.js';
import styles from './interview-page.module.css';

/** Topic, state, who answers and when. */
export function InterviewHead({ interview: { topic, unit, form, liveAt, state } }: { interview: Summary }) {
  const { day, time } = dayAndTime(liveAt);
  return (
    <header className={styles['head']}>
      <p>
        <Link to="/interviews">{t('interviewPortal.back')}</Link>
      </p>
      <PageHeading title={topic} />
      <p className={styles['facts']}>
        <StateName state={state} />
        <span>{t(`interviewPortal.${form}`)}</span>
        <span>{t('interviewPortal.unit', { unit })}</span>
        <span>{t('interviewPortal.on', { at: `${listDay(day, dayOf(Date.now()))}${time}` })}</span>
      </p>
    </header>
  );
}
