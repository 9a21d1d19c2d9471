import { useEffect, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { focusFirst } from '../../../forms/fault-summary.js';
import { FIRST_FIELD } from '../../../forms/fields/field-props.js';
import { keys } from '../../../lib/key-table.js';
import type { TaskDetail } from '../api.js';

/** A task that approves what somebody else wrote: yes or no. */
export const isReview = ({ fourEyes, outcomes }: Pick<TaskDetail, 'fourEyes' | 'outcomes'>): boolean =>
  fourEyes.length > 0 && outcomes.length === 2;

/**
 * `A` approves, `B` sends back. `A` moves to the button and does not press it: what is signed cannot be taken back, and the
 * effect stands beside it. `B` moves to the reason.
 */
export function useReviewKeys(
  task: TaskDetail,
  choose: (outcome: string) => void,
  box: RefObject<HTMLElement | null>,
): void {
  const [yes, no] = isReview(task) ? task.outcomes : [];
  useEffect(() => {
    if (!yes || !no) return;
    const go = (outcome: string, part: string) => (): void => {
      // Drawn at once: the next key already belongs to what has the focus.
      flushSync(() => choose(outcome));
      focusFirst(box.current?.querySelector(part) ?? null);
    };
    return keys.add([
      ...(yes.allowed
        ? [{ keys: 'A', title: yes.title, run: go(yes.name, ':has(> button[type=submit])') }]
        : []),
      ...(no.allowed ? [{ keys: 'B', title: no.title, run: go(no.name, FIRST_FIELD) }] : []),
    ]);
  }, [yes, no, choose, box]);
}
