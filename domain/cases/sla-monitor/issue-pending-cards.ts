import { lockProcesses } from '../timeline/append-timeline.js';
import type { Phase } from './issue-due-cards.js';
import { skipCard, type CardKey } from './skipped-clocks.js';

/** Issues cards that nobody stopped in the time given for it; returns their number. */
export const pendingCards: Phase<CardKey> = {
  due: (db, { now, limit }) => db.query(DUE, [new Date(now), limit]),

  async work(tx, deps, { now, items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const cards: { id: string }[] = await tx.query(READY, [items.map(({ id }) => id), new Date(now)]);
    const ids = cards.map(({ id }) => id);
    await deps.cards.issue(tx, ids, { at: now });
    await tx.query('UPDATE card SET retry_at = NULL WHERE id = ANY($1) AND retry_at IS NOT NULL', [ids]);
    return cards.length;
  },

  skip: skipCard,
};

const DUE = `
  SELECT id, process_id FROM card
  WHERE state = 'pending' AND issue_at <= $1 AND (retry_at IS NULL OR retry_at <= $1)
  ORDER BY issue_at LIMIT $2`;

const READY = `SELECT id FROM card WHERE id = ANY($1) AND state = 'pending' AND issue_at <= $2`;
