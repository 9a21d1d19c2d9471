import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import type { CardPolicies } from '../cards/card-policies.js';
import type { Cards } from '../cards/cards.js';
import { isolateFailures } from './isolate-failures.js';
import { pendingCards } from './issue-pending-cards.js';
import { dueClocks } from './raise-due-cards.js';
import { rectifiedCards } from './rectified-cards.js';
import { resolveClockIncidents } from './skipped-clocks.js';
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
  /** What there is to do at an instant (epoch ms), the most urgent first, without what is skipped. */
  due(db: EntityManager, chunk: { now: number; limit: number }): Promise<I[]>;
  /** Does it in one transaction, as far as it is still to do: another transaction may have done it meanwhile. */
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
/** How soon to look again at a threshold that is reached and held: see held-thresholds.ts. */
const HELD_SLEEP_MS = 2_000;
/** Clocks or cards of a transaction: their processes are locked as long as it lasts, some tenths of a second. */
const CHUNK = 2_000;
/** Transactions of one kind in a turn: a turn ends well within its activity's timeout, the next follows at once. */
const CHUNKS = 5;

/**
 * One turn of the SLA monitor: raises the cards of every ladder that has reached a threshold by `now` (epoch ms), issues
 * those that nobody has stopped in time, and returns when the next turn is due. Idempotent: ladders move on, and a
 * card exists once for each clock and threshold.
 */
export function createIssueDueCards(
  deps: SlaMonitorDeps,
): (request: { readonly now: number }) => Promise<SlaMonitorTurn> {
  const { dataSource, policies } = deps;

  const inChunks = async <I, T>(now: number, phase: Phase<I, T>): Promise<T[]> => {
    const results: T[] = [];
    for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
      const due = await phase.due(dataSource.manager, { now, limit: CHUNK });
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
    await dataSource.query(BEGIN_TURN);
    const reached = await inChunks(now, dueClocks);
    const unexplained = await inChunks(now, unexplainedCards);
    const pending = await inChunks(now, pendingCards);
    await inChunks(now, rectifiedCards);
    await resolveClockIncidents(deps);
    const raised = sum([...reached, ...unexplained]);
    const issued = sum(pending);
    const idle = raised === 0 && issued === 0;
    const held = reached.length === 0; // whatever is reached now is held or skipped
    const [{ next_at: next }] = await dataSource.query<[{ next_at: Date }]>(GO_TO_SLEEP, [
      new Date(now),
      new Date(now + LONGEST_SLEEP_MS),
      new Date(now + (held ? HELD_SLEEP_MS : 0)),
    ]);
    return { raised, issued, nextAt: Math.max(next.getTime(), now + (idle ? SHORTEST_SLEEP_MS : 0)) };
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A retried turn keeps the start of its first attempt: see watch-state.ts. */
const BEGIN_TURN = `
  UPDATE watch_state SET next_at = NULL, turn_at = CASE WHEN next_at IS NULL THEN coalesce(turn_at, now()) ELSE now() END`;

// Two minima each, so that both are read off the end of an index.
const GO_TO_SLEEP = `
  WITH asleep AS (
    UPDATE watch_state SET beat_at = $1, turn_at = NULL, next_at = least($2::timestamptz,
      (SELECT min(next_at) FROM clock WHERE next_at > $1 AND retry_at IS NULL),
      (SELECT $3::timestamptz WHERE EXISTS (SELECT 1 FROM clock WHERE next_at <= $1 AND retry_at IS NULL)),
      (SELECT min(retry_at) FROM clock WHERE retry_at IS NOT NULL AND next_at IS NOT NULL),
      (SELECT min(issue_at) FROM card WHERE state = 'pending' AND retry_at IS NULL),
      (SELECT min(statement_due_at) FROM card WHERE statement_due_at IS NOT NULL AND retry_at IS NULL),
      (SELECT min(retry_at) FROM card WHERE retry_at IS NOT NULL))
    RETURNING next_at)
  SELECT next_at FROM asleep`;
