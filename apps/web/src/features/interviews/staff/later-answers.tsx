import { useState } from 'react';
import type { CaseTask } from '../../../api/case-queries.js';
import { t } from '../../../messages/t.js';
import { TextArea } from '../../../ui/text-area.js';
import { Tag } from '../../../ui/tag.js';
import type { Interview, Question } from '../api.js';
import { answerQuestion } from '../live-api.js';
import { PartForm } from './part-form.js';
import { StepDue } from './step-due.js';
import { usePart } from './use-part.js';
import styles from './parts.module.css';

interface Props {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  /** Whether the unit has the task of answering. */
  readonly mayWrite: boolean;
  readonly open: readonly CaseTask[];
}

/** Tasks in which later answers are written and signed. */
const ANSWERS = ['answerRest', 'signAnswers'];

/** Approved questions that nobody answered live, with the unit's later answers. */
export function LaterAnswers({ interview, questions, mayWrite, open }: Props) {
  const unanswered = questions.filter(({ state, answeredIn }) => state === 'approved' && answeredIn === null);
  return (
    <section className={styles.panel} aria-labelledby="unanswered">
      <h2 id="unanswered">{t('interviews.unanswered')}</h2>
      <StepDue open={open} tasks={ANSWERS} />
      {unanswered.length === 0 && <p className={styles.note}>{t('interviews.noUnanswered')}</p>}
      {unanswered.map((question) =>
        mayWrite ? (
          <AnswerForm key={question.id} interview={interview.id} question={question} />
        ) : (
          <div key={question.id}>
            <p className={styles.text}>{question.text}</p>
            {question.answer && (
              <p className={styles.text}>{t('interviews.answers', { text: question.answer })}</p>
            )}
          </div>
        ),
      )}
    </section>
  );
}

function AnswerForm({ interview, question }: { readonly interview: string; readonly question: Question }) {
  const [answer, setAnswer] = useState(question.answer ?? '');
  const saving = usePart(
    () => answerQuestion({ interview, question: question.id }, answer),
    t('interviews.answerSaved'),
  );
  return (
    <PartForm
      id={`answer-${question.id}`}
      title={question.text}
      saving={saving}
      submit={t('interviews.saveAnswer')}
    >
      {question.answer && (
        <p>
          <Tag tone="ok">{t('interviews.answeredLater')}</Tag>
        </p>
      )}
      <TextArea
        label={t('interviews.laterAnswer')}
        rows={3}
        max={5000}
        value={answer}
        onChange={setAnswer}
        error={saving.faultOf('answer')}
      />
    </PartForm>
  );
}
