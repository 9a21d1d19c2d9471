import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { KeyHint } from '../../../ui/key-hint.js';
import { Tag } from '../../../ui/tag.js';
import type { Question } from '../api.js';
import { listOf } from '../interview-state.js';
import type { QuestionActs } from './use-question-acts.js';
import styles from './questions.module.css';

export const questionRowId = (id: string): string => `question-${id}`;

interface Props {
  readonly question: Question;
  readonly isCurrent: boolean;
  readonly mayDecide: boolean;
  readonly isLiveOver: boolean;
  readonly onSelect: () => void;
  readonly onDrop: () => void;
  readonly onAnswer: ((question: Question) => void) | undefined;
  readonly acts: QuestionActs;
}

/** One question, as it was sent, and what can be done with it. */
export function QuestionRow(props: Props) {
  const { question, isCurrent, onSelect } = props;
  const { id, text, nickname, askedAt, setAside, answeredIn, chosen, reason, decidedBy, state } = question;
  return (
    <li
      id={questionRowId(id)}
      className={`${styles.question} ${isCurrent ? styles.current : ''}`}
      aria-current={isCurrent || undefined}
      onClick={onSelect}
    >
      <p className={styles.text}>{text}</p>
      <div className={styles.meta}>
        <span>
          {nickname ? t('interviews.netizen', { name: nickname }) : t('interviews.anonymous')} ·{' '}
          {listInstant(askedAt, new Date())}
        </span>
        {setAside && <Tag tone="warn">{t(`interviews.held_${setAside as 'REPEATED' | 'FLOOD'}`)}</Tag>}
        {chosen && <Tag tone="accent">{t('interviews.chosenTag')}</Tag>}
        {answeredIn !== null && <Tag tone="ok">{t('interviews.answeredIn', { n: answeredIn })}</Tag>}
        {state === 'dropped' && reason && (
          <span>{t('interviews.decidedBy', { by: decidedBy ?? '', reason })}</span>
        )}
        <Acts {...props} />
      </div>
    </li>
  );
}

function Acts({ question, isCurrent, mayDecide, isLiveOver, onDrop, onAnswer, acts }: Props) {
  const list = listOf(question);
  const hint = (keys: string) => isCurrent && <KeyHint keys={keys} />;
  const mayAnswer = onAnswer && (list === 'approved' || list === 'chosen');
  if (!mayDecide && !mayAnswer) return null;
  const mayDrop = list === 'waiting' || (!isLiveOver && (list === 'approved' || list === 'chosen'));
  return (
    <span className={styles.acts}>
      {mayAnswer && (
        <Button size="small" onPress={() => onAnswer(question)}>
          {t('interviews.answerLive')}
        </Button>
      )}
      {mayDecide && (list === 'waiting' || (list === 'dropped' && !isLiveOver)) && (
        <Button
          size="small"
          kind={isCurrent ? 'primary' : undefined}
          onPress={() => acts.decide(question, 'approve')}
        >
          {t('interviews.approve')}
          {hint('A')}
        </Button>
      )}
      {mayDecide && !isLiveOver && (list === 'approved' || list === 'chosen') && (
        <Button size="small" onPress={() => acts.choose(question)}>
          {t(question.chosen ? 'interviews.unchoose' : 'interviews.choose')}
          {hint('S')}
        </Button>
      )}
      {mayDecide && list === 'held' && !isLiveOver && (
        <Button size="small" onPress={() => acts.release(question)}>
          {t('interviews.release')}
        </Button>
      )}
      {mayDecide && mayDrop && (
        <Button size="small" onPress={onDrop}>
          {t('interviews.drop')}
          {hint('D')}
        </Button>
      )}
    </span>
  );
}
