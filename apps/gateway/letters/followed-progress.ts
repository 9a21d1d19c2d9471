import type { NoticeRow } from '../../../domain/letters/letter-status.repository.js';
import type { FollowedLetter } from '../../../domain/letters/merged-letters.repository.js';
import type { ProgressEntry } from './public-steps.js';

type Followed = Pick<FollowedLetter, 'since' | 'until' | 'sharedTask'>;

const isWhileFollowed = (at: Date, { since, until }: Followed): boolean =>
  at >= since && (until === null || at <= until);

/**
 * Selects the notices of a followed letter that the writer of the merged one reads too. Left out are questions, which only
 * the other writer can answer, and notices from before the merge or after the merged letter got its own result.
 */
export function noticesWhileFollowed(rows: readonly NoticeRow[], followed: Followed): NoticeRow[] {
  return rows.filter(
    ({ at, kind, task }) =>
      kind !== 'QUESTION' &&
      kind !== 'SEPARATED' &&
      // The clocks of two programs may differ by more than the time between the two events.
      (isWhileFollowed(at, followed) || (task !== null && task === followed.sharedTask)),
  );
}

/** The merged letter has an end of its own: the end of the followed letter is left out. */
const ENDS = ['process.cancelled', 'process.lost'];
const OF_ITS_OWN_WRITER = ['supplement', 'withdrawn', 'lapsed'];

/**
 * Merges the timeline of a letter with that of the letter it follows, from the merge until the merged letter gets its own
 * result. Stages in which the followed letter waits for its own writer are left out.
 *
 * @param own entries of the merged letter, oldest first
 * @param shared entries of the followed letter, oldest first
 */
export function stepsTogether(
  own: readonly ProgressEntry[],
  shared: readonly ProgressEntry[],
  followed: Followed,
): ProgressEntry[] {
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
      // Following again after an objection to a rejection is no progress of either letter.
      own.slice(merged + 1).filter(({ stage }) => stage !== 'merged'),
    ),
  ];
}

/** Merges two sorted lists by time and keeps the order within each. */
function byTime(shared: readonly ProgressEntry[], own: readonly ProgressEntry[]): ProgressEntry[] {
  const rows: ProgressEntry[] = [];
  let next = 0;
  for (const step of shared) {
    while (next < own.length && own[next]!.at < step.at) rows.push(own[next++]!);
    rows.push(step);
  }
  return [...rows, ...own.slice(next)];
}
