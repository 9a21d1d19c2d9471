import type { PoolClient } from 'pg';
import { prepared } from '../../../infra/database/prepared.js';
import type { ClockState } from './effects.js';
import type { MissedThreshold } from './missed-thresholds.js';

export interface ClockRow {
  readonly number: number;
  readonly name: string;
  readonly limit_key: string;
  readonly unit: string;
  readonly task: number | null;
  readonly class: string | null;
  readonly due_on: string | null;
  readonly cap: number | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly calendar_version: number;
  readonly state: ClockState['state'];
  readonly started_at: Date;
  readonly due_at: Date | null;
  readonly warn_at: Date | null;
  readonly provisional: boolean;
  readonly rungs: Record<string, string> | null;
  readonly next_at: Date | null;
  readonly paused_at: Date | null;
  readonly stopped_at: Date | null;
  readonly fulfilled_at: Date | null;
  readonly extended_days: number;
  readonly missed: MissedThreshold[] | null;
  readonly error: string | null;
  readonly retry_at: Date | null;
}

/** The clocks of a process, locked: the SLA monitor takes thresholds off them at the same time. */
export async function readClocks(db: PoolClient, process: string): Promise<Map<number, ClockState>> {
  const sql = 'SELECT *, due_on::text FROM clock WHERE process_id = $1 FOR UPDATE';
  const { rows } = await prepared<ClockRow>(db, sql, [process]);
  return new Map(rows.map((row) => [row.number, toClockState(row)]));
}

/** Open task -> the clock whose due instant it shows. */
export async function readTaskClocks(db: PoolClient, process: string): Promise<Map<number, number>> {
  const sql = `SELECT number, clock FROM task WHERE process_id = $1 AND state = 'open' AND clock IS NOT NULL`;
  const { rows } = await prepared<{ number: number; clock: number }>(db, sql, [process]);
  return new Map(rows.map(({ number, clock }) => [number, clock]));
}

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
    thresholds: row.rungs,
    nextAt: ms(row.next_at),
    pausedAt: ms(row.paused_at),
    stoppedAt: ms(row.stopped_at),
    fulfilledAt: ms(row.fulfilled_at),
    extendedDays: row.extended_days,
    missed: row.missed ?? [],
    // What the SLA monitor could not do is its own affair: any change of the clock lets it try again.
    error: row.retry_at === null ? row.error : null,
  };
}

const ms = (at: Date | null): number | null => (at === null ? null : at.getTime());
