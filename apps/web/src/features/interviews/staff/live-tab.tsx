import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { utterancesQuery, type Interview, type Question } from '../api.js';
import type { Presence } from '../desk-events.js';
import { stateOf } from '../interview-state.js';
import { Composer } from './composer.js';
import { CrewColumn } from './crew-column.js';
import { PublicColumn } from './public-column.js';
import { QuestionKeys } from './question-keys.js';
import { QuestionPanel } from './question-panel.js';
import { Transcript } from './transcript.js';
import styles from './live.module.css';

interface Props {
  readonly interview: Interview;
  readonly questions: UseQueryResult<Question[]>;
  readonly presence: Presence | null;
}

/** In the order of the work: the office decides on what comes in, the others answer what was chosen. */
const OFFICE_LISTS = ['waiting', 'chosen', 'approved', 'held'] as const;
const GUEST_LISTS = ['chosen', 'approved', 'answered'] as const;

/** The desk: questions at the left, what is said in the middle, the crew or what the public sees at the right. */
export function LiveTab({ interview, questions, presence }: Props) {
  const utterances = useQuery(utterancesQuery(interview.id));
  const [answered, setAnswered] = useState<Question>();
  const [side, setSide] = useState<'crew' | 'public'>('crew');
  const isLive = stateOf(interview) === 'live';
  const failed = utterances.error ?? questions.error;
  if (failed && !(utterances.data && questions.data))
    return (
      <ErrorState
        error={failed}
        onRetry={() => {
          void utterances.refetch();
          void questions.refetch();
        }}
      />
    );
  if (!utterances.data || !questions.data) return <Skeleton />;
  const mayWrite = interview.you.crew.some((role) => role !== 'reviewer');
  return (
    <div className={styles.desk} data-writes-below>
      <section className={styles.questions} aria-label={t('interviews.questions')}>
        <div className={styles.scroll}>
          <QuestionPanel
            interview={interview}
            questions={questions.data}
            lists={interview.you.isOffice ? OFFICE_LISTS : GUEST_LISTS}
            onAnswer={isLive && mayWrite ? setAnswered : undefined}
          />
        </div>
        {interview.you.isOffice && interview.liveEndedAt === null && <QuestionKeys />}
      </section>
      <section className={styles.transcript} aria-label={t('interviews.transcript')}>
        <Transcript interview={interview} utterances={utterances.data} questions={questions.data} />
        {isLive && mayWrite && (
          <Composer
            interview={interview}
            questions={questions.data}
            question={answered}
            onQuestion={setAnswered}
          />
        )}
        {isLive && interview.you.crew.length === 0 && (
          <p className={styles.none}>{t('interviews.notInCrew')}</p>
        )}
      </section>
      <section className={styles.side} aria-label={t('interviews.side')}>
        <div className={styles.sideHead}>
          <SegmentedChoice
            label={t('interviews.side')}
            value={side}
            options={[
              { id: 'crew', name: t('interviews.crew') },
              { id: 'public', name: t('interviews.seenByPublic') },
            ]}
            onChange={(id) => setSide(id === 'public' ? 'public' : 'crew')}
          />
        </div>
        {side === 'crew' ? (
          <CrewColumn interview={interview} questions={questions.data} presence={presence} />
        ) : (
          <PublicColumn interview={interview} utterances={utterances.data} />
        )}
      </section>
    </div>
  );
}
