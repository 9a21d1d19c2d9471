import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { transaction } from '../../database/transaction.js';
import { describeError } from '../../../domain/cases/incidents/describe-error.js';
import type { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { Definitions } from '../../../domain/cases/read-model/definitions.js';
import type { Effects } from '../../../domain/cases/read-model/effects.js';
import { eventLogOf, type EventLog } from '../../../domain/cases/read-model/event-log.js';
import { fold } from '../../../domain/cases/read-model/fold.js';
import { endLostProcess, type LossReason } from '../../../domain/cases/read-model/lost-process.js';
import { LOST, ProcessesRepository } from '../../../domain/cases/read-model/processes.repository.js';
import { lossOf } from '../../../domain/cases/read-model/lost-workflows.js';
import type { Projection } from '../../../domain/cases/read-model/projection.js';
import type { TimeLimits } from '../../../domain/cases/time-limits/time-limit-service.js';
import { retentionMs } from '../../temporal/retention.js';
import { workflowId, workflowType } from '../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { compareRows, describe } from './compare-rows.js';
import { forEach } from './for-each.js';
import { restoreRows } from './restore-rows.js';
import { ReconcileRepository } from './reconcile.repository.js';
import type { Snapshot } from './snapshot.js';

export interface Difference {
  readonly process: string;
  /**
   * `noRow` the read model does not have the workflow's process; `noWorkflow` the reverse; `lost` the workflow has ended
   * and the process has not; `behind` events are missing; `ahead` the read model has events that the history has not (the
   * workflow was reset, or Temporal's store restored); `rows` the process, a task or a clock differs from the history;
   * `timeline` entries are missing; `unsent` a command was accepted and is not done; `failed` the comparison failed.
   */
  readonly problem:
    'noRow' | 'noWorkflow' | 'lost' | 'behind' | 'ahead' | 'rows' | 'timeline' | 'unsent' | 'failed';
  readonly detail: string;
}

export interface ReconcileDeps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly timeLimits: TimeLimits;
  readonly projection: Pick<Projection, 'project'>;
  readonly commands: Pick<ProcessCommands, 'resumeAccepted'>;
  readonly processes: readonly Process[];
}

export interface ReconcileOptions {
  /** Earlier processes are not compared: their histories may be gone. */
  readonly since: Date;
  readonly repair: boolean;
  /** More recent commands and their events are still in flight (ms). @default 15 s */
  readonly graceMs?: number;
}

interface Comparison {
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** The workflows that were found, by process. */
  readonly workflows: ReadonlyMap<string, WorkflowRef>;
}

/** Compares the read model with Temporal's histories, and repairs it on request. */
export class Reconciliation {
  private readonly types: ReadonlyMap<string, { readonly key: string; readonly version: number }>;
  private readonly definitions: Definitions;
  private readonly repository: ReconcileRepository;

  constructor(private readonly deps: ReconcileDeps) {
    this.definitions = new Definitions(deps.processes);
    this.repository = new ReconcileRepository(deps.dataSource);
    this.types = new Map(deps.processes.map(({ definition }) => [workflowType(definition), definition]));
  }

  /** The differences that remain. */
  async run(
    options: ReconcileOptions,
  ): Promise<{ compared: number; found: readonly Difference[]; left: readonly Difference[] }> {
    const { since, repair, graceMs = 15_000 } = options;
    const before = await this.compare(since, graceMs);
    const { compared, differences } = before;
    // Events that were emitted a moment ago may not be projected yet.
    const found = differences.length > 0 ? await this.stillThere(differences, since, graceMs) : [];
    if (!repair || found.length === 0) return { compared, found, left: found };
    const failed = await this.repair(found, before.workflows);
    const after = await this.compare(since, graceMs);
    return { compared, found, left: [...after.differences, ...failed] };
  }

  private async stillThere(
    before: readonly Difference[],
    since: Date,
    graceMs: number,
  ): Promise<Difference[]> {
    await sleep(Math.min(graceMs, 3000));
    const { differences } = await this.compare(since, graceMs);
    const keyOf = ({ process, problem, detail }: Difference): string => `${process} ${problem} ${detail}`;
    const seen = new Set(before.map(keyOf));
    return differences.filter((difference) => seen.has(keyOf(difference)));
  }

  private async compare(since: Date, graceMs: number): Promise<Comparison> {
    await this.deps.timeLimits.ready();
    const rows = await this.rows(since);
    const differences: Difference[] = [];
    const workflows = new Map<string, WorkflowRef>();
    await forEach(
      this.workflowsSince(since, workflows),
      async (process) => {
        rows.delete(process.id);
        // The history first: its events are then in the read model, or in flight.
        const log = await this.logOf(process);
        const snapshot = await this.repository.snapshot(process.id);
        differences.push(...(await this.differencesOf(process, snapshot, log)));
      },
      ({ id }, error) => differences.push(failure(id, error)),
    );
    for (const id of rows) {
      differences.push({ process: id, problem: 'noWorkflow', detail: 'there is no history' });
    }
    return {
      compared: workflows.size,
      differences: [...differences, ...(await this.unsent(graceMs))],
      workflows,
    };
  }

  /** Returns the repairs that failed; a failure of one process does not affect the others. */
  private async repair(
    differences: readonly Difference[],
    workflows: Comparison['workflows'],
  ): Promise<Difference[]> {
    const of = (...problems: Difference['problem'][]): Set<string> =>
      new Set(differences.filter(({ problem }) => problems.includes(problem)).map(({ process }) => process));
    const failed: Difference[] = [];
    const note = (process: string, error: unknown): void => void failed.push(failure(process, error));
    const behind = of('noRow', 'behind');
    await forEach(
      of('noRow', 'behind', 'rows', 'timeline'),
      async (process) => {
        const workflow = workflows.get(process);
        if (workflow) await this.restore(workflow, behind.has(process));
      },
      note,
    );
    // A Temporal without any process is more likely the wrong server than one that has lost everything.
    const gone = workflows.size === 0 ? of('lost', 'ahead') : of('lost', 'noWorkflow', 'ahead');
    await forEach(
      gone,
      async (process) => {
        const loss = await this.lossOf(process, workflows.get(process));
        if (loss) await endLostProcess(this.deps.dataSource, process, loss.reason, loss.at);
      },
      note,
    );
    if (differences.some(({ problem }) => problem === 'unsent')) {
      await this.deps.commands.resumeAccepted({ olderThanMs: 0, limit: 10_000 });
    }
    return failed;
  }

  private async restore(process: WorkflowRef, behind: boolean): Promise<void> {
    const { start, events } = await this.logOf(process);
    const { id, key, version } = process;
    if (behind) {
      const announced = { input: start.input ?? {}, parent: start.parent };
      await this.deps.projection.project({ process: id, key, version, ...announced, events });
    }
    const expected = this.projectionOf(process, events);
    await transaction(this.deps.dataSource, (tx) => restoreRows(tx, id, expected));
  }

  /** Why a process will emit nothing more; null when it runs (also after a reset), or has ended regularly. */
  private async lossOf(
    process: string,
    workflow: WorkflowRef | undefined,
  ): Promise<{ reason: LossReason; at: Date } | null> {
    const { dataSource, temporal } = this.deps;
    const row = await new ProcessesRepository(dataSource).findOpen(process);
    const loss = row && (await lossOf(temporal, { key: row.key, id: process }));
    if (!loss) return null;
    const { reason, at } = loss;
    if (reason !== 'completed') return { reason, at };
    // It has emitted its end; when the read model has as many events without it, they are from before a reset.
    const { events } = await this.logOf(workflow ?? { key: row.key, id: process });
    return (events.at(-1)?.seq ?? 0) <= row.event_seq ? { reason: 'reset', at } : null;
  }

  private async differencesOf(
    process: WorkflowRef,
    snapshot: Snapshot | null,
    { events }: EventLog,
  ): Promise<Difference[]> {
    const { id } = process;
    const emitted = events.at(-1)?.seq ?? 0;
    // No events yet: it has only just been started.
    if (!snapshot)
      return emitted === 0 ? [] : [{ process: id, problem: 'noRow', detail: `${emitted} events` }];
    const { event_seq: seq, result, ended } = snapshot.process;
    if (result === LOST) return []; // its end is in no history
    const detail = `read model at ${seq}, history at ${emitted}`;
    if (seq < emitted) return [{ process: id, problem: 'behind', detail }];
    if (seq > emitted) return [{ process: id, problem: 'ahead', detail }];
    const loss = ended ? null : await lossOf(this.deps.temporal, process);
    if (loss) return [{ process: id, problem: 'lost', detail: `the workflow has ended (${loss.reason})` }];
    if (emitted === 0) return [];
    const found = compareRows(snapshot, this.projectionOf(process, events));
    return describe(found).map((difference) => ({ process: id, ...difference }));
  }

  /** The effects of all events, projected with the policies of today. */
  private projectionOf({ key, version }: WorkflowRef, events: EventLog['events']): Effects {
    const nothingKnown = { suspended: false, clocks: new Map(), taskClocks: new Map() };
    return fold(events, this.definitions.get(key, version), nothingKnown, this.deps.timeLimits);
  }

  /** Each process once, also when its workflow was reset. */
  private async *workflowsSince(since: Date, seen: Map<string, WorkflowRef>): AsyncIterable<WorkflowRef> {
    const query = `StartTime >= '${since.toISOString()}'`;
    for await (const { workflowId: id, type } of this.deps.temporal.workflow.list({ query })) {
      const definition = this.types.get(type);
      if (!definition) continue;
      const workflow = { ...definition, id: id.slice(definition.key.length + 1) };
      if (seen.has(workflow.id)) continue;
      seen.set(workflow.id, workflow);
      yield workflow;
    }
  }

  private async logOf({ key, id }: Pick<WorkflowRef, 'key' | 'id'>): Promise<EventLog> {
    return eventLogOf(await this.deps.temporal.workflow.getHandle(workflowId(key, id)).fetchHistory());
  }

  /**
   * Ids of processes that Temporal must know. Those that are only accepted are checked by their command; those that ended
   * before the retention of the namespace need no history; lost ones have none.
   */
  private async rows(since: Date): Promise<Set<string>> {
    const keptSince = new Date(Date.now() - (await retentionMs(this.deps.temporal)) + RETENTION_SLACK_MS);
    return new Set(await this.repository.processes(since, keptSince));
  }

  private async unsent(graceMs: number): Promise<Difference[]> {
    const commands = await this.repository.unsentCommands(graceMs);
    return commands.map(({ process_id: process, kind }) => ({
      process,
      problem: 'unsent',
      detail: `command '${kind}'`,
    }));
  }
}

/** Histories are removed some time after their retention, and processes end in the read model a little later or earlier. */
const RETENTION_SLACK_MS = 3_600_000;

interface WorkflowRef {
  readonly key: string;
  readonly version: number;
  readonly id: string;
}

const failure = (process: string, error: unknown): Difference => ({
  process,
  problem: 'failed',
  detail: describeError(error),
});
