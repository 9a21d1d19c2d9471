import type { EntityManager } from 'typeorm';
import type { CalendarData } from '../../../../domain/cases/time-limits/calendar.js';
import type { RuleProposalKind } from '../../../../domain/cases/rule-proposals/rule-proposals.repository.js';
import type { Database } from '../../../../infra/database/query.js';
import type { Role } from '../../../../infra/database/seeds/roles.js';
import type { Difference } from './differences.js';

/** What is approved, by whom and when. */
export interface Approval {
  readonly content: object;
  /** Id of the account that proposed it. */
  readonly proposedBy: string;
  /** YYYY-MM-DD, Asia/Shanghai. */
  readonly today: string;
}

/** A change of the calendar, as far as clocks depend on it. */
export interface CalendarChange {
  readonly calendar: CalendarData;
  readonly reason: string;
  /** How earlier due dates are announced; null: they are not, so none becomes earlier. */
  readonly notice: string | null;
}

/** A kind of rules that two persons change: one proposes, another approves. */
export interface RuleKind {
  readonly kind: RuleProposalKind;
  readonly approvers: readonly Role[];
  /** Code of the unit whose accounts approve; left out: any. */
  readonly approvingUnit?: string;
  /** What would be different from what is in force when it takes effect. */
  differences(db: Database, content: object): Promise<readonly Difference[]>;
  /**
   * Puts it in force, in the transaction of its approval. What it depends on is checked again.
   *
   * @returns the day from which it is followed, YYYY-MM-DD
   */
  apply(tx: EntityManager, approval: Approval): Promise<string>;
  /** The calendar with the change; left out: no clock moves. */
  changeOfCalendar?(db: Database, content: object): Promise<CalendarChange>;
}
