import type { EntityManager } from 'typeorm';
import type { WatchDeps } from './issue-due-cards.js';

/** Issues cards that nobody stopped in the time given for it, a chunk in one transaction; gives their number. */
export async function issuePendingCards(
  tx: EntityManager,
  deps: WatchDeps,
  { now, limit }: { now: number; limit: number },
): Promise<number> {
  const at = new Date(now);
  const processes: { id: string }[] = await tx.query(LOCK_PROCESSES, [at, limit]);
  if (processes.length === 0) return 0;
  const cards: { id: string }[] = await tx.query(READY, [processes.map(({ id }) => id), at]);
  await deps.cards.issue(
    tx,
    cards.map(({ id }) => id),
    { at: now },
  );
  return cards.length;
}

const LOCK_PROCESSES = `
  SELECT p.id FROM process p
  WHERE p.id IN (SELECT process_id FROM card WHERE state = 'pending' AND issue_at <= $1 ORDER BY issue_at LIMIT $2)
  ORDER BY p.id FOR UPDATE OF p`;

const READY = `SELECT id FROM card WHERE process_id = ANY($1) AND state = 'pending' AND issue_at <= $2`;
