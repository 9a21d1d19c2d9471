import { useState } from 'react';
import { Check, Circle } from 'lucide-react';
import type { CaseTask } from '../../../api/case-queries.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import type { Interview } from '../api.js';
import { stateOf } from '../interview-state.js';
import { CrewPart } from './crew-part.js';
import { OpenTasks } from './open-tasks.js';
import { PlanForm } from './plan-form.js';
import { PlanShown } from './plan-shown.js';
import { VideoPart } from './video-part.js';
import styles from './parts.module.css';

interface Props {
  readonly interview: Interview;
  readonly open: readonly CaseTask[];
  /** Those of the account. */
  readonly own: readonly CaseTask[];
}

/** Plan, guests, outline and background; crew and video; and what is missing still. */
export function PrepareTab({ interview, open, own }: Props) {
  const mayWrite = own.some(({ name }) => name === 'plan' || name === 'correctPlan');
  const { id, you, form } = interview;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {mayWrite ? <PlanForm key={id} interview={interview} /> : <PlanShown interview={interview} />}
      </div>
      <div className={styles.column}>
        {interview.warning && <Banner tone="warn">{interview.warning}</Banner>}
        <Checklist interview={interview} />
        <OpenTasks tasks={open} own={own} />
        <CrewPart interview={interview} mayWrite={you.isOffice && stateOf(interview) !== 'archived'} />
        {form === 'video' && <VideoPart interview={interview} mayWrite={you.isOffice} />}
      </div>
    </div>
  );
}

/** What the interview needs, done or not. The server names the gaps. */
function Checklist({
  interview: { gaps, previewAt, earliestLiveAt, liveStartedAt },
}: Pick<Props, 'interview'>) {
  const [now] = useState(() => new Date());
  const lines = [
    ...(gaps.plan.length === 0
      ? [{ text: t('interviews.planComplete'), isDone: true }]
      : gaps.plan.map(({ text }) => ({ text, isDone: false }))),
    previewAt
      ? { text: t('interviews.previewYes', { at: listInstant(previewAt, now) }), isDone: true }
      : { text: t('interviews.previewNo'), isDone: false },
    ...(gaps.live.length === 0
      ? [{ text: t('interviews.liveComplete'), isDone: true }]
      : gaps.live.map(({ text }) => ({ text, isDone: false }))),
  ];
  return (
    <section className={styles.panel} aria-labelledby="checklist">
      <h2 id="checklist">{t('interviews.checklist')}</h2>
      <ul className={styles.checks}>
        {lines.map(({ text, isDone }) => (
          <li key={text} className={isDone ? styles.done : styles.missing}>
            {isDone ? <Check size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
            {text}
          </li>
        ))}
      </ul>
      {earliestLiveAt && !liveStartedAt && (
        <p className={styles.note}>{t('interviews.earliest', { at: listInstant(earliestLiveAt, now) })}</p>
      )}
    </section>
  );
}
