import type { Card } from '../../../infra/database/entities/cards.js';
import type { JsonRowOf, RowOf } from '../../../infra/database/row-of.js';

export const CARD_LEVELS = ['warning', 'yellow', 'red', 'urge', 'accountability'] as const;
export type CardLevel = Card['level'];
export type CardState = Card['state'];

/** States in which a card counts against its unit. A card under appeal stays in force, but is left out of rankings. */
export const VALID_STATES: readonly CardState[] = ['issued', 'appealed', 'upheld', 'escalated'];

/** Clock of a card that no clock raised. */
export const NO_CLOCK = 0;

/** A card to be inserted; `clock` is the number of its clock within the process, or NO_CLOCK. */
export type NewCard = Pick<
  JsonRowOf<Card>,
  | 'id'
  | 'process_id'
  | 'clock'
  | 'threshold'
  | 'level'
  | 'unit'
  | 'source'
  | 'state'
  | 'points'
  | 'absorbs'
  | 'due_at'
  | 'reached_at'
  | 'created_at'
  | 'issue_at'
  | 'issued_at'
  | 'policy_id'
  | 'policy_version'
  | 'calendar_version'
> & {
  readonly reason: string;
  /** Account or client that issued it by hand. */
  readonly issued_by?: string | null;
};

/** A card with what its events and rules need of process, clock and unit. */
export type CardRow = Pick<
  RowOf<Card>,
  | 'id'
  | 'process_id'
  | 'clock'
  | 'threshold'
  | 'level'
  | 'unit'
  | 'source'
  | 'state'
  | 'number'
  | 'reason'
  | 'due_at'
  | 'issued_at'
  | 'rectified_at'
  | 'statement_at'
  | 'appeal_process_id'
  | 'policy_id'
  | 'policy_version'
  | 'calendar_version'
> & {
  readonly unit_name: string | null;
  /** Of its clock, with the limit's title in the policy; null when no clock raised it. */
  readonly limit_key: string | null;
  readonly clock_title: string | null;
  readonly process_key: string;
  readonly subject: string;
  readonly confidential: boolean;
  readonly hidden_from: string[];
};
