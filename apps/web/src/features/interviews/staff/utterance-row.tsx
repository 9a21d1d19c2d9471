import { Check, Clock, Undo2 } from 'lucide-react';
import { timeOf } from '../../../lib/dates.js';
import { useSeconds } from '../../../lib/use-seconds.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { KeyHint } from '../../../ui/key-hint.js';
import { Tag } from '../../../ui/tag.js';
import type { Act, Question, Utterance } from '../api.js';
import { isForward, nextAct, stepOf, waitedSeconds } from '../interview-state.js';
import styles from './live.module.css';

interface Props {
  readonly utterance: Utterance;
  /** The question that it answers. */
  readonly question: Question | undefined;
  /** Whether `Ctrl Enter` acts on it. */
  readonly hasKey: boolean;
  readonly onAct: (act: Act) => void;
}

const isPending = (utterance: Utterance): boolean => stepOf(utterance) !== null;

/** Words of one speaker: who said them, how far they are, how long they have waited, and what the account may do. */
export function UtteranceRow({ utterance, question, hasKey, onAct }: Props) {
  const { speaker, text, images, state, isOwn } = utterance;
  const tone = state === 'retracted' ? styles.gone : isPending(utterance) ? styles.pending : '';
  return (
    <li className={`${styles.row} ${tone} ${isOwn && isPending(utterance) ? styles.own : ''}`}>
      <div className={styles.speaker}>
        <b>{speaker}</b>
        <span>{stageText(utterance)}</span>
      </div>
      <div className={styles.said}>
        {question && <p className={styles.answers}>{t('interviews.answers', { text: question.text })}</p>}
        <p className={styles.text}>{text}</p>
        {images.map((id, index) => (
          <img
            key={id}
            className={styles.picture}
            src={`/api/v1/attachments/${id}?inline=true`}
            alt={t('interviews.picture', { speaker, n: index + 1 })}
            loading="lazy"
          />
        ))}
        <Returned utterance={utterance} />
      </div>
      <div className={styles.state}>
        {isPending(utterance) && <Waited utterance={utterance} />}
        {state === 'published' && utterance.publishedAt && (
          <Tag tone="ok" icon={Check}>
            {t('interviews.publishedAt', { at: timeOf(utterance.publishedAt) })}
          </Tag>
        )}
        {state === 'retracted' && (
          <Tag tone="line" icon={Undo2}>
            {t('interviews.retracted')}
          </Tag>
        )}
        <Acts utterance={utterance} hasKey={hasKey} onAct={onAct} />
      </div>
    </li>
  );
}

/** What is done with one press; what the four eyes forbid is shown with its reason. */
function Acts({ utterance, hasKey, onAct }: Pick<Props, 'utterance' | 'hasKey' | 'onAct'>) {
  const { possible } = utterance;
  const refused = possible.find(({ act, allowed }) => !allowed && isForward(act));
  const forward = nextAct(utterance);
  return (
    <>
      {forward && (
        <Button size="small" kind="primary" onPress={() => onAct(forward)}>
          {t(`interviews.act_${forward}`)}
          {hasKey && <KeyHint keys="Ctrl+Enter" />}
        </Button>
      )}
      {!forward && refused && <span className={styles.refused}>{refused.refusal?.text}</span>}
      <span className={styles.smallActs}>
        {possible
          .filter(({ act, allowed }) => allowed && !isForward(act))
          .map(({ act }) => (
            <Button key={act} size="small" kind="ghost" onPress={() => onAct(act)}>
              {t(`interviews.act_${act}`)}
            </Button>
          ))}
      </span>
    </>
  );
}

function Waited({ utterance }: Pick<Props, 'utterance'>) {
  const seconds = waitedSeconds(utterance, useSeconds());
  return (
    <Tag tone="warn" icon={Clock}>
      {seconds < 60
        ? t('interviews.waitedSeconds', { n: seconds })
        : t('interviews.waitedMinutes', { n: Math.floor(seconds / 60) })}
    </Tag>
  );
}

/** Why it came back, until it is revised. */
function Returned({ utterance: { acts, state } }: Pick<Props, 'utterance'>) {
  const last = acts.at(-1);
  if (state !== 'draft' || last?.act !== 'return') return null;
  return (
    <p className={styles.returned}>
      {t('interviews.returnedBecause', { by: last.by, reason: last.reason ?? '' })}
    </p>
  );
}

function stageText(utterance: Utterance): string {
  const { number, state } = utterance;
  if (number !== null) return t('interviews.nth', { n: number });
  if (stepOf(utterance) === 'toPublish') return t('interviews.toPublish');
  return t(state === 'draft' ? 'interviews.draft' : 'interviews.reviewed');
}
