import type { UseQueryResult } from '@tanstack/react-query';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import type { Interview, Question } from '../api.js';
import { LISTS } from '../interview-state.js';
import { QuestionKeys } from './question-keys.js';
import { QuestionPanel } from './question-panel.js';
import styles from './questions.module.css';

interface Props {
  readonly interview: Interview;
  readonly questions: UseQueryResult<Question[]>;
}

/** All questions of an interview: decided, chosen and released here, before it and while it is live. */
export function QuestionsTab({ interview, questions }: Props) {
  if (questions.error && !questions.data)
    return <ErrorState error={questions.error} onRetry={() => void questions.refetch()} />;
  if (!questions.data) return <Skeleton />;
  const { isOffice } = interview.you;
  return (
    <section className={styles.panel} aria-label={t('interviews.questions')}>
      <QuestionPanel
        interview={interview}
        questions={questions.data}
        lists={isOffice ? LISTS : ['approved', 'chosen', 'answered']}
      />
      {isOffice && <QuestionKeys />}
    </section>
  );
}
