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
import { LOST } from '../../../domain/cases/read-model/processes.repository.js';
import { lossOf } from '../../../domain/cases/read-model/lost-workflows.js';
import type { Projection } from '../../../domain/cases/read-model/projection.js';
import type { TimeLimits } from '../../../domain/cases/time-limits/time-limit-service.js';
import { retentionMs } from '../../temporal/retention.js';
import { workflowId, workflowType } from '../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { compareRows, describe } from './compare-rows.js';
import { forEach } from './for-each.js';
import { restoreRows } from './restore-rows.js';
import { readSnapshot, type Snapshot } from './snapshot.js';

export interface Difference {
  readonly process: string;
  /**
   * `noRow` a workflow the read model does not know; `noWorkflow` the reverse; `lost` the workflow has ended and the
   * process has not; `behind` events are missing; `ahead` the read model has events that the history has not (the
   * workflow was reset, or Temporal's store restored); `rows` the process, a task or a clock is not as the history tells;
   * `timeline` entries are missing; `unsent` a command was accepted and is not done; `failed` it could not be compared.
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
  /** Processes that started earlier are left alone: their histories may be gone. */
  readonly since: Date;
  readonly repair: boolean;
  /** Commands younger than this are still on their way, and so are their events. @default 15 s */
  readonly graceMs?: number;
}

interface Comparison {
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** The workflows that were found, by process. */
  readonly workflows: ReadonlyMap<string, WorkflowRef>;
}

/** Compares the read model with what Temporal's histories tell, and brings it up to them when asked to. */
export class Reconciliation {
  private readonly types: ReadonlyMap<string, { readonly key: string; readonly version: number }>;
  private readonly definitions: Definitions;

  constructor(private readonly deps: ReconcileDeps) {
    this.definitions = new Definitions(deps.processes);
    this.types = new Map(deps.processes.map(({ definition }) => [workflowType(definition), definition]));
  }

  /** The differences that remain. */
  async run(
    options: ReconcileOptions,
  ): Promise<{ compared: number; found: readonly Difference[]; left: readonly Difference[] }> {
    const { since, repair, graceMs = 15_000 } = options;
    const before = await this.compare(since, graceMs);
    const { compared, differences } = before;
    // What was told a moment ago may be on its way into the read model.
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
        // The history first: what it tells is then in the read model, or on its way there.
        const log = await this.logOf(process);
        const snapshot = await readSnapshot(this.deps.dataSource, process.id);
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

  /** Gives what could not be repaired because something failed; one process never keeps the others from it. */
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
    // A Temporal that knows no process at all is more likely the wrong one than one that has lost everything.
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
    const told = this.everythingTold(process, events);
    await transaction(this.deps.dataSource, (tx) => restoreRows(tx, id, told));
  }

  /** Why a process will tell nothing more; null when it goes on, has ended, or is only reset and still runs. */
  private async lossOf(
    process: string,
    workflow: WorkflowRef | undefined,
  ): Promise<{ reason: LossReason; at: Date } | null> {
    const { dataSource, temporal } = this.deps;
    const [row]: { key: string; event_seq: number }[] = await dataSource.query(
      'SELECT key, event_seq FROM process WHERE id = $1 AND ended_at IS NULL',
      [process],
    );
    const loss = row && (await lossOf(temporal, { key: row.key, id: process }));
    if (!loss) return null;
    const { reason, at } = loss;
    if (reason !== 'completed') return { reason, at };
    // It has told its end; when the read model has as many events without it, they are those of before a reset.
    const { events } = await this.logOf(workflow ?? { key: row.key, id: process });
    return (events.at(-1)?.seq ?? 0) <= row.event_seq ? { reason: 'reset', at } : null;
  }

  private async differencesOf(
    process: WorkflowRef,
    snapshot: Snapshot | null,
    { events }: EventLog,
  ): Promise<Difference[]> {
    const { id } = process;
    const told = events.at(-1)?.seq ?? 0;
    // Nothing told yet: it has only just been started.
    if (!snapshot) return told === 0 ? [] : [{ process: id, problem: 'noRow', detail: `${told} events` }];
    const { event_seq: seq, result, ended } = snapshot.process;
    if (result === LOST) return []; // its end is known, and no history tells of it
    const detail = `read model at ${seq}, history at ${told}`;
    if (seq < told) return [{ process: id, problem: 'behind', detail }];
    if (seq > told) return [{ process: id, problem: 'ahead', detail }];
    const loss = ended ? null : await lossOf(this.deps.temporal, process);
    if (loss) return [{ process: id, problem: 'lost', detail: `the workflow has ended (${loss.reason})` }];
    if (told === 0) return [];
    const found = compareRows(snapshot, this.everythingTold(process, events));
    return describe(found).map((difference) => ({ process: id, ...difference }));
  }

  /** What the read model would be, had it been written from the first event on today. */
  private everythingTold({ key, version }: WorkflowRef, events: EventLog['events']): Effects {
    const nothingKnown = { suspended: false, clocks: new Map(), taskClocks: new Map() };
    return fold(events, this.definitions.get(key, version), nothingKnown, this.deps.timeLimits);
  }

  /** Each process once, however often its workflow was reset. */
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
   * Processes that Temporal must know. Those that only stand accepted are a matter of their command; those that ended
   * longer ago than the namespace keeps histories need none; those whose loss is written have none.
   */
  private async rows(since: Date): Promise<Set<string>> {
    const keptSince = new Date(Date.now() - (await retentionMs(this.deps.temporal)) + RETENTION_SLACK_MS);
    const rows = (await this.deps.dataSource.query(
      `SELECT id FROM process
       WHERE started_at >= $1 AND state <> 'starting' AND result IS DISTINCT FROM $3
         AND (ended_at IS NULL OR ended_at >= $2)`,
      [since, keptSince, LOST],
    )) as { id: string }[];
    return new Set(rows.map(({ id }) => id));
  }

  private async unsent(graceMs: number): Promise<Difference[]> {
    const rows = (await this.deps.dataSource.query(
      `SELECT process_id, kind FROM command WHERE state = 'accepted' AND accepted_at < now() - $1 * interval '1 millisecond'`,
      [graceMs],
    )) as { process_id: string; kind: string }[];
    return rows.map(({ process_id: process, kind }) => ({
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
