import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../../workflows/engine/definition/commands.js';
import type { PermitHarness } from './permit-harness.js';
import { faultyProcess } from './workflows/faulty-process.js';
import { permitProcess } from './workflows/permit-process.js';

const UNIT = '522601';
const PROCESSES = { faulty: faultyProcess, permit: permitProcess };
export const CLERK = { account: 'clerk', unit: UNIT, roles: ['agency-clerk'] };
export const OPERATOR = { account: 'operator', unit: 'ZFB', roles: ['supervisor'] };

/** A process in the read model. */
export interface Shown {
  readonly state: string;
  readonly result: string | null;
  readonly openTasks: number;
  readonly runningClocks: number;
  readonly incidents: readonly string[];
  /** Types of the timeline's entries, in order. */
  readonly timeline: readonly string[];
}

/** Starts cases of the harness's processes and reads them. */
export class FaultyCases {
  constructor(private readonly on: PermitHarness) {}

  /** Starts a process of this key; its first task is open. */
  async start(key: keyof typeof PROCESSES = 'faulty'): Promise<string> {
    const id = randomUUID();
    await this.on.commands.start(PROCESSES[key], {
      id,
      subject: 'F-1',
      input: { unit: UNIT },
      account: 'citizen',
    });
    return id;
  }

  /** Completes task 1; the outcome selects the fault. */
  decide(id: string, outcome: string, content?: object): Promise<unknown> {
    const command: Command = { kind: 'complete', task: 1, outcome, decision: {}, by: CLERK };
    return this.on.commands.send({ process: { id }, command, content });
  }

  operate(id: string, kind: 'cancel' | 'suspend'): Promise<unknown> {
    return this.on.commands.send({
      process: { id },
      command: { kind, by: OPERATOR },
      content: { reason: '终止' },
    });
  }

  handle(id: string, key: keyof typeof PROCESSES = 'faulty') {
    return this.on.deps.temporal.workflow.getHandle(`${key}/${id}`);
  }

  query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.on.deps.dataSource.query(sql, values);
  }

  async shown(id: string): Promise<Shown> {
    const [row] = await this.query<Shown>(SHOWN, [id]);
    return row!;
  }

  /** Reads until the condition holds, for ten seconds at most. */
  async until(id: string, wanted: (shown: Shown) => boolean): Promise<Shown> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const shown = await this.shown(id);
      if (wanted(shown)) return shown;
      await sleep(100);
    }
    return this.shown(id);
  }
}

const SHOWN = `
  SELECT p.state, p.result,
    (SELECT count(*)::int FROM task WHERE process_id = p.id AND state = 'open') AS "openTasks",
    (SELECT count(*)::int FROM clock WHERE process_id = p.id AND state <> 'stopped') AS "runningClocks",
    ARRAY(SELECT kind FROM incident WHERE process_id = p.id ORDER BY kind) AS incidents,
    ARRAY(SELECT type FROM timeline_entry WHERE process_id = p.id ORDER BY seq) AS timeline
  FROM process p WHERE id = $1`;
