import { useEffect, useState } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import type { Question } from '../api.js';
import { listOf } from '../interview-state.js';
import { questionRowId } from './question-row.js';

interface KeyActs {
  readonly approve: (question: Question) => void;
  readonly drop: (question: Question) => void;
  readonly choose: (question: Question) => void;
}

/**
 * `J K` walk the questions, `A` approves, `D` drops, `S` chooses for the interview. The first one is current; after an act that takes
 * a question off the list, the one in its place is.
 *
 * @returns id of the current one, and what makes another one current
 */
export function useQuestionKeys(
  rows: readonly Question[],
  isOn: boolean,
  acts: KeyActs,
): [current: string | undefined, setCurrent: (id: string) => void] {
  const [place, setPlace] = useState(0);
  const [chosen, setChosen] = useState<string>();
  const found = rows.findIndex(({ id }) => id === chosen);
  const index = found >= 0 ? found : Math.min(place, rows.length - 1);
  const current = rows[index];
  const go = (to: number): void => {
    const next = rows[Math.min(Math.max(to, 0), rows.length - 1)];
    setChosen(next?.id);
    setPlace(Math.max(0, to));
    if (next) document.getElementById(questionRowId(next.id))?.scrollIntoView({ block: 'nearest' });
  };
  useEffect(() => {
    if (!isOn || !current) return;
    const list = listOf(current);
    const isApproved = list === 'approved' || list === 'chosen';
    const act = (may: boolean, run: (question: Question) => void) => (): void => {
      if (!may) return;
      setPlace(index);
      run(current);
    };
    return keys.add([
      { keys: 'J', title: t('interviews.nextQuestion'), run: () => go(index + 1) },
      { keys: 'K', title: t('interviews.previousQuestion'), run: () => go(index - 1) },
      { keys: 'A', title: t('interviews.approve'), run: act(list === 'waiting', acts.approve) },
      { keys: 'D', title: t('interviews.drop'), run: act(list === 'waiting' || isApproved, acts.drop) },
      { keys: 'S', title: t('interviews.choose'), run: act(isApproved, acts.choose) },
    ]);
  });
  return [
    current?.id,
    (id) => {
      setChosen(id);
      setPlace(rows.findIndex((row) => row.id === id));
    },
  ];
}
