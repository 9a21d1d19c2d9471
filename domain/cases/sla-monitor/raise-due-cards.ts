import type { EntityManager } from 'typeorm';
import { issueInstant } from '../time-limits/ladder.js';
import { basisOf } from '../cards/card-policies.js';
import { reasonOf } from '../cards/card-reason.js';
import { insertCards, type NewCard } from '../cards/card-rows.js';
import { ACTED_AT, heldFor } from './held-thresholds.js';
import { planCards, type CardsInForce, type ClockPlan, type DueClock, type PlanRules } from './card-plan.js';
import { lockProcesses } from '../timeline/append-timeline.js';
import type { Phase, SlaMonitorDeps } from './issue-due-cards.js';
import { skipClock, type ClockKey } from './skipped-clocks.js';

/** Raises the cards of clocks that have reached their next threshold and advances their ladders. Returns the number of cards. */
export const dueClocks: Phase<ClockKey> = {
  due: (db, { now, limit }) => db.query(DUE, [new Date(now), limit]),

  async work(tx, deps, { now, items }) {
    const processes = [...new Set(items.map((clock) => clock.process_id))];
    await lockProcesses(tx, processes); // clocks are read after it: a projection may just have moved them
    const clocks: DueClock[] = await tx.query(DUE_CLOCKS, [
      items.map((clock) => clock.process_id),
      items.map(({ number }) => number),
      new Date(now),
    ]);
    const inForce = await cardsInForce(tx, processes);
    const isOneUnit = await readFamilies(tx, clocks, inForce);

    const plans = clocks.map((clock) => {
      const others = inForce.get(clock.process_id) ?? [];
      inForce.set(clock.process_id, others);
      return { clock, plan: planCards(clock, now, { ...rulesOf(deps, clock, now), isOneUnit }, others) };
    });
    const planned = plans.flatMap(({ plan }) => plan.cards);
    const made = await insertCards(tx, planned);
    await moveLadders(tx, plans);

    const cards = planned.filter(({ id }) => made.has(id));
    const [ready, waiting] = partition(cards, (card) => Date.parse(card.issue_at) <= now);
    await deps.cards.issue(tx, idsOf(ready), { at: now }, idsOf(waiting));
    return cards.length;
  },

  skip: skipClock,
};

/** Cached: clocks share few policies, and the instant is the same for all. */
function rulesOf({ policies }: SlaMonitorDeps, clock: DueClock, now: number): Omit<PlanRules, 'isOneUnit'> {
  const basis = basisOf(policies, clock);
  return {
    redOnSecondYellow: basis.policy.cards[clock.limit_key]?.red?.onSecondYellow ?? false,
    points: basis.policy.points,
    reasonOf: (card) => reasonOf(basis.policy, { limit: clock.limit_key, ...card }),
    issueAt: issueInstant(basis, now),
  };
}

async function cardsInForce(
  tx: EntityManager,
  processes: readonly string[],
): Promise<Map<string, CardsInForce>> {
  const rows: { process_id: string; clock: number; level: NewCard['level']; unit: string }[] = await tx.query(
    IN_FORCE,
    [processes],
  );
  const byProcess = new Map<string, CardsInForce>();
  for (const { process_id: id, ...card } of rows) {
    byProcess.set(id, [...(byProcess.get(id) ?? []), card]);
  }
  return byProcess;
}

/** Tells of all units that these cards can be of whether one stands above the other. */
async function readFamilies(
  tx: EntityManager,
  clocks: readonly DueClock[],
  inForce: ReadonlyMap<string, CardsInForce>,
): Promise<PlanRules['isOneUnit']> {
  const units = new Set([
    ...clocks.flatMap(({ unit, missed }) => [unit, ...(missed ?? []).map((rung) => rung.unit)]),
    ...[...inForce.values()].flat().map(({ unit }) => unit),
  ]);
  const rows: { code: string; path: string[] }[] = await tx.query(PATHS, [[...units]]);
  const paths = new Map(rows.map(({ code, path }) => [code, path]));
  const isBelow = (unit: string, other: string): boolean => paths.get(unit)?.includes(other) ?? false;
  return (unit, other) => unit === other || isBelow(unit, other) || isBelow(other, unit);
}

async function moveLadders(
  tx: EntityManager,
  plans: readonly { clock: DueClock; plan: ClockPlan }[],
): Promise<void> {
  const rows = plans.map(({ clock, plan }) => ({
    process_id: clock.process_id,
    number: clock.number,
    rungs: plan.rungs,
    next_at: plan.nextAt,
  }));
  await tx.query(MOVE_LADDERS, [JSON.stringify(rows)]);
}

const idsOf = (cards: readonly NewCard[]): string[] => cards.map(({ id }) => id);

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

const DUE = `
  SELECT c.process_id, c.number FROM clock c
  WHERE c.next_at <= $1 AND (c.retry_at IS NULL OR c.retry_at <= $1) AND NOT ${heldFor('c.next_at')}
  ORDER BY c.next_at, c.process_id, c.number LIMIT $2`;

const DUE_CLOCKS = `
  SELECT c.process_id, c.number, c.limit_key, c.unit, c.due_at, c.rungs, c.missed,
    coalesce(c.paused_at, c.stopped_at) AS still_since, c.policy_id, c.policy_version, c.calendar_version,
    ${ACTED_AT} AS acted_at
  FROM clock c JOIN unnest($1::uuid[], $2::int[]) AS due(process_id, number) USING (process_id, number)
  WHERE c.next_at <= $3 AND NOT ${heldFor('c.next_at')}
  ORDER BY c.next_at, c.process_id, c.number`;

const IN_FORCE = `
  SELECT process_id, clock, level, unit FROM card
  WHERE process_id = ANY($1) AND level IN ('yellow', 'red') AND state NOT IN ('stopped', 'revoked')`;

const PATHS = 'SELECT code, path FROM unit WHERE code = ANY ($1)';

// An empty ladder stays an object, so that a clock that is resumed later does not start its ladder again.
const MOVE_LADDERS = `
  UPDATE clock c SET rungs = CASE WHEN c.state <> 'stopped' THEN m.rungs END, missed = NULL, next_at = m.next_at,
    error = CASE WHEN c.retry_at IS NULL THEN c.error END, retry_at = NULL
  FROM jsonb_to_recordset($1::jsonb) AS m(process_id uuid, number int, rungs jsonb, next_at timestamptz)
  WHERE c.process_id = m.process_id AND c.number = m.number`;
