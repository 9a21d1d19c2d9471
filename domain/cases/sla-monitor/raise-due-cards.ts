import { issueInstant } from '../time-limits/ladder.js';
import { basisOf } from '../cards/card-policies.js';
import { reasonOf } from '../cards/card-reason.js';
import { CardRecordsRepository } from '../cards/card-records.repository.js';
import type { NewCard } from '../cards/card-rows.js';
import { planCards, type CardsInForce, type ClockPlan, type DueClock, type PlanRules } from './card-plan.js';
import { lockProcesses } from '../timeline/append-timeline.js';
import type { Phase, SlaMonitorDeps } from './issue-due-cards.js';
import { skipClock } from './skipped-clocks.js';
import { SlaMonitorRepository, type ClockKey, type LadderRow } from './sla-monitor.repository.js';

/** Raises the cards of clocks that have reached their next threshold and advances their ladders. Returns the number of cards. */
export const dueClocks: Phase<ClockKey> = {
  due: (monitor, { now, limit }) => monitor.dueClocks(new Date(now), limit),

  async work(tx, deps, { now, items }) {
    const processes = [...new Set(items.map((clock) => clock.process_id))];
    await lockProcesses(tx, processes); // clocks are read after it: a projection may just have moved them
    const monitor = new SlaMonitorRepository(tx);
    const clocks = await monitor.readDueClocks(items, new Date(now));
    const inForce = await monitor.cardsInForce(processes);
    const isOneUnit = await readSameUnits(monitor, clocks, inForce);

    const plans = clocks.map((clock) => {
      const others = inForce.get(clock.process_id) ?? [];
      inForce.set(clock.process_id, others);
      return { clock, plan: planCards(clock, now, { ...rulesOf(deps, clock, now), isOneUnit }, others) };
    });
    const planned = plans.flatMap(({ plan }) => plan.cards);
    const made = await new CardRecordsRepository(tx).insert(planned);
    await monitor.moveLadders(plans.map(ladderRow));

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

/** Finds out of all units that these cards can be for whether one is above the other. */
async function readSameUnits(
  monitor: SlaMonitorRepository,
  clocks: readonly DueClock[],
  inForce: ReadonlyMap<string, CardsInForce>,
): Promise<PlanRules['isOneUnit']> {
  const units = new Set([
    ...clocks.flatMap(({ unit, missed }) => [unit, ...(missed ?? []).map((threshold) => threshold.unit)]),
    ...[...inForce.values()].flat().map(({ unit }) => unit),
  ]);
  const paths = await monitor.unitPaths([...units]);
  const isBelow = (unit: string, other: string): boolean => paths.get(unit)?.includes(other) ?? false;
  return (unit, other) => unit === other || isBelow(unit, other) || isBelow(other, unit);
}

const ladderRow = ({ clock, plan }: { clock: DueClock; plan: ClockPlan }): LadderRow => ({
  process_id: clock.process_id,
  number: clock.number,
  thresholds: plan.thresholds,
  next_at: plan.nextAt,
});

const idsOf = (cards: readonly NewCard[]): string[] => cards.map(({ id }) => id);

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
