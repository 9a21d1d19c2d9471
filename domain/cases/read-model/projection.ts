import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import { prepared } from '../../../infra/database/prepared.js';
import { isDeadlock, isTransient } from '../../../infra/database/database-errors.js';
import { clientOf } from '../../../infra/database/query.js';
import { transaction } from '../../../infra/database/transaction.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import type { ProjectionBatch } from '../../../workflows/engine/temporal/process-workflow.js';
import { raiseIncident, resolveIncident } from '../incidents/incidents.js';
import { businessNow } from '../../time/business-clock.js';
import { mistakenAt, revokeMistaken } from '../cards/revoke-mistaken.js';
import { emitSuspensionEvents } from '../cards/suspension-events.js';
import { reliefsOf, takeBackCards, recordTakenBackCards } from '../cards/take-back-cards.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import { readClocks, readTaskClocks } from './clock-rows.js';
import { Definitions } from './definitions.js';
import type { Effects, Known } from './effects.js';
import { fold, iso, needsClocks } from './fold.js';
import { CLOSE_TASKS, STOP_CLOCKS } from './lost-process.js';
import { INHERIT_SECRECY, isSecret } from '../secrecy/secrecy.js';
import { COMMAND_DONE, showClocksStatement, writeStatement, type WriteAnswer } from './write-statement.js';

export interface ProjectionDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimits;
  /** Called after the commit when a clock has a threshold before the instant the SLA monitor sleeps until. */
  readonly wakeSlaMonitor: (at: number) => void;
  /** Every process and version that may still run. */
  readonly processes: readonly Process[];
}

export interface Projected {
  /** Number of the last event that stands in the read model. */
  readonly appliedUpTo: number;
  /** False while events of this batch wait for earlier ones, or for the row of their process. */
  readonly complete: boolean;
  /** Earliest threshold of the clocks this batch started or changed: epoch ms. */
  readonly earliestNextAt: number | null;
}

interface ProcessRow {
  readonly event_seq: number;
  readonly state: string;
  readonly pending: number;
  readonly ended: boolean;
}

/** The row of a process comes with another batch, or has been lost. */
export class NoRowYetError extends Error {
  override readonly name = 'NoRowYetError';
}

/** Something about its events or its rows keeps a process from being written: an incident says so until it can be. */
export class UnwritableEventsError extends Error {
  override readonly name = 'UnwritableEventsError';
}

/**
 * Writes what processes tell into the read model: strictly in the order of their numbers, each event once, whoever
 * brings it and however often. Events that come early wait in `pending_event`.
 */
export class Projection {
  private readonly pool: Pool;
  private readonly definitions: Definitions;

  constructor(private readonly deps: ProjectionDeps) {
    this.pool = poolOf(deps.dataSource);
    this.definitions = new Definitions(deps.processes);
  }

  /**
   * Events that cannot be written keep their process waiting, and no other: an incident says so until they can.
   *
   * @param command marked done in the transaction that applies the last of its events
   * @throws {NoRowYetError} when the process has no row and the batch does not announce it: it comes with another batch
   * @throws {UnwritableEventsError}
   */
  async project(batch: ProjectionBatch, command?: string): Promise<Projected> {
    await this.deps.timeLimits.ready();
    const { answer, effects, ...result } = await this.write(batch, command);
    if (answer ? answer.blocked : result.complete)
      await resolveIncident(this.pool, batch.process, 'projection');
    await this.reportClocks(batch.process, effects);
    if (answer?.rectifies) this.deps.wakeSlaMonitor(businessNow());
    const earliestNextAt = effects ? earliest(effects) : null;
    if (earliestNextAt !== null && answer && sleepsBeyond(answer.watch_at, earliestNextAt)) {
      this.deps.wakeSlaMonitor(earliestNextAt);
    }
    return { ...result, earliestNextAt };
  }

  private async write(batch: ProjectionBatch, command?: string): Promise<Written> {
    try {
      return await retryingDeadlock(
        async () =>
          (batch.input === undefined && (await this.projectNext(batch, command))) ||
          (await this.projectOrdered(batch, command)),
      );
    } catch (error) {
      if (error instanceof NoRowYetError || isTransient(error)) throw error;
      await raiseIncident(this.pool, batch.process, 'projection', error);
      const ended = await this.inTransaction((db) => this.endCancelled(db, batch, command));
      if (ended) return ended;
      throw new UnwritableEventsError(`events of process ${batch.process} cannot be projected`, {
        cause: error,
      });
    }
  }

  /**
   * A process whose events cannot be written, and that an operator has cancelled: only its end is written. Null when it
   * has not been cancelled, or events before that are still to come.
   */
  private async endCancelled(
    db: PoolClient,
    batch: ProjectionBatch,
    command?: string,
  ): Promise<Written | null> {
    const row = await this.lockProcess(db, batch);
    if (!row || row.ended) return null;
    const next = takeContiguous(await this.mergeWaiting(db, batch, row), row.event_seq);
    const end = next.find(({ type }) => type === 'process.cancelled');
    if (!end) return null;
    const appliedUpTo = next.at(-1)!.seq;
    const effects = { ...this.fold(batch, [end], NOTHING_KNOWN), lastSeq: appliedUpTo };
    await db.query(CLOSE_TASKS, [batch.process, iso(end.at)]);
    await db.query(STOP_CLOCKS, [batch.process, iso(end.at)]);
    await keepWaiting(db, batch.process, appliedUpTo, []);
    const statement = writeStatement(batch.process, effects, { from: row.event_seq, anyState: true });
    const [answer] = (await db.query<WriteAnswer>(statement)).rows;
    if (command !== undefined) await prepared(db, MARK_DONE, [command]);
    return { appliedUpTo, complete: true, answer, effects };
  }

  /** Their events are written all the same: see computed-instants.ts. */
  private async reportClocks(process: string, effects: Effects | undefined): Promise<void> {
    if (!effects) return;
    for (const { error, state } of [...effects.clocksStarted.values(), ...effects.clocksChanged.values()]) {
      if (error !== null && state !== 'stopped')
        await raiseIncident(this.pool, process, 'clock', new Error(error));
    }
  }

  /** The usual case in one statement: nothing is missing, nothing waits, no clock has to be read. Else null. */
  private async projectNext(batch: ProjectionBatch, command?: string): Promise<Written | null> {
    const { events, process } = batch;
    if (events.length === 0 || !isContiguous(events) || mistakenAt(events) !== null) return null;
    if (needsClocks(events) || changesSecrecy(events)) return null;
    const effects = this.fold(batch, events, NOTHING_KNOWN);
    const from = events[0]!.seq - 1;
    const statement = writeStatement(process, effects, { from, anyState: false, command });
    const { rows } = await this.pool.query<WriteAnswer>(statement);
    const [answer] = rows;
    // Nothing written, or events wait behind these: both are for the ordered way.
    if (!answer) return null;
    if (answer.overtaken) await this.takeBackOvertaken(batch);
    if (answer.pending > 0) await this.projectOrdered(batch, command);
    return { appliedUpTo: effects.lastSeq, complete: true, answer, effects };
  }

  /** Cards that the SLA monitor raised while the statement that stopped their clocks waited for it. */
  private async takeBackOvertaken({ process, events }: ProjectionBatch): Promise<void> {
    await this.inTransaction(async (db) => {
      await prepared(db, LOCK_PROCESS, [process]);
      const cards = await takeBackCards(db, process, reliefsOf(events), businessNow());
      await this.recordTakenBackCards(db, cards);
    });
  }

  private recordTakenBackCards(db: PoolClient, cards: readonly string[]): Promise<void> {
    return recordTakenBackCards(db, cards, { policies: this.deps.timeLimits, now: businessNow() });
  }

  private projectOrdered(batch: ProjectionBatch, command?: string): Promise<Written> {
    return this.inTransaction((db) => this.writeInOrder(db, batch, command));
  }

  private inTransaction<T>(work: (db: PoolClient) => Promise<T>): Promise<T> {
    return transaction(this.deps.dataSource, async (tx) => work(await clientOf(tx)));
  }

  private async writeInOrder(db: PoolClient, batch: ProjectionBatch, command?: string): Promise<Written> {
    const row = await this.lockProcess(db, batch);
    if (!row) throw new NoRowYetError(`process ${batch.process} has no row yet`);
    if (row.ended) return this.dropAfterEnd(db, batch, row, command);

    const waiting = await this.mergeWaiting(db, batch, row);
    const next = takeContiguous(waiting, row.event_seq);
    const rest = waiting.slice(next.length);
    const appliedUpTo = next.at(-1)?.seq ?? row.event_seq;
    if (rest.length > 0 || row.pending > 0) await keepWaiting(db, batch.process, appliedUpTo, rest);

    let answer: WriteAnswer | undefined;
    let effects: Effects | undefined;
    let takenBack: string[] = [];
    if (next.length > 0) {
      takenBack = await takeBackCards(db, batch.process, reliefsOf(next), businessNow());
      effects = this.fold(batch, next, await readKnown(db, batch.process, row, next));
      const statement = writeStatement(batch.process, effects, { from: row.event_seq, anyState: true });
      [answer] = (await db.query<WriteAnswer>(statement)).rows;
      const shown = showClocksStatement(batch.process, effects.clocksChanged.values());
      if (shown) await db.query(shown);
      if (changesSecrecy(next)) await db.query(INHERIT_SECRECY, [batch.process]);
    }
    const complete = (batch.events.at(-1)?.seq ?? 0) <= appliedUpTo;
    if (complete && command !== undefined) {
      await prepared(db, MARK_DONE, [command]);
    }
    await this.recordTakenBackCards(db, takenBack);
    const mistaken = mistakenAt(next);
    if (mistaken !== null) await revokeMistaken(db, batch.process, mistaken, this.deps.timeLimits);
    await emitSuspensionEvents(db, batch.process, next);
    return { appliedUpTo, complete, answer, effects };
  }

  /** Nothing follows the end of a process: what still comes was told by one whose loss is written already, or is known. */
  private async dropAfterEnd(
    db: PoolClient,
    { process, events }: ProjectionBatch,
    row: ProcessRow,
    command?: string,
  ): Promise<Written> {
    const appliedUpTo = Math.max(row.event_seq, events.at(-1)?.seq ?? 0);
    if (row.pending > 0) await keepWaiting(db, process, appliedUpTo, []);
    if (command !== undefined) await prepared(db, MARK_DONE, [command]);
    return { appliedUpTo, complete: true };
  }

  private fold(batch: ProjectionBatch, events: readonly ProcessEvent[], known: Known): Effects {
    return fold(events, this.definitions.get(batch.key, batch.version), known, this.deps.timeLimits);
  }

  /** A child process announces itself with its first batch: it inherits what may be seen of its parent. */
  private async lockProcess(db: PoolClient, batch: ProjectionBatch): Promise<ProcessRow | undefined> {
    const select = (): Promise<ProcessRow | undefined> =>
      prepared<ProcessRow>(db, LOCK_PROCESS, [batch.process]).then(({ rows }) => rows[0]);
    const row = await select();
    if (row || batch.input === undefined) return row;
    const { title } = this.definitions.get(batch.key, batch.version);
    const startedAt = iso(batch.events[0]?.at ?? Date.now());
    const input = JSON.stringify(batch.input ?? {});
    const values = [batch.process, batch.key, batch.version, title, input, batch.parent ?? null, startedAt];
    await db.query(ANNOUNCE_PROCESS, values);
    return select();
  }

  /** The events not applied yet, those that wait included, in order. */
  private async mergeWaiting(
    db: PoolClient,
    batch: ProjectionBatch,
    row: ProcessRow,
  ): Promise<ProcessEvent[]> {
    const bySeq = new Map<number, ProcessEvent>();
    if (row.pending > 0) {
      const sql = 'SELECT event FROM pending_event WHERE process_id = $1';
      const { rows } = await db.query<{ event: ProcessEvent }>(sql, [batch.process]);
      for (const { event } of rows) bySeq.set(event.seq, event);
    }
    for (const event of batch.events) bySeq.set(event.seq, event);
    return [...bySeq.values()].filter((event) => event.seq > row.event_seq).sort((a, b) => a.seq - b.seq);
  }
}

interface Written {
  readonly appliedUpTo: number;
  readonly complete: boolean;
  readonly answer?: WriteAnswer;
  readonly effects?: Effects;
}

const NOTHING_KNOWN: Known = { suspended: false, clocks: null, taskClocks: null };

async function readKnown(
  db: PoolClient,
  process: string,
  row: ProcessRow,
  next: readonly ProcessEvent[],
): Promise<Known> {
  const suspended = row.state === 'suspended';
  if (!suspended && !needsClocks(next)) return NOTHING_KNOWN;
  return {
    suspended,
    clocks: await readClocks(db, process),
    taskClocks: await readTaskClocks(db, process),
  };
}

const MARK_DONE = `UPDATE command SET ${COMMAND_DONE} WHERE id = $1`;
const LOCK_PROCESS = `
  SELECT event_seq, state, pending, ended_at IS NOT NULL AS ended FROM process WHERE id = $1 FOR UPDATE`;

const ANNOUNCE_PROCESS = `
  INSERT INTO process (id, key, version, subject, state, input, parent_id, hidden_from, confidential, started_at)
  SELECT $1, $2, $3, coalesce(parent.subject, $4), 'starting', $5, $6, coalesce(parent.hidden_from, '{}'),
    coalesce(${isSecret('parent')}, false), $7
  FROM (SELECT 1) one LEFT JOIN process parent ON parent.id = $6::uuid
  ON CONFLICT (id) DO NOTHING`;

async function keepWaiting(
  db: PoolClient,
  process: string,
  appliedUpTo: number,
  rest: readonly ProcessEvent[],
): Promise<void> {
  await db.query('DELETE FROM pending_event WHERE process_id = $1 AND seq <= $2', [process, appliedUpTo]);
  await db.query(
    `INSERT INTO pending_event (process_id, seq, event)
     SELECT $1, (event ->> 'seq')::int, event FROM jsonb_array_elements($2::jsonb) AS event
     ON CONFLICT DO NOTHING`,
    [process, JSON.stringify(rest)],
  );
  await db.query('UPDATE process SET pending = $2 WHERE id = $1', [process, rest.length]);
}

/** The SLA monitor locks clocks of many processes at once; whoever loses begins again. */
async function retryingDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || attempt === 3) throw error;
    }
  }
}

/** One that should have looked so long ago is dead, or its wake-up was lost. */
const SLA_MONITOR_OVERDUE_MS = 30_000;

/** Whether the SLA monitor would not see a threshold in time: because it sleeps longer, is looking now or does not run. */
function sleepsBeyond(watchAt: Date | null, thresholdAt: number): boolean {
  if (watchAt === null) return true;
  return thresholdAt < watchAt.getTime() || watchAt.getTime() < Date.now() - SLA_MONITOR_OVERDUE_MS;
}

/** Whether the process becomes secret, or hidden from other units than before. */
const changesSecrecy = (events: readonly ProcessEvent[]): boolean =>
  events.some(
    (event) => event.type === 'facts' && (event.facts['confidential'] || event.facts['hiddenFrom']),
  );

const isContiguous = (events: readonly ProcessEvent[]): boolean =>
  events.every((event, index) => event.seq === events[0]!.seq + index);

function takeContiguous(events: readonly ProcessEvent[], after: number): ProcessEvent[] {
  const gap = events.findIndex((event, index) => event.seq !== after + index + 1);
  return gap === -1 ? [...events] : events.slice(0, gap);
}

function earliest({ clocksStarted, clocksChanged }: Effects): number | null {
  const instants = [...clocksStarted.values(), ...clocksChanged.values()]
    .filter((clock) => clock.state === 'running' && clock.nextAt !== null)
    .map((clock) => clock.nextAt!);
  return instants.length === 0 ? null : Math.min(...instants);
}
