import type { TimelineEntry } from '../../api/case-queries.js';
import { dayOf, type Instant } from '../../lib/dates.js';
import type { WorkingDays } from '../../lib/working-days.js';
import { idleDays } from './idle.js';

/** Working days without an act that are worth saying. */
const WORTH_SAYING = 3;

export type TimelineRow =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'entry'; readonly entry: TimelineEntry }
  /** Nobody acted for so many working days; `untilNow`: nobody has acted since. */
  | { readonly kind: 'idle'; readonly id: string; readonly days: number; readonly untilNow: boolean };

export interface TimelineView {
  /** Also what follows from other entries by itself. */
  readonly all: boolean;
  readonly now: Instant;
  /** Nothing more will happen. */
  readonly isEnded: boolean;
}

/**
 * What a timeline shows, newest first, under the days on which it happened. Idle stretches lie between acts of people; cards and
 * other consequences within one do not end it.
 *
 * @param entries oldest first
 */
export function timelineRows(
  entries: readonly TimelineEntry[],
  { all, now, isEnded }: TimelineView,
  days: WorkingDays,
): TimelineRow[] {
  const rows: TimelineRow[] = []; // oldest first
  let lastAct: string | undefined;
  const addIdle = (until: Instant, untilNow: boolean): void => {
    const idle = lastAct === undefined ? 0 : idleDays(lastAct, until, days);
    if (idle >= WORTH_SAYING) rows.push({ kind: 'idle', id: `idle-${lastAct}`, days: idle, untilNow });
  };
  for (const entry of entries) {
    if (isAct(entry)) {
      addIdle(entry.at, false);
      lastAct = entry.at;
    }
    if (entry.text !== null && (all || entry.importance === 'high')) rows.push({ kind: 'entry', entry });
  }
  if (!isEnded) addIdle(now, true);
  return withDays(rows.reverse());
}

/** Somebody did something: not what the system has noted. */
const isAct = ({ actor, importance }: TimelineEntry): boolean => actor !== null && importance !== 'low';

/** @param rows newest first */
function withDays(rows: readonly TimelineRow[]): TimelineRow[] {
  let last: string | undefined;
  return rows.flatMap((row): TimelineRow[] => {
    if (row.kind !== 'entry') return [row];
    const day = dayOf(row.entry.at);
    if (day === last) return [row];
    last = day;
    return [{ kind: 'day', day }, row];
  });
}
