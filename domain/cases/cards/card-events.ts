import type { Executor } from '../../../infra/database/query.js';
import { dayOf, lastDayOf } from '../../time/civil-time.js';
import { basisOf, type CardPolicies } from './card-policies.js';
import { CardRecordsRepository } from './card-records.repository.js';
import type { CardRow } from './card-rows.js';
import { cardEntry } from './card-timeline.js';
import { cardTitle } from './card-titles.js';
import type {
  EventSubject,
  NewSupervisionEvent,
  SupervisionEventData,
  SupervisionEventType,
} from './supervision-events.js';
import { appendSupervisionEvents } from './supervision-events.repository.js';
import { appendTimeline } from '../timeline/append-timeline.js';

/**
 * The process as the feed shows it. Of an accusation the feed has only an id to query by: a number or a unit could lead the
 * accused to the letter.
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

/** The event of a card for the supervision platform. */
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
      title: cardTitle(card.level, card.clock_title),
      number: card.number,
      // A person may have written the reason, so the feed has none of an accusation.
      ...(card.reason !== null && !card.confidential && { reason: card.reason }),
      issuedBy: card.source === 'auto' ? 'AUTO' : 'MANUAL',
      dueAt: due === undefined ? null : new Date(due).toISOString(),
      overdueWorkingDays: Math.max(0, late),
      policyVersion: `${card.policy_id}/${card.policy_version}`,
      calendarVersion: card.calendar_version,
    },
  };
}

/** Writes the timeline entries of cards that were revoked or stopped before issue, and the feed's events of the former. */
export async function recordRevokedCards(
  tx: Executor,
  ids: readonly string[],
  act: {
    readonly at: number;
    readonly reason: string;
    readonly policies: Pick<CardPolicies, 'policy' | 'calendar'>;
  },
): Promise<void> {
  if (ids.length === 0) return;
  const { at, reason, policies } = act;
  const cards = await new CardRecordsRepository(tx).find(ids);
  const step = ({ state }: CardRow): 'stopped' | 'revoked' => (state === 'stopped' ? 'stopped' : 'revoked');
  await appendTimeline(
    tx,
    cards.map((card) => cardEntry(step(card), card, { at, reason })),
  );
  const revoked = cards.filter((card) => step(card) === 'revoked');
  await appendSupervisionEvents(
    tx,
    revoked.map((card) => cardEvent('duban.card.revoked', card, at, policies)),
  );
}

export const FALSE_CLOSURE_THRESHOLD = 'falseClosure';
/** Its name in the feed, beside the names of clocks. */
export const FALSE_CLOSURE_CLOCK = 'C6';

function clockOf(
  card: CardRow,
  ladders: Readonly<Record<string, { clock: string } | undefined>>,
): string | null {
  if (card.threshold === FALSE_CLOSURE_THRESHOLD) return FALSE_CLOSURE_CLOCK;
  return (card.limit_key !== null && ladders[card.limit_key]?.clock) || null;
}
