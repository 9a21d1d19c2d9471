import { randomUUID } from 'node:crypto';
import type { MissedThreshold } from '../read-model/missed-thresholds.js';
import { CARD_LEVELS, type CardLevel, type CardRow, type NewCard } from '../cards/card-rows.js';
import type { ClockRow } from '../read-model/clock-rows.js';
import { REMINDERS } from '../time-limits/ladder.js';

/** A clock at least one of whose thresholds is reached. */
export type DueClock = Pick<
  ClockRow,
  | 'process_id'
  | 'number'
  | 'limit_key'
  | 'unit'
  | 'due_at'
  | 'thresholds'
  | 'missed'
  | 'policy_id'
  | 'policy_version'
  | 'calendar_version'
> & {
  /** Since when it has been paused or stopped: it reaches no threshold after that. */
  readonly still_since: Date | null;
  /** When a command was accepted that the process has not applied yet and that may stop the clock. */
  readonly acted_at: Date | null;
};

/** A yellow card without the written statement that was due. */
export type DueStatement = Pick<
  CardRow,
  'id' | 'process_id' | 'clock' | 'unit' | 'due_at' | 'policy_id' | 'policy_version' | 'calendar_version'
> & {
  readonly statement_due_at: Date;
  /** Its clock has a red card already, for another reason. */
  readonly has_red: boolean;
};

/** What the plan needs of the clock's policy. */
export interface PlanRules {
  /** Two yellow cards of one unit on one matter: the second is red. */
  readonly redOnSecondYellow: boolean;
  /** Whether two units answer as one: a county answers through its offices. */
  readonly isOneUnit: (unit: string, other: string) => boolean;
  readonly points: { readonly yellow: number; readonly red: number; readonly absorb: boolean };
  /** Why a card is given, in words. */
  readonly reasonOf: (card: {
    readonly threshold: string;
    readonly level: CardLevel;
    readonly dueAt: Date | null;
  }) => string;
  /** When a card that is raised now counts as issued. */
  readonly issueAt: number;
}

/** Yellow and red cards in force on one process: of which clock, which level, to whom. */
export type CardsInForce = { readonly clock: number; readonly level: CardLevel; readonly unit: string }[];

export interface ClockPlan {
  readonly cards: readonly NewCard[];
  /** The rest of the ladder. */
  readonly thresholds: Readonly<Record<string, string>>;
  readonly nextAt: string | null;
}

/**
 * The cards of the thresholds that a clock has reached, mildest first, with those it had reached before it changed or
 * stopped, and the rest of its ladder. Adds what it plans to `inForce`, so that two clocks of one process that are late
 * at the same instant see each other's cards.
 */
export function planCards(clock: DueClock, now: number, rules: PlanRules, inForce: CardsInForce): ClockPlan {
  const cards: NewCard[] = [];
  const left: Record<string, string> = {};
  const until = Math.min(now, clock.still_since?.getTime() ?? now, clock.acted_at?.getTime() ?? now);
  const raise = (threshold: CardThreshold, reachedAt: string, under: DueClock): void => {
    const level = levelOf(threshold, under, rules, inForce);
    if (level === null) return;
    inForce.push({ clock: clock.number, level, unit: under.unit });
    const reason = rules.reasonOf({ threshold, level, dueAt: under.due_at });
    cards.push(newCard(under, { threshold, level, reachedAt, now, reason, ...rules }));
  };
  for (const threshold of THRESHOLDS) {
    for (const missed of clock.missed ?? []) {
      if (missed.threshold === threshold) raise(threshold, missed.at, asMissed(clock, missed));
    }
    const at = clock.thresholds?.[threshold];
    if (at === undefined) continue;
    if (Date.parse(at) <= until) raise(threshold, at, clock);
    else left[threshold] = at;
  }
  const ahead = clock.still_since ? [] : Object.values(left);
  const nextAt = ahead.reduce<string | null>((a, b) => (a === null || b < a ? b : a), null);
  return { cards, thresholds: left, nextAt };
}

/** The clock with the unit and the due time that it had when the threshold was reached. */
function asMissed(clock: DueClock, { unit, dueAt, calendarVersion }: MissedThreshold): DueClock {
  return {
    ...clock,
    unit,
    due_at: dueAt === null ? null : new Date(dueAt),
    calendar_version: calendarVersion,
  };
}

type CardThreshold = CardLevel | (typeof REMINDERS)[number];
/** Mildest first. */
const THRESHOLDS: readonly CardThreshold[] = [
  ...REMINDERS,
  ...CARD_LEVELS.filter((level) => level !== 'warning'),
];

/** Null when the clock has its red card already, for another reason. */
function levelOf(
  threshold: CardThreshold,
  { number: clock, unit }: Pick<DueClock, 'number' | 'unit'>,
  rules: PlanRules,
  inForce: CardsInForce,
): CardLevel | null {
  if (threshold === 'lastWarning') return 'warning';
  if (threshold === 'red' && inForce.some((card) => card.clock === clock && card.level === 'red'))
    return null;
  if (threshold !== 'yellow' || !rules.redOnSecondYellow) return threshold;
  const before = inForce.some(
    (card) => card.clock !== clock && card.level === 'yellow' && rules.isOneUnit(card.unit, unit),
  );
  return before ? 'red' : 'yellow';
}

/** An automatic card that waits to be issued. A warning is issued at once: it only reminds, so nobody has to stop it. */
export function newCard(
  clock: Omit<DueClock, 'thresholds' | 'missed' | 'still_since' | 'acted_at' | 'limit_key'>,
  card: Pick<PlanRules, 'points' | 'issueAt'> & {
    readonly threshold: string;
    readonly level: CardLevel;
    readonly reachedAt: string;
    readonly now: number;
    readonly reason: string;
  },
): NewCard {
  const { threshold, level, reachedAt, now, points, issueAt, reason } = card;
  return {
    id: randomUUID(),
    process_id: clock.process_id,
    clock: clock.number,
    threshold,
    level,
    unit: clock.unit,
    source: 'auto',
    state: 'pending',
    points: level === 'yellow' || level === 'red' ? points[level] : 0,
    absorbs: level === 'red' && points.absorb,
    due_at: clock.due_at?.toISOString() ?? null,
    reached_at: reachedAt,
    created_at: new Date(now).toISOString(),
    issue_at: new Date(level === 'warning' ? now : issueAt).toISOString(),
    issued_at: null,
    reason,
    policy_id: clock.policy_id,
    policy_version: clock.policy_version,
    calendar_version: clock.calendar_version,
  };
}
