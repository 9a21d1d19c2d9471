import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ArrowDown, ArrowDownUp } from 'lucide-react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import type { Act, Interview, Question, Utterance } from '../api.js';
import { isForward, nextAct, stateOf, stepOf, transcriptOrder } from '../interview-state.js';
import { ReasonDialog } from './reason-dialog.js';
import { useUtteranceActs } from './use-utterance-acts.js';
import { UtteranceRow } from './utterance-row.js';
import styles from './live.module.css';

interface Props {
  readonly interview: Interview;
  readonly utterances: readonly Utterance[];
  readonly questions: readonly Question[];
}

/** Who writes is shown where. */
function emptyText(
  interview: Interview,
): 'interviews.noWords' | 'interviews.noWordsYet' | 'interviews.notLiveYet' {
  const state = stateOf(interview);
  if (state === 'preparing' || state === 'announced') return 'interviews.notLiveYet';
  const writes = interview.you.crew.some((role) => role !== 'reviewer');
  return state === 'live' && writes ? 'interviews.noWords' : 'interviews.noWordsYet';
}

const NEAR_END_PX = 80;
/** Rows that are drawn, and how many further ones a press brings: an afternoon has a thousand. */
const ROWS = 100;

/** What is said, newest last: published words, then those on their way, each with how long it has waited. */
export function Transcript({ interview, utterances, questions }: Props) {
  const [asked, setAsked] = useState<{ readonly act: Act; readonly utterance: Utterance }>();
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isAway, setAway] = useState(false);
  const [drawn, setDrawn] = useState(ROWS);
  const acts = useUtteranceActs(interview.id);
  const rows = transcriptOrder(utterances);
  const published = rows.filter(({ state }) => state === 'published').length;
  const waiting = (step: 'toReview' | 'toPublish'): number =>
    rows.filter((utterance) => stepOf(utterance) === step).length;
  // `Ctrl Enter` acts on the words that have waited longest.
  const next = rows.find((utterance) => nextAct(utterance) !== undefined);
  // Words that a key acts on are seen.
  const mostHidden = next ? rows.indexOf(next) : rows.length;
  const hidden = Math.max(0, Math.min(rows.length - drawn, mostHidden));
  const toEnd = (): void => {
    const { current } = box;
    if (current) current.scrollTop = current.scrollHeight;
  };
  // Follows what is said, unless one reads further up.
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
  }, [utterances]);
  useEffect(() => {
    const act = next && nextAct(next);
    if (!act) return;
    return keys.add([
      { keys: 'Ctrl+Enter', title: t(`interviews.act_${act}`), run: () => acts.run(next, { act }) },
    ]);
  });
  return (
    <>
      <header className={styles.transcriptHead}>
        <h2>{t('interviews.transcript')}</h2>
        <span className="num">
          {t('interviews.publishedCount', { n: published })} ·{' '}
          {t('interviews.toReviewCount', { n: waiting('toReview') })} ·{' '}
          {t('interviews.toPublishCount', { n: waiting('toPublish') })}
        </span>
        <span className={styles.order}>
          <ArrowDownUp size={14} aria-hidden />
          {t('interviews.newestLast')}
        </span>
      </header>
      <div
        ref={box}
        className={styles.words}
        tabIndex={0}
        role="region"
        aria-label={t('interviews.transcript')}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
          setAway(!isAtEnd.current);
        }}
      >
        {rows.length === 0 && <p className={styles.none}>{t(emptyText(interview))}</p>}
        {hidden > 0 && (
          <p className={styles.none}>
            <Button size="small" onPress={() => setDrawn(drawn + ROWS)}>
              {t('interviews.earlierWords', { n: Math.min(hidden, ROWS), all: hidden })}
            </Button>
          </p>
        )}
        <ol className={styles.rows} start={hidden + 1}>
          {rows.slice(hidden).map((utterance) => (
            <UtteranceRow
              key={utterance.id}
              utterance={utterance}
              question={questions.find(({ id }) => id === utterance.question)}
              hasKey={utterance === next}
              onAct={(act) => (isForward(act) ? acts.run(utterance, { act }) : setAsked({ act, utterance }))}
            />
          ))}
        </ol>
      </div>
      {isAway && (
        <p className={styles.toLatest}>
          <Button size="small" onPress={toEnd}>
            <ArrowDown size={14} aria-hidden />
            {t('interviews.toLatest')}
          </Button>
        </p>
      )}
      {acts.refusal && (
        <p role="alert" className={styles.refusal}>
          {acts.refusal}
        </p>
      )}
      {asked && <ReasonDialog {...asked} acts={acts} onClose={() => setAsked(undefined)} />}
    </>
  );
}
