import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { ProcessCommands } from '../../activities/process-commands/process-commands.js';
import { Definitions } from '../../activities/read-model/definitions.js';
import type { Effects } from '../../activities/read-model/effects.js';
import { fold } from '../../activities/read-model/fold.js';
import type { Projection } from '../../activities/read-model/projection.js';
import type { TimeLimits } from '../../activities/time-limits/time-limit-service.js';
import { workflowId, workflowType } from '../../workflows/engine/commands.js';
import type { Process } from '../../workflows/engine/process.js';
import { compareRows, describe } from './compare-rows.js';
import { eventLogOf, type EventLog } from './event-log.js';
import { restoreRows } from './restore-rows.js';
import { readSnapshot, type Snapshot } from './snapshot.js';

export interface Difference {
  readonly process: string;
  /**
   * `noRow` a workflow the read model does not know; `noWorkflow` the reverse; `behind` events are missing; `ahead` the
   * read model has events that the history has not; `rows` the process, a task or a clock is not as the history tells;
   * `timeline` entries are missing; `unsent` a command was accepted and is not done.
   */
  readonly problem: 'noRow' | 'noWorkflow' | 'behind' | 'ahead' | 'rows' | 'timeline' | 'unsent';
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

const CONCURRENCY = 8;

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
  ): Promise<{ compared: number; found: Difference[]; left: Difference[] }> {
    const { since, repair, graceMs = 15_000 } = options;
    const { compared, differences } = await this.compare(since, graceMs);
    // What was told a moment ago may be on its way into the read model.
    const found = differences.length > 0 ? await this.stillThere(differences, since, graceMs) : [];
    if (!repair || found.length === 0) return { compared, found, left: found };
    await this.repair(found);
    return { compared, found, left: (await this.compare(since, graceMs)).differences };
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

  private async compare(
    since: Date,
    graceMs: number,
  ): Promise<{ compared: number; differences: Difference[] }> {
    await this.deps.timeLimits.ready();
    const rows = await this.rows(since);
    const differences: Difference[] = [];
    let compared = 0;
    await forEach(this.workflowsSince(since), async (process) => {
      compared += 1;
      rows.delete(process.id);
      // The history first: what it tells is then in the read model, or on its way there.
      const log = await this.logOf(process);
      const snapshot = await readSnapshot(this.deps.dataSource, process.id);
      differences.push(...this.differencesOf(process, snapshot, log));
    });
    for (const id of rows) {
      differences.push({ process: id, problem: 'noWorkflow', detail: 'there is no history' });
    }
    return { compared, differences: [...differences, ...(await this.unsent(graceMs))] };
  }

  private async repair(differences: readonly Difference[]): Promise<void> {
    const of = (...problems: Difference['problem'][]): Set<string> =>
      new Set(differences.filter(({ problem }) => problems.includes(problem)).map(({ process }) => process));
    const behind = of('noRow', 'behind');
    const broken = of('noRow', 'behind', 'rows', 'timeline');
    await forEach(this.workflowsSince(new Date(0)), async (process) => {
      if (!broken.has(process.id)) return;
      const { start, events } = await this.logOf(process);
      const { id, key, version } = process;
      if (behind.has(id)) {
        const announced = { input: start.input ?? {}, parent: start.parent };
        await this.deps.projection.project({ process: id, key, version, ...announced, events });
      }
      const told = this.everythingTold(process, events);
      await this.deps.dataSource.transaction((tx) => restoreRows(tx, id, told));
    });
    if (differences.some(({ problem }) => problem === 'unsent')) {
      await this.deps.commands.resumeAccepted({ olderThanMs: 0, limit: 10_000 });
    }
  }

  private differencesOf(process: WorkflowRef, snapshot: Snapshot | null, { events }: EventLog): Difference[] {
    const { id } = process;
    const told = events.at(-1)?.seq ?? 0;
    // Nothing told yet: it has only just been started.
    if (!snapshot) return told === 0 ? [] : [{ process: id, problem: 'noRow', detail: `${told} events` }];
    const { event_seq: seq } = snapshot.process;
    const detail = `read model at ${seq}, history at ${told}`;
    if (seq < told) return [{ process: id, problem: 'behind', detail }];
    if (seq > told) return [{ process: id, problem: 'ahead', detail }];
    if (told === 0) return [];
    const found = compareRows(snapshot, this.everythingTold(process, events));
    return describe(found).map((difference) => ({ process: id, ...difference }));
  }

  /** What the read model would be, had it been written from the first event on today. */
  private everythingTold({ key, version }: WorkflowRef, events: EventLog['events']): Effects {
    const nothingKnown = { suspended: false, clocks: new Map(), taskClocks: new Map() };
    return fold(events, this.definitions.get(key, version), nothingKnown, this.deps.timeLimits);
  }

  private async *workflowsSince(since: Date): AsyncIterable<WorkflowRef> {
    const query = `StartTime >= '${since.toISOString()}'`;
    for await (const { workflowId: id, type } of this.deps.temporal.workflow.list({ query })) {
      const definition = this.types.get(type);
      if (definition) yield { ...definition, id: id.slice(definition.key.length + 1) };
    }
  }

  private async logOf({ key, id }: WorkflowRef): Promise<EventLog> {
    return eventLogOf(await this.deps.temporal.workflow.getHandle(workflowId(key, id)).fetchHistory());
  }

  /** Processes that Temporal must know: those that only stand accepted are a matter of their command. */
  private async rows(since: Date): Promise<Set<string>> {
    const rows = (await this.deps.dataSource.query(
      `SELECT id FROM process WHERE started_at >= $1 AND state <> 'starting'`,
      [since],
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

interface WorkflowRef {
  readonly key: string;
  readonly version: number;
  readonly id: string;
}

/** A few at a time: every history is a request of its own. */
async function forEach<T>(items: AsyncIterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const worker = async (): Promise<void> => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
