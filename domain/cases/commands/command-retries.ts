import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import { prepared } from '../../../infra/database/prepared.js';
import { describeError, raiseIncident } from '../incidents/incidents.js';
import { isKnown, SELECT_COMMAND, ofRow, type AcceptedCommand, type CommandRow } from './command-store.js';

/** So many failures, or minutes since the first one, make a command stuck. */
const STUCK_ATTEMPTS = 5;
const STUCK_MINUTES = 10;
const LONGEST_WAIT_MINUTES = 10;

/** Which commands a round takes. `fresh` has failed once at most: those that fail again and again must not delay it. */
export type Share = 'fresh' | 'failing' | 'all';

/** A command that could not be carried out this time. */
export interface CommandFailure {
  readonly command: string;
  readonly process: string;
  readonly kind: string;
  readonly attempts: number;
  readonly stuck: boolean;
  readonly error: string;
}

/** Which of the accepted commands are sent again, and when: 15 s after the first failure, then doubling to 10 minutes. */
export class CommandRetries {
  private readonly pool: Pool;

  /** @param types workflow types that this program knows: other programs send the commands to others */
  constructor(
    dataSource: DataSource,
    private readonly types: readonly string[],
  ) {
    this.pool = poolOf(dataSource);
  }

  /**
   * Takes the oldest command of each process, where it is due. Whoever takes one has it alone for `olderThanMs`: the
   * instant of sending is moved on. A cancel does not wait for what was accepted before it.
   */
  async claim(olderThanMs: number, limit: number, share: Share): Promise<AcceptedCommand[]> {
    const { rows } = await prepared<CommandRow>(this.pool, CLAIM, [
      olderThanMs,
      limit,
      share,
      this.types,
      null,
    ]);
    return rows.map((row) => ofRow(row));
  }

  /** Takes the command of a process that comes next, when it is due; null when there is none. */
  async claimNext(process: string, olderThanMs: number): Promise<AcceptedCommand | null> {
    const { rows } = await prepared<CommandRow>(this.pool, CLAIM, [
      olderThanMs,
      1,
      'all',
      this.types,
      process,
    ]);
    const [row] = rows;
    return row ? ofRow(row) : null;
  }

  /**
   * Notes that a command has failed, and raises an incident once it is stuck.
   *
   * @param options.counts false: Temporal is away, and no process is to blame
   * @param options.hopeless it will fail again until somebody does something: stuck at once
   */
  async noteFailure(
    { id, process, command }: Pick<AcceptedCommand, 'id' | 'process' | 'command'>,
    error: unknown,
    options: { readonly counts: boolean; readonly hopeless: boolean },
  ): Promise<CommandFailure | null> {
    const { rows } = await prepared<{ attempts: number; stuck: boolean }>(this.pool, NOTE_FAILURE, [
      id,
      describeError(error),
      options.counts ? 1 : 0,
      options.hopeless,
    ]);
    const [row] = rows;
    if (!row) return null;
    if (row.stuck) await raiseIncident(this.pool, process, 'command', error);
    return { command: id, process, kind: command.kind, ...row, error: describeError(error) };
  }

  /** Ends the incidents of processes that no longer have a stuck command. */
  async resolveIncidents(): Promise<void> {
    await prepared(this.pool, RESOLVE, []);
  }
}

/**
 * The instant from which a row of `command` is due again, in SQL.
 * @param first an interval: how long it waits after the first failure
 */
export const nextTryAt = (first: string): string => `
  sent_at + least(${first} * 2 ^ least(greatest(attempts - 1, 0), 20), ${LONGEST_WAIT_MINUTES} * interval '1 minute')`;

const CLAIM = `
  WITH head AS (
    SELECT DISTINCT ON (process_id, kind = 'cancel') id FROM command
    WHERE state = 'accepted' AND ($5::uuid IS NULL OR process_id = $5)
    ORDER BY process_id, kind = 'cancel', seq
  ), due AS (
    SELECT c.id FROM head JOIN command c ON c.id = head.id JOIN process p ON p.id = c.process_id
    WHERE c.state = 'accepted' AND ${isKnown('$4')}
      AND ($3 = 'all' OR (c.attempts > 1) = ($3 = 'failing'))
      AND ${nextTryAt(`($1 * interval '1 millisecond')`)} <= now()
    ORDER BY c.sent_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED
  ), claimed AS (
    UPDATE command c SET sent_at = now() FROM due WHERE c.id = due.id RETURNING c.id
  )
  ${SELECT_COMMAND} JOIN claimed ON claimed.id = c.id`;

const NOTE_FAILURE = `
  UPDATE command SET last_error = $2, attempts = attempts + $3,
    first_failed_at = CASE WHEN $3 > 0 THEN coalesce(first_failed_at, now()) ELSE first_failed_at END,
    stuck = stuck OR $4 OR ($3 > 0 AND (
      attempts + $3 >= ${STUCK_ATTEMPTS}
      OR coalesce(first_failed_at, now()) <= now() - ${STUCK_MINUTES} * interval '1 minute'))
  WHERE id = $1 AND state = 'accepted' RETURNING attempts, stuck`;

const RESOLVE = `
  DELETE FROM incident i WHERE kind = 'command' AND NOT EXISTS (
    SELECT 1 FROM command c
    WHERE c.process_id = i.process_id AND c.state = 'accepted' AND c.stuck AND c.withdrawn_at IS NULL)`;
