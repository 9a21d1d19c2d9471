import type { TimelineEntry } from '../../api/case-queries.js';

/**
 * What somebody else has done in a case since it was looked at: the latest important act.
 *
 * @param entries oldest first
 * @param seen `seq` of the last entry that was looked at
 * @param reader title of the account that looks
 */
export const newsSince = (
  entries: readonly TimelineEntry[],
  seen: number,
  reader: string,
): TimelineEntry | undefined =>
  entries.findLast(
    ({ seq, importance, actor, text }) =>
      seq > seen && importance === 'high' && actor !== null && actor !== reader && text !== null,
  );
