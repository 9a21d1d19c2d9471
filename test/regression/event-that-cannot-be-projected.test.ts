import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Projection } from '../../domain/cases/read-model/projection.js';
import { retryStuckClocks } from '../../domain/cases/recalculation/stuck-clocks.js';
import { TimeLimitService } from '../../domain/cases/time-limits/time-limit-service.js';
import { IncidentsRepository } from '../../domain/cases/incidents/incidents.repository.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { permitProcess } from '../support/workflows/permit-process.js';

const UNIT = '522601';
const AT = Date.parse('2015-06-01T01:00:00Z');

let database: TestDatabase;
let timeLimits: TimeLimitService;
let projection: Projection;
beforeAll(async () => {
  database = await createTestDatabase();
  const { dataSource } = database;
  timeLimits = new TimeLimitService(dataSource);
  const wakeSlaMonitor = (): void => undefined;
  projection = new Projection({ dataSource, timeLimits, wakeSlaMonitor, processes: [permitProcess] });
});
afterAll(() => database.drop());

const query = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  database.dataSource.query(sql, values);

async function newProcess(): Promise<string> {
  const id = randomUUID();
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'permit', 1, 'p', 'starting', $2)`,
    [id, new Date(AT)],
  );
  return id;
}
const project = (process: string, events: readonly ProcessEvent[]) =>
  projection.project({ process, key: 'permit', version: 1, events });
const incidentsOf = (process: string) =>
  query('SELECT kind, detail, times FROM incident WHERE process_id = $1', [process]);

/** What a process tells that opens a task under a clock. */
const opening = (limit: string): ProcessEvent[] => [
  { seq: 1, at: AT, type: 'process.started' } as ProcessEvent,
  { seq: 2, at: AT, type: 'stage.entered', stage: 'checking' } as ProcessEvent,
  { seq: 3, at: AT, type: 'clock.started', clock: 1, name: 'whole', limit, unit: UNIT } as ProcessEvent,
  { seq: 4, at: AT, type: 'task.opened', task: 1, name: 'check', unit: UNIT, clock: 1 } as ProcessEvent,
];
const cancelled = (seq: number): ProcessEvent =>
  ({
    seq,
    at: AT,
    type: 'process.cancelled',
    command: randomUUID(),
    by: { account: 'admin', unit: '', roles: [] },
  }) as ProcessEvent;

describe('a clock that cannot be computed', () => {
  it('a clock that cannot be computed has no due time and an incident, and blocks neither state nor task', async () => {
    const id = await newProcess();

    await project(id, opening('no-such-limit'));

    expect(await query('SELECT state, stage, event_seq FROM process WHERE id = $1', [id])).toEqual([
      { state: 'running', stage: 'checking', event_seq: 4 },
    ]);
    expect(await query('SELECT state, due_at FROM task WHERE process_id = $1', [id])).toEqual([
      { state: 'open', due_at: null },
    ]);
    expect(await query('SELECT state, due_at, next_at FROM clock WHERE process_id = $1', [id])).toEqual([
      { state: 'running', due_at: null, next_at: null },
    ]);
    expect(await incidentsOf(id)).toEqual([
      { kind: 'clock', detail: expect.stringContaining('no-such-limit'), times: 1 },
    ]);
  });

  it('a stuck clock gets its instants once policy or calendar are complete, and its incident is resolved', async () => {
    const id = await newProcess();
    await project(id, opening('no-such-limit'));
    await query(`UPDATE clock SET limit_key = 'sign' WHERE process_id = $1`, [id]);

    const counted = await retryStuckClocks(
      { dataSource: database.dataSource, timeLimits, wakeSlaMonitor: () => undefined },
      AT,
    );
    await new IncidentsRepository(database.dataSource).resolveClocks();

    expect(counted).toBe(1);
    const [clock] = await query('SELECT due_at, policy_id, error FROM clock WHERE process_id = $1', [id]);
    expect(clock).toEqual({ due_at: expect.any(Date), policy_id: 'QDN-2015', error: null });
    const [task] = await query('SELECT due_at FROM task WHERE process_id = $1', [id]);
    expect(task).toEqual({ due_at: clock!['due_at'] });
    expect(await incidentsOf(id)).toEqual([]);
  });

  it('a stuck clock stops with its process, and its incident is resolved', async () => {
    const id = await newProcess();
    await project(id, opening('no-such-limit'));

    await project(id, [
      { seq: 5, at: AT, type: 'task.closed', task: 1, how: 'cancelled' } as ProcessEvent,
      { seq: 6, at: AT, type: 'clock.stopped', clock: 1 } as ProcessEvent,
      cancelled(7),
    ]);
    await new IncidentsRepository(database.dataSource).resolveClocks();

    expect(await query('SELECT state FROM process WHERE id = $1', [id])).toEqual([{ state: 'cancelled' }]);
    expect(await incidentsOf(id)).toEqual([]);
  });
});

describe('an event that cannot be projected', () => {
  const poisoned: ProcessEvent[] = [
    { seq: 1, at: AT, type: 'process.started' } as ProcessEvent,
    { seq: 2, at: AT, type: 'task.opened', task: 1, name: 'undeclared', unit: UNIT } as ProcessEvent,
  ];

  it('an event that cannot be projected blocks its own process only, with an incident', async () => {
    const [bad, good] = [await newProcess(), await newProcess()];

    await expect(project(bad, poisoned)).rejects.toThrow(bad);
    await expect(project(bad, poisoned)).rejects.toThrow('cannot be projected');
    await project(good, opening('sign'));

    expect(await incidentsOf(bad)).toEqual([
      { kind: 'projection', detail: expect.stringContaining('undeclared'), times: 2 },
    ]);
    expect(await query('SELECT state FROM process WHERE id = $1', [good])).toEqual([{ state: 'running' }]);
  });

  it('the incident of an event is resolved when the event can be projected', async () => {
    const id = await newProcess();
    await expect(project(id, poisoned)).rejects.toThrow('cannot be projected');

    await project(id, opening('sign'));

    expect(await incidentsOf(id)).toEqual([]);
  });

  it('a cancelled process whose events cannot be projected ends in the read model', async () => {
    const id = await newProcess();
    await expect(project(id, poisoned)).rejects.toThrow('cannot be projected');

    await project(id, [...poisoned, cancelled(3)]);

    expect(await query('SELECT state, ended_at FROM process WHERE id = $1', [id])).toEqual([
      { state: 'cancelled', ended_at: new Date(AT) },
    ]);
  });
});
