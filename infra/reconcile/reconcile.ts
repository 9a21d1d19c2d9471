import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { ProcessCommands } from '../../activities/process-commands/process-commands.js';
import type { Projection } from '../../activities/read-model/projection.js';
import { workflowId, workflowType } from '../../workflows/engine/commands.js';
import type { Process } from '../../workflows/engine/process.js';
import { eventLogOf, type EventLog } from './event-log.js';

export interface Difference {
  readonly process: string;
  /**
   * `noRow` a workflow the read model does not know; `noWorkflow` the reverse; `behind` events are missing; `ahead` the
   * read model has events that the history has not; `timeline` its entries have a gap; `unsent` a command was accepted
   * and is not done.
   */
  readonly problem: 'noRow' | 'noWorkflow' | 'behind' | 'ahead' | 'timeline' | 'unsent';
  readonly detail: string;
}

export interface ReconcileDeps {
  readonly dataSource: DataSource;
  readonly temporal: Client;
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

interface Row {
  readonly id: string;
  readonly key: string;
  readonly event_seq: number;
  readonly timeline_seq: number;
  readonly entries: number;
}

const CONCURRENCY = 8;

/** Compares the read model with what Temporal's histories tell, and brings it up to them when asked to. */
export class Reconciliation {
  private readonly types: ReadonlyMap<string, { readonly key: string; readonly version: number }>;

  constructor(private readonly deps: ReconcileDeps) {
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
    const seen = new Set(before.map(({ process, problem }) => `${process} ${problem}`));
    return differences.filter(({ process, problem }) => seen.has(`${process} ${problem}`));
  }

  private async compare(
    since: Date,
    graceMs: number,
  ): Promise<{ compared: number; differences: Difference[] }> {
    const rows = await this.rows(since);
    const differences: Difference[] = [];
    let compared = 0;
    await forEach(this.workflowsSince(since), async (process) => {
      compared += 1;
      const row = rows.get(process.id);
      rows.delete(process.id);
      differences.push(...differencesOf(process.id, row, await this.logOf(process)));
    });
    for (const { id } of rows.values()) {
      differences.push({ process: id, problem: 'noWorkflow', detail: 'there is no history' });
    }
    return { compared, differences: [...differences, ...(await this.unsent(graceMs))] };
  }

  private async repair(differences: readonly Difference[]): Promise<void> {
    const broken = new Set(
      differences
        .filter(({ problem }) => problem === 'noRow' || problem === 'behind')
        .map(({ process }) => process),
    );
    await forEach(this.workflowsSince(new Date(0)), async (process) => {
      if (!broken.has(process.id)) return;
      const { start, events } = await this.logOf(process);
      const { key, version } = process;
      const announced = { input: start.input ?? {}, parent: start.parent };
      await this.deps.projection.project({ process: process.id, key, version, ...announced, events });
    });
    if (differences.some(({ problem }) => problem === 'unsent')) {
      await this.deps.commands.resumeAccepted({ olderThanMs: 0, limit: 10_000 });
    }
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
  private async rows(since: Date): Promise<Map<string, Row>> {
    const rows = (await this.deps.dataSource.query(
      `SELECT p.id, p.key, p.event_seq, p.timeline_seq,
         (SELECT count(*)::int FROM timeline_entry t WHERE t.process_id = p.id) AS entries
       FROM process p WHERE p.started_at >= $1 AND p.state <> 'starting'`,
      [since],
    )) as Row[];
    return new Map(rows.map((row) => [row.id, row]));
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

function differencesOf(process: string, row: Row | undefined, { events }: EventLog): Difference[] {
  const told = events.at(-1)?.seq ?? 0;
  // Nothing told yet: it has only just been started.
  if (!row) return told === 0 ? [] : [{ process, problem: 'noRow', detail: `${told} events` }];
  const detail = `read model at ${row.event_seq}, history at ${told}`;
  return [
    ...(row.event_seq < told ? [{ process, problem: 'behind', detail } as const] : []),
    ...(row.event_seq > told ? [{ process, problem: 'ahead', detail } as const] : []),
    ...(row.entries !== row.timeline_seq
      ? [
          {
            process,
            problem: 'timeline',
            detail: `${row.entries} entries, numbered to ${row.timeline_seq}`,
          } as const,
        ]
      : []),
  ];
}

/** A few at a time: every history is a request of its own. */
async function forEach<T>(items: AsyncIterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const worker = async (): Promise<void> => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
