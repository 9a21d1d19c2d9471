import { useMemo, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { t } from '../../../messages/t.js';
import type { Interview, Question } from '../api.js';
import { byList, type QuestionList } from '../interview-state.js';
import { DropDialog } from './drop-dialog.js';
import { QuestionRow } from './question-row.js';
import { useQuestionActs } from './use-question-acts.js';
import { useQuestionKeys } from './use-question-keys.js';
import styles from './questions.module.css';

interface Props {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  /** The lists that are offered; the first one is open. */
  readonly lists: readonly QuestionList[];
  /** Answers a question in the composer; undefined: not here. */
  readonly onAnswer?: ((question: Question) => void) | undefined;
}

/** Questions by list, walked and decided with keys. */
export function QuestionPanel({ interview, questions, lists, onAnswer }: Props) {
  const [list, setList] = useState<QuestionList>(lists[0]!);
  const [dropped, setDropped] = useState<Question>();
  const sorted = useMemo(() => byList(questions), [questions]);
  const rows = sorted[list];
  const { isOffice } = interview.you;
  const approved = questions.filter(({ state }) => state === 'approved').length;
  const acts = useQuestionActs(interview);
  const [current, setCurrent] = useQuestionKeys(rows, isOffice, {
    approve: (question) => acts.decide(question, 'approve'),
    drop: setDropped,
    choose: acts.choose,
  });
  return (
    <>
      <header className={styles.head}>
        <ToggleButtonGroup
          aria-label={t('interviews.questions')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[list]}
          onSelectionChange={([id]) => setList(lists.find((one) => one === id) ?? list)}
          className={styles.lists!}
        >
          {lists.map((id) => (
            <ToggleButton key={id} id={id} className={styles.listButton!}>
              {t(`interviews.list_${id}`)} <span className="num">{sorted[id].length}</span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className={styles.total}>
          {isOffice
            ? t('interviews.total', { n: questions.length })
            : t('interviews.totalApproved', { n: approved })}
        </span>
      </header>
      {rows.length === 0 ? (
        <p className={styles.none}>
          {t(list === 'waiting' ? 'interviews.noQuestionsWaiting' : 'interviews.noQuestions')}
        </p>
      ) : (
        <ul className={styles.questions}>
          {rows.map((question) => (
            <QuestionRow
              key={question.id}
              question={question}
              isCurrent={question.id === current}
              mayDecide={isOffice}
              isLiveOver={interview.liveEndedAt !== null}
              onSelect={() => setCurrent(question.id)}
              onDrop={() => setDropped(question)}
              onAnswer={onAnswer}
              acts={acts}
            />
          ))}
        </ul>
      )}
      {acts.refusal && (
        <p role="alert" className={styles.refusal}>
          {acts.refusal}
        </p>
      )}
      {dropped && (
        <DropDialog
          question={dropped}
          onDrop={(reason) => acts.drop(dropped, reason)}
          onClose={() => setDropped(undefined)}
        />
      )}
    </>
  );
}
