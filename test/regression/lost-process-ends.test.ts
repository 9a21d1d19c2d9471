import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endLostProcess } from '../../domain/cases/read-model/lost-process.js';
import { Projection } from '../../domain/cases/read-model/projection.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { DAY, fixedTimeLimits } from '../support/fixed-time-limits.js';
import { permitProcess } from '../support/workflows/permit-process.js';

const START = Date.parse('2015-06-01T01:00:00Z');
const LOST_AT = new Date(START + DAY);

let database: TestDatabase;
let projection: Projection;

beforeAll(async () => {
  database = await createTestDatabase();
  projection = new Projection({
    dataSource: database.dataSource,
    timeLimits: fixedTimeLimits,
    wakeSlaMonitor: () => undefined,
    processes: [permitProcess],
  });
});
afterAll(() => database.drop());

const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  database.dataSource.query(sql, values);

/** A permit that waits for its first task, as the read model shows it. */
async function runningPermit(): Promise<{ id: string; simulation: Simulation }> {
  const id = randomUUID();
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'permit', 1, 'p', 'starting', $2)`,
    [id, new Date(START)],
  );
  const simulation = new Simulation(
    permitProcess,
    { unit: '522601' },
    { startAt: START, taskTimeoutMs: DAY },
  );
  await simulation.start();
  await projection.project({ process: id, key: 'permit', version: 1, events: simulation.events });
  return { id, simulation };
}

const lose = (id: string): Promise<boolean> => endLostProcess(database.dataSource, id, 'terminated', LOST_AT);
const ended = { state: 'cancelled', result: 'lost', ended_at: LOST_AT };
const processOf = (id: string) => query('SELECT state, result, ended_at FROM process WHERE id = $1', [id]);

describe('a process whose workflow is gone', () => {
  it('a lost process has no open task, no running clock and no threshold to come', async () => {
    const { id } = await runningPermit();

    expect(await lose(id)).toBe(true);

    expect(await processOf(id)).toEqual([ended]);
    expect(await query('SELECT state, closed_at FROM task WHERE process_id = $1', [id])).toEqual([
      { state: 'cancelled', closed_at: LOST_AT },
    ]);
    const clocks = await query('SELECT state, stopped_at, next_at FROM clock WHERE process_id = $1', [id]);
    expect(clocks.length).toBeGreaterThan(0);
    for (const clock of clocks)
      expect(clock).toEqual({ state: 'stopped', stopped_at: LOST_AT, next_at: null });
  });

  it('the timeline of a lost process has the reason, and its incident remains', async () => {
    const { id } = await runningPermit();

    await lose(id);

    const entries = await query(
      'SELECT type, task, data FROM timeline_entry WHERE process_id = $1 ORDER BY seq DESC LIMIT 2',
      [id],
    );
    expect(entries).toEqual([
      { type: 'process.lost', task: null, data: { reason: 'terminated' } },
      { type: 'task.closed', task: 1, data: { how: 'cancelled' } },
    ]);
    expect(await query('SELECT kind FROM incident WHERE process_id = $1', [id])).toEqual([
      { kind: 'workflow' },
    ]);
  });

  it('a lost process ends once', async () => {
    const { id } = await runningPermit();

    await lose(id);

    expect(await lose(id)).toBe(false);
    expect(await lose(randomUUID())).toBe(false);
  });

  it('later events do not revive a lost process', async () => {
    const { id, simulation } = await runningPermit();
    const before = simulation.events.length;
    await lose(id);

    await simulation.complete('check', 'pass');
    const events = simulation.events
      .slice(before)
      .map((event) => ('command' in event ? { ...event, command: randomUUID() } : event));
    const written = await projection.project({ process: id, key: 'permit', version: 1, events });

    expect(written.complete).toBe(true);
    expect(await processOf(id)).toEqual([ended]);
    expect(await query(`SELECT 1 FROM task WHERE process_id = $1 AND state = 'open'`, [id])).toEqual([]);
  });
});
