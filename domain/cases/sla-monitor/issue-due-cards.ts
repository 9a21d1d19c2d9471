import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import type { CardPolicies } from '../cards/card-policies.js';
import type { Cards } from '../cards/cards.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { isolateFailures } from './isolate-failures.js';
import { pendingCards } from './issue-pending-cards.js';
import { dueClocks } from './raise-due-cards.js';
import { rectifiedCards } from './rectified-cards.js';
import { SlaMonitorRepository } from './sla-monitor.repository.js';
import { unexplainedCards } from './unexplained-cards.js';

export interface SlaMonitorDeps {
  readonly dataSource: DataSource;
  readonly policies: CardPolicies;
  readonly cards: Cards;
  /** Receives an entry for each skipped clock or card, with the id of its process. */
  readonly log?: { error(fields: object, message: string): void };
}

/** One kind of work of a turn. An item that fails is skipped by itself; the rest goes on. */
export interface Phase<I, T = number> {
  /** Items that are due at an instant (epoch ms), the most urgent first, without skipped ones. */
  due(monitor: SlaMonitorRepository, chunk: { now: number; limit: number }): Promise<I[]>;
  /** Processes items in one transaction, as far as they are still due: another transaction may have processed them. */
  work(tx: EntityManager, deps: SlaMonitorDeps, part: { now: number; items: readonly I[] }): Promise<T>;
  skip(deps: SlaMonitorDeps, now: number, item: I, error: unknown): Promise<void>;
}

export interface SlaMonitorTurn {
  /** Cards raised in this turn, and cards that count from now on. */
  readonly raised: number;
  readonly issued: number;
  /** When the next turn is due, if nobody wakes the SLA monitor before: epoch ms. */
  readonly nextAt: number;
}

/** Longest sleep: a wake-up signal that is lost delays a card by no more than this. */
export const LONGEST_SLEEP_MS = 300_000;
/** Shortest sleep after a turn that found nothing to do, so that a row that stays due does not make the SLA monitor spin. */
const SHORTEST_SLEEP_MS = 250;
/** Delay before a threshold that is reached and held is checked again: see held-thresholds.ts. */
const HELD_SLEEP_MS = 2_000;
/** Clocks or cards of a transaction, which locks their processes for some tenths of a second. */
const CHUNK = 2_000;
/** Transactions of one kind in a turn: a turn ends well within its activity's timeout, the next follows at once. */
const CHUNKS = 5;

/**
 * One turn of the SLA monitor: raises the cards of every ladder that has reached a threshold by `now` (epoch ms), issues
 * those that nobody has stopped in time, and returns when the next turn is due. Idempotent: ladders advance, and a card
 * exists once for each clock and threshold.
 */
export function createIssueDueCards(
  deps: SlaMonitorDeps,
): (request: { readonly now: number }) => Promise<SlaMonitorTurn> {
  const { dataSource, policies } = deps;
  const monitor = new SlaMonitorRepository(dataSource);

  const inChunks = async <I, T>(now: number, phase: Phase<I, T>): Promise<T[]> => {
    const results: T[] = [];
    for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
      const due = await phase.due(monitor, { now, limit: CHUNK });
      if (due.length === 0) break;
      const work = (items: readonly I[]): Promise<T> =>
        transaction(dataSource, (tx) => phase.work(tx, deps, { now, items }));
      results.push(
        ...(await isolateFailures(due, work, (item, error) => phase.skip(deps, now, item, error))),
      );
    }
    return results;
  };

  return async ({ now }) => {
    await policies.ready();
    // Clear next_at first: a clock started from now on must wake us, because our scan may already have passed it.
    await monitor.beginTurn();
    const reached = await inChunks(now, dueClocks);
    const unexplained = await inChunks(now, unexplainedCards);
    const pending = await inChunks(now, pendingCards);
    await inChunks(now, rectifiedCards);
    await new IncidentsRepository(dataSource).resolveClocks();
    const raised = sum([...reached, ...unexplained]);
    const issued = sum(pending);
    const idle = raised === 0 && issued === 0;
    const held = reached.length === 0; // thresholds reached now are held or skipped
    const next = await monitor.endTurn({
      now: new Date(now),
      latest: new Date(now + LONGEST_SLEEP_MS),
      held: new Date(now + (held ? HELD_SLEEP_MS : 0)),
    });
    return { raised, issued, nextAt: Math.max(next.getTime(), now + (idle ? SHORTEST_SLEEP_MS : 0)) };
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
