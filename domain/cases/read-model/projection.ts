import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import { isDeadlock, isTransient } from '../../../infra/database/database-errors.js';
import { clientOf } from '../../../infra/database/query.js';
import { transaction } from '../../../infra/database/transaction.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import type { ProjectionBatch } from '../../../workflows/engine/temporal/process-workflow.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { businessNow } from '../../time/business-clock.js';
import { mistakenAt, revokeMistaken } from '../cards/revoke-mistaken.js';
import { emitSuspensionEvents } from '../cards/suspension-events.js';
import { reliefsOf, takeBackCards, recordTakenBackCards } from '../cards/take-back-cards.js';
import type { TimeLimits } from '../time-limits/time-limit-service.js';
import { Definitions } from './definitions.js';
import type { Effects, Known } from './effects.js';
import { fold, needsClocks } from './fold.js';
import { ProcessesRepository } from './processes.repository.js';
import { ProjectionRepository, type ProjectedProcess } from './projection.repository.js';
import { iso } from './shown-instants.js';
import { writeStatement, type WriteAnswer } from './write-statement.js';

export interface ProjectionDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimits;
  /** Called after the commit when a clock has a threshold before the instant the SLA monitor sleeps until. */
  readonly wakeSlaMonitor: (at: number) => void;
  /** Every process and version that may still run. */
  readonly processes: readonly Process[];
}

export interface Projected {
  /** Number of the last event in the read model. */
  readonly appliedUpTo: number;
  /** False while events of this batch wait for earlier ones. */
  readonly complete: boolean;
  /** Earliest threshold of the clocks that this batch started or changed, epoch ms. */
  readonly earliestNextAt: number | null;
}

/** The process has no row: another batch announces it, or the row was lost. */
class NoRowYetError extends Error {
  override readonly name = 'NoRowYetError';
}

/** The events of a process cannot be projected. An incident records this until they can be. */
export class UnwritableEventsError extends Error {
  override readonly name = 'UnwritableEventsError';
}

/**
 * Projects the events of processes into the read model, strictly in the order of their numbers and each event once,
 * however often it is delivered. Early events wait in `pending_event`.
 */
export class Projection {
  private readonly pool: Pool;
  private readonly incidents: IncidentsRepository;
  private readonly definitions: Definitions;

  constructor(private readonly deps: ProjectionDeps) {
    this.pool = poolOf(deps.dataSource);
    this.incidents = new IncidentsRepository(this.pool);
    this.definitions = new Definitions(deps.processes);
  }

  /**
   * Projects a batch. Events that cannot be projected block their own process only, with an incident.
   *
   * @param command marked done in the transaction that applies the last of its events
   * @throws {NoRowYetError} when the process has no row and the batch does not announce it
   * @throws {UnwritableEventsError}
   */
  async project(batch: ProjectionBatch, command?: string): Promise<Projected> {
    await this.deps.timeLimits.ready();
    const { answer, effects, ...result } = await this.write(batch, command);
    if (answer ? answer.blocked : result.complete) await this.incidents.resolve(batch.process, 'projection');
    await this.reportUncomputedClocks(batch.process, effects);
    if (answer?.rectifies) this.deps.wakeSlaMonitor(businessNow());
    const earliestNextAt = effects ? earliest(effects) : null;
    if (earliestNextAt !== null && answer && sleepsBeyond(answer.monitor_next_at, earliestNextAt)) {
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
      await this.incidents.raise(batch.process, 'projection', error);
      const ended = await this.inTransaction((db) => this.endCancelled(db, batch, command));
      if (ended) return ended;
      throw new UnwritableEventsError(`events of process ${batch.process} cannot be projected`, {
        cause: error,
      });
    }
  }

  /**
   * Writes only the end of a cancelled process whose events cannot be projected. Null when the process was not cancelled,
   * or events before the cancel are missing.
   */
  private async endCancelled(
    db: PoolClient,
    batch: ProjectionBatch,
    command?: string,
  ): Promise<Written | null> {
    const row = await this.lockProcess(db, batch);
    if (!row || row.ended) return null;
    const next = takeContiguous(await this.mergePending(db, batch, row), row.event_seq);
    const end = next.find(({ type }) => type === 'process.cancelled');
    if (!end) return null;
    const appliedUpTo = next.at(-1)!.seq;
    const effects = { ...this.fold(batch, [end], NOTHING_KNOWN), lastSeq: appliedUpTo };
    const processes = new ProcessesRepository(db);
    await processes.closeTasks(batch.process, new Date(end.at));
    await processes.stopClocks(batch.process, new Date(end.at));
    const rows = new ProjectionRepository(db);
    await rows.keepPending(batch.process, appliedUpTo, []);
    const answer = await rows.write(
      writeStatement(batch.process, effects, { from: row.event_seq, anyState: true }),
    );
    if (command !== undefined) await rows.markDone(command);
    return { appliedUpTo, complete: true, answer, effects };
  }

  /** Raises incidents for clocks whose instants could not be computed: see computed-instants.ts. */
  private async reportUncomputedClocks(process: string, effects: Effects | undefined): Promise<void> {
    if (!effects) return;
    for (const { error, state } of [...effects.clocksStarted.values(), ...effects.clocksChanged.values()]) {
      if (error !== null && state !== 'stopped')
        await this.incidents.raise(process, 'clock', new Error(error));
    }
  }

  /** Projects the usual batch in one statement. Null when events are missing or wait, or clocks have to be read. */
  private async projectNext(batch: ProjectionBatch, command?: string): Promise<Written | null> {
    const { events, process } = batch;
    if (events.length === 0 || !isContiguous(events) || mistakenAt(events) !== null) return null;
    if (needsClocks(events) || changesSecrecy(events)) return null;
    const effects = this.fold(batch, events, NOTHING_KNOWN);
    const from = events[0]!.seq - 1;
    const statement = writeStatement(process, effects, { from, anyState: false, command });
    const answer = await new ProjectionRepository(this.pool).write(statement);
    // Nothing was written, or later events wait: both need `projectOrdered`.
    if (!answer) return null;
    if (answer.overtaken) await this.takeBackOvertaken(batch);
    if (answer.pending > 0) await this.projectOrdered(batch, command);
    return { appliedUpTo: effects.lastSeq, complete: true, answer, effects };
  }

  /** Takes back cards that the SLA monitor raised while the statement that stopped their clocks waited. */
  private async takeBackOvertaken({ process, events }: ProjectionBatch): Promise<void> {
    await this.inTransaction(async (db) => {
      await new ProjectionRepository(db).lock(process);
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
    const rows = new ProjectionRepository(db);
    const row = await this.lockProcess(db, batch);
    if (!row) throw new NoRowYetError(`process ${batch.process} has no row yet`);
    if (row.ended) return this.dropAfterEnd(db, batch, row, command);

    const merged = await this.mergePending(db, batch, row);
    const next = takeContiguous(merged, row.event_seq);
    const rest = merged.slice(next.length);
    const appliedUpTo = next.at(-1)?.seq ?? row.event_seq;
    if (rest.length > 0 || row.pending > 0) await rows.keepPending(batch.process, appliedUpTo, rest);

    let answer: WriteAnswer | undefined;
    let effects: Effects | undefined;
    let takenBack: string[] = [];
    if (next.length > 0) {
      takenBack = await takeBackCards(db, batch.process, reliefsOf(next), businessNow());
      effects = this.fold(batch, next, await readKnown(rows, batch.process, row, next));
      answer = await rows.write(
        writeStatement(batch.process, effects, { from: row.event_seq, anyState: true }),
      );
      await rows.showClocks(batch.process, effects.clocksChanged.values());
      if (changesSecrecy(next)) await rows.inheritSecrecy(batch.process);
    }
    const complete = (batch.events.at(-1)?.seq ?? 0) <= appliedUpTo;
    if (complete && command !== undefined) await rows.markDone(command);
    await this.recordTakenBackCards(db, takenBack);
    const mistaken = mistakenAt(next);
    if (mistaken !== null) await revokeMistaken(db, batch.process, mistaken, this.deps.timeLimits);
    await emitSuspensionEvents(db, batch.process, next);
    return { appliedUpTo, complete, answer, effects };
  }

  /** Drops events after the end of a process: it was ended as lost, or the events are known. */
  private async dropAfterEnd(
    db: PoolClient,
    { process, events }: ProjectionBatch,
    row: ProjectedProcess,
    command?: string,
  ): Promise<Written> {
    const appliedUpTo = Math.max(row.event_seq, events.at(-1)?.seq ?? 0);
    const rows = new ProjectionRepository(db);
    if (row.pending > 0) await rows.keepPending(process, appliedUpTo, []);
    if (command !== undefined) await rows.markDone(command);
    return { appliedUpTo, complete: true };
  }

  private fold(batch: ProjectionBatch, events: readonly ProcessEvent[], known: Known): Effects {
    return fold(events, this.definitions.get(batch.key, batch.version), known, this.deps.timeLimits);
  }

  /** A child process is announced by its first batch; it inherits the secrecy of its parent. */
  private async lockProcess(db: PoolClient, batch: ProjectionBatch): Promise<ProjectedProcess | undefined> {
    const { process: id, key, version, input, parent = null } = batch;
    const rows = new ProjectionRepository(db);
    const row = await rows.lock(id);
    if (row || input === undefined) return row;
    const { title } = this.definitions.get(key, version);
    const startedAt = iso(batch.events[0]?.at ?? Date.now());
    await rows.announce({ id, key, version, title, input: JSON.stringify(input ?? {}), parent, startedAt });
    return rows.lock(id);
  }

  /** Events that are not applied yet, pending ones included, in order. */
  private async mergePending(
    db: PoolClient,
    batch: ProjectionBatch,
    row: ProjectedProcess,
  ): Promise<ProcessEvent[]> {
    const pending = row.pending > 0 ? await new ProjectionRepository(db).pendingEvents(batch.process) : [];
    const bySeq = new Map([...pending, ...batch.events].map((event) => [event.seq, event]));
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
  rows: ProjectionRepository,
  process: string,
  row: ProjectedProcess,
  next: readonly ProcessEvent[],
): Promise<Known> {
  const suspended = row.state === 'suspended';
  if (!suspended && !needsClocks(next)) return NOTHING_KNOWN;
  return { suspended, clocks: await rows.clocks(process), taskClocks: await rows.taskClocks(process) };
}

/** Retries deadlocks: the SLA monitor locks clocks of many processes at once. */
async function retryingDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || attempt === 3) throw error;
    }
  }
}

/** When its turn is overdue by this, the SLA monitor is dead, or its wake-up was lost. */
const SLA_MONITOR_OVERDUE_MS = 30_000;

/** Whether the SLA monitor would miss a threshold: it sleeps longer, is in a turn, or does not run. */
function sleepsBeyond(monitorNextAt: Date | null, thresholdAt: number): boolean {
  if (monitorNextAt === null) return true;
  return (
    thresholdAt < monitorNextAt.getTime() || monitorNextAt.getTime() < Date.now() - SLA_MONITOR_OVERDUE_MS
  );
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
