import type { FollowedLetter } from './followed-letter.js';
import type { CourseRow } from './public-steps.js';

/** What a writer was told. */
export interface NoticeRow {
  readonly at: Date;
  readonly kind: string;
  readonly text: string | null;
  /** Number of the task that told it. */
  readonly task: number | null;
}

type Followed = Pick<FollowedLetter, 'since' | 'until' | 'told_task'>;

const isWhileFollowed = (at: Date, { since, until }: Followed): boolean =>
  at >= since && (until === null || at <= until);

/**
 * What the writer of a letter was told that another one follows, as far as it is for the other's writer as well: not what
 * only that one can answer, nor what was said before the merge or after the other had its own answer or refusal.
 */
export function noticesWhileFollowed(rows: readonly NoticeRow[], followed: Followed): NoticeRow[] {
  return rows.filter(
    ({ at, kind, task }) =>
      kind !== 'QUESTION' &&
      kind !== 'SEPARATED' &&
      // The clocks of two programs may differ by more than lies between the two.
      (isWhileFollowed(at, followed) || (task !== null && task === followed.told_task)),
  );
}

/** How that one ends is not how this one does: its writer is told what becomes of his own. */
const ENDS = ['process.cancelled', 'process.lost'];
const OF_ITS_OWN_WRITER = ['supplement', 'withdrawn', 'lapsed'];

/**
 * The course of a letter with that of the one that it follows in between: from where that one stood at the merge to where
 * it was when this one had its answer or refusal. That it waits for its own writer is nothing to the other's.
 *
 * @param own oldest first, as `shared`
 */
export function stepsTogether(
  own: readonly CourseRow[],
  shared: readonly CourseRow[],
  followed: Followed,
): CourseRow[] {
  const { since } = followed;
  const merged = own.findIndex(({ stage, at }) => stage === 'merged' && at >= since);
  const at = own[merged]?.at ?? since;
  const steps = shared.filter(
    ({ type, stage }) => !ENDS.includes(type) && !OF_ITS_OWN_WRITER.includes(stage ?? ''),
  );
  return [
    ...own.slice(0, merged + 1),
    ...steps.filter((step) => step.at < since).map((step) => ({ ...step, at, before: true })),
    ...byTime(
      steps.filter((step) => isWhileFollowed(step.at, followed)),
      // That it follows once more, after an objection to a refusal, moves neither of the two.
      own.slice(merged + 1).filter(({ stage }) => stage !== 'merged'),
    ),
  ];
}

/** Both in one order, that of each kept. */
function byTime(shared: readonly CourseRow[], own: readonly CourseRow[]): CourseRow[] {
  const rows: CourseRow[] = [];
  let next = 0;
  for (const step of shared) {
    while (next < own.length && own[next]!.at < step.at) rows.push(own[next++]!);
    rows.push(step);
  }
  return [...rows, ...own.slice(next)];
}
