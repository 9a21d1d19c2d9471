import type { DataSource, EntityManager } from 'typeorm';
import type { CardPolicies } from '../supervision/card-policies.js';
import type { Cards } from '../supervision/cards.js';
import { issuePendingCards } from './issue-pending-cards.js';
import { raiseDueCards } from './raise-due-cards.js';
import { noteRectifiedCards } from './rectified-cards.js';
import { raiseForWantOfStatement } from './unexplained-cards.js';

export interface WatchDeps {
  readonly dataSource: DataSource;
  readonly policies: CardPolicies;
  readonly cards: Cards;
}

export interface WatchTurn {
  /** Cards raised in this turn, and cards that count from now on. */
  readonly raised: number;
  readonly issued: number;
  /** When the next turn is due, if nobody wakes the watch before: epoch ms. */
  readonly nextAt: number;
}

/** Longest sleep: what the signal that wakes the watch cannot tell, because it was lost, is late by no more than this. */
export const LONGEST_SLEEP_MS = 300_000;
/** Shortest sleep after a turn that found nothing to do, so that a row nobody can help does not keep the watch busy. */
const SHORTEST_SLEEP_MS = 250;
/** How soon to look again at a threshold that is reached and held: see held-thresholds.ts. */
const HELD_SLEEP_MS = 2_000;
/** Rows of a transaction: their processes are locked as long as it lasts, some tenths of a second. */
const CHUNK = 2_000;
/** Transactions of one kind in a turn: a turn ends well within its activity's timeout, the next follows at once. */
const CHUNKS = 5;

/**
 * One turn of the watch: raises the cards of every ladder that has reached a rung by `now`, issues those whose time to
 * be stopped is over, and says when to look again. Doing it again changes nothing: ladders move on, and a card stands
 * once for each clock and rung.
 */
export function createIssueDueCards(
  deps: WatchDeps,
): (request: { readonly now: number }) => Promise<WatchTurn> {
  const { dataSource, policies } = deps;

  const inChunks = async <T>(
    now: number,
    work: (tx: EntityManager, deps: WatchDeps, chunk: { now: number; limit: number }) => Promise<T>,
    rows: (done: T) => number,
  ): Promise<T[]> => {
    const chunks: T[] = [];
    for (let turn = 0; turn < CHUNKS; turn += 1) {
      const done = await dataSource.transaction((tx) => work(tx, deps, { now, limit: CHUNK }));
      chunks.push(done);
      if (rows(done) === 0) break;
    }
    return chunks;
  };

  return async ({ now }) => {
    await policies.ready();
    // From here until the end nobody is asleep: whoever starts a clock now tells us, as we may have looked already.
    await dataSource.query('UPDATE watch_state SET next_at = NULL');
    const reached = await inChunks(now, raiseDueCards, ({ clocks }) => clocks);
    const unexplained = await inChunks(now, raiseForWantOfStatement, ({ due }) => due);
    const pending = await inChunks(now, issuePendingCards, (cards) => cards);
    await inChunks(now, noteRectifiedCards, (cards) => cards);
    const raised = sum([...reached, ...unexplained].map(({ cards }) => cards));
    const issued = sum(pending);
    const idle = raised === 0 && issued === 0;
    const held = sum(reached.map(({ clocks }) => clocks)) === 0;
    const [{ next_at: next }] = await dataSource.query<[{ next_at: Date }]>(GO_TO_SLEEP, [
      new Date(now),
      new Date(now + LONGEST_SLEEP_MS),
      new Date(now + (held ? HELD_SLEEP_MS : 0)),
    ]);
    return { raised, issued, nextAt: Math.max(next.getTime(), now + (idle ? SHORTEST_SLEEP_MS : 0)) };
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const GO_TO_SLEEP = `
  WITH asleep AS (
    UPDATE watch_state SET beat_at = $1, next_at = least($2::timestamptz,
      (SELECT min(next_at) FROM clock WHERE next_at > $1),
      (SELECT $3::timestamptz WHERE EXISTS (SELECT 1 FROM clock WHERE next_at <= $1)),
      (SELECT min(issue_at) FROM card WHERE state = 'pending'),
      (SELECT min(statement_due_at) FROM card WHERE statement_due_at IS NOT NULL))
    RETURNING next_at)
  SELECT next_at FROM asleep`;
