import type { EntityManager } from 'typeorm';
import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';
import { isSecret } from '../secrecy/secrecy.js';

export const CARD_LEVELS = ['warning', 'yellow', 'red', 'urge', 'accountability'] as const;
export type CardLevel = (typeof CARD_LEVELS)[number];
export type CardState = 'pending' | 'stopped' | 'issued' | 'appealed' | 'upheld' | 'revoked' | 'escalated';

/** States in which a card counts against its unit. One under appeal stays in force, but is left out of rankings. */
export const VALID_STATES: readonly CardState[] = ['issued', 'appealed', 'upheld', 'escalated'];

/** Clock of a card that no clock raised. */
export const NO_CLOCK = 0;

export interface NewCard {
  readonly id: string;
  readonly process_id: string;
  /** Number of the clock within its process, or NO_CLOCK. */
  readonly clock: number;
  readonly rung: string;
  readonly level: CardLevel;
  readonly unit: string;
  readonly source: 'auto' | 'manual';
  readonly state: CardState;
  readonly points: number;
  /** Of a red card: the yellow one of its clock counts nothing beside it. */
  readonly absorbs: boolean;
  /** Instants are ISO 8601. */
  readonly due_at: string | null;
  readonly reached_at: string;
  readonly created_at: string;
  readonly issue_at: string;
  readonly issued_at: string | null;
  readonly reason: string;
  /** Account or client that issued it by hand. */
  readonly issued_by?: string | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly calendar_version: number;
}

/** A card together with what its events and rules need of process, clock and unit. */
export interface CardRow {
  readonly id: string;
  readonly process_id: string;
  readonly clock: number;
  readonly rung: string;
  readonly level: CardLevel;
  readonly unit: string;
  readonly unit_name: string | null;
  readonly source: 'auto' | 'manual';
  readonly state: CardState;
  readonly number: string | null;
  readonly reason: string | null;
  readonly due_at: Date | null;
  readonly issued_at: Date | null;
  readonly rectified_at: Date | null;
  readonly statement_at: Date | null;
  readonly appeal_process_id: string | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly calendar_version: number;
  /** Of its clock, with the limit's title in the policy; null when no clock raised it. */
  readonly limit_key: string | null;
  readonly clock_title: string | null;
  readonly process_key: string;
  readonly subject: string;
  readonly confidential: boolean;
  readonly hidden_from: string[];
}

/** Inserts cards, except automatic ones that exist for their clock and threshold. Returns the ids of the new ones. */
export async function insertCards(tx: EntityManager, cards: readonly NewCard[]): Promise<Set<string>> {
  if (cards.length === 0) return new Set();
  const rows: { id: string }[] = await tx.query(INSERT, [JSON.stringify(cards)]);
  return new Set(rows.map(({ id }) => id));
}

/** Cards in the order in which they were reached, mildest first. */
export function readCards(tx: Queryable, ids: readonly string[]): Promise<readonly CardRow[]> {
  return rowsOf(tx, READ, [ids, CARD_LEVELS]);
}

const INSERT = `
  INSERT INTO card (id, process_id, clock, rung, level, unit, source, state, points, absorbs, due_at, reached_at, created_at,
    issue_at, issued_at, reason, issued_by, policy_id, policy_version, calendar_version)
  SELECT id, process_id, clock, rung, level, unit, source, state, points, absorbs, due_at, reached_at, created_at, issue_at,
    issued_at, reason, issued_by, policy_id, policy_version, calendar_version
  FROM jsonb_populate_recordset(NULL::card, $1::jsonb)
  ON CONFLICT DO NOTHING
  RETURNING id`;

const READ = `
  SELECT k.id, k.process_id, k.clock, k.rung, k.level, k.unit, u.name AS unit_name, k.source, k.state, k.number, k.reason,
    k.due_at, k.issued_at, k.rectified_at, k.statement_at, k.appeal_process_id, k.policy_id, k.policy_version, k.calendar_version, c.limit_key,
    pol.body #>> ARRAY['limits', c.limit_key, 'title'] AS clock_title, p.key AS process_key, p.subject, p.hidden_from,
    ${isSecret('p')} AS confidential
  FROM card k
    JOIN process p ON p.id = k.process_id
    LEFT JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
    LEFT JOIN unit u ON u.code = k.unit
    LEFT JOIN policy pol ON pol.id = k.policy_id AND pol.version = k.policy_version
  WHERE k.id = ANY($1)
  ORDER BY k.reached_at, array_position($2::text[], k.level), k.id`;
