import type { Clock } from '../../../infra/database/entities/processes.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import type { ClockState } from './effects.js';
import type { MissedThreshold } from './missed-thresholds.js';

/** A row of `clock`; select `due_on` as text. */
export type ClockRow = Omit<RowOf<Clock>, 'missed'> & { readonly missed: MissedThreshold[] | null };

/** A row of `clock` as the projection computes with it; instants in epoch ms. */
export function toClockState(row: ClockRow): ClockState {
  return {
    number: row.number,
    name: row.name,
    limit: row.limit_key,
    unit: row.unit,
    task: row.task,
    class: row.class,
    due: row.due_on,
    cap: row.cap,
    policyId: row.policy_id,
    policyVersion: row.policy_version,
    calendarVersion: row.calendar_version,
    state: row.state,
    startedAt: row.started_at.getTime(),
    dueAt: ms(row.due_at),
    warnAt: ms(row.warn_at),
    provisional: row.provisional,
    thresholds: row.thresholds,
    nextAt: ms(row.next_at),
    pausedAt: ms(row.paused_at),
    stoppedAt: ms(row.stopped_at),
    fulfilledAt: ms(row.fulfilled_at),
    extendedDays: row.extended_days,
    missed: row.missed ?? [],
    // A failure of the SLA monitor is not kept: any change of the clock lets it retry.
    error: row.retry_at === null ? row.error : null,
  };
}

const ms = (at: Date | null): number | null => (at === null ? null : at.getTime());
