import { dayOf, lastDayOf } from '../time-limits/civil-time.js';
import { basisOf, type CardPolicies } from './card-policies.js';
import type { CardRow } from './card-rows.js';
import type { NewSupervisionEvent, SupervisionEventData, SupervisionEventType } from './events.js';

/** The process of an event, as far as the feed may know it. */
export interface EventSubject {
  readonly process_id: string;
  readonly process_key: string;
  readonly subject: string;
  readonly confidential: boolean;
  readonly unit: string | null;
  readonly unit_name: string | null;
}

/**
 * Of an accusation the feed learns that something is late, and an id to ask by: neither a number nor a unit, because
 * either could lead whoever is accused to the letter.
 */
export function eventSubject(row: EventSubject): {
  subject: string;
  process: string;
  unit: string | null;
  data: Pick<SupervisionEventData, 'processId' | 'subject' | 'org' | 'confidential'>;
} {
  const { process_id: process, process_key: kind, confidential } = row;
  const unit = confidential ? null : row.unit;
  return {
    subject: confidential ? process : row.subject,
    process,
    unit,
    data: {
      processId: process,
      subject: { kind, no: confidential ? null : row.subject, maskedTitle: null },
      org: unit === null ? null : { code: unit, name: row.unit_name ?? unit },
      confidential,
    },
  };
}

/** What the supervision platform is told of a card. */
export function cardEvent(
  type: SupervisionEventType,
  card: CardRow,
  at: number,
  policies: Pick<CardPolicies, 'policy' | 'calendar'>,
): NewSupervisionEvent {
  const { data, ...about } = eventSubject(card);
  const { policy, calendar } = basisOf(policies, card);
  const due = card.due_at?.getTime();
  const late =
    due === undefined ? 0 : calendar.region(policy.region).workingDaysBetween(lastDayOf(due), dayOf(at));
  return {
    ...about,
    type,
    at,
    level: card.level,
    data: {
      ...data,
      cardId: card.id,
      clock: clockOf(card, policy.cards),
      level: card.level,
      issuedBy: card.source === 'auto' ? 'AUTO' : 'MANUAL',
      dueAt: due === undefined ? null : new Date(due).toISOString(),
      overdueWorkingDays: Math.max(0, late),
      policyVersion: `${card.policy_id}/${card.policy_version}`,
      calendarVersion: card.calendar_version,
    },
  };
}

export const FALSE_CLOSURE_RUNG = 'falseClosure';

function clockOf(
  card: CardRow,
  ladders: Readonly<Record<string, { clock: string } | undefined>>,
): string | null {
  if (card.rung === FALSE_CLOSURE_RUNG) return 'C6';
  return (card.limit_key !== null && ladders[card.limit_key]?.clock) || null;
}
