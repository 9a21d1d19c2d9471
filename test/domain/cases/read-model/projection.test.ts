import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Projection } from '../../../../domain/cases/read-model/projection.js';
import type { ProcessEvent } from '../../../../workflows/engine/definition/events.js';
import { Simulation } from '../../../../workflows/engine/analysis/simulation.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { DAY, fixedTimeLimits } from '../../../support/fixed-time-limits.js';
import { permitProcess } from '../../../support/workflows/permit-process.js';

const UNIT = '522601';
const START = Date.parse('2015-06-01T01:00:00Z');

let database: TestDatabase;
let projection: Projection;
const woken: number[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  projection = new Projection({
    dataSource: database.dataSource,
    timeLimits: fixedTimeLimits,
    wakeSlaMonitor: (at) => woken.push(at),
    processes: [permitProcess],
  });
});
afterAll(() => database.drop());

const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  database.dataSource.query(sql, values);

/** A row as the gateway writes it before Temporal hears of the process. */
async function newProcess(): Promise<string> {
  const id = randomUUID();
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'permit', 1, 'p', 'starting', $2)`,
    [id, new Date(START)],
  );
  return id;
}

/** Runs the process in memory; gives its events step by step, as callers would carry them. */
class Story {
  readonly batches: ProcessEvent[][] = [];
  private taken = 0;
  private constructor(readonly simulation: Simulation) {}

  static async start(): Promise<Story> {
    const simulation = new Simulation(
      permitProcess,
      { unit: UNIT },
      { startAt: START, taskTimeoutMs: 5 * DAY },
    );
    const story = new Story(simulation);
    await simulation.start();
    return story.take();
  }
  async complete(name: string, outcome: string, account?: string): Promise<this> {
    await this.simulation.complete(name, outcome, {}, { account });
    return this.take();
  }
  async advance(ms: number): Promise<this> {
    await this.simulation.advance(ms);
    return this.take();
  }
  async send(kind: 'suspend' | 'resume' | 'cancel'): Promise<this> {
    await this.simulation.send({ kind, by: { account: 'admin', unit: '', roles: [] } });
    return this.take();
  }
  async reassign(task: number, unit: string): Promise<this> {
    await this.simulation.send({
      kind: 'reassign',
      task,
      unit,
      by: { account: 'admin', unit: '', roles: [] },
    });
    return this.take();
  }
  private take(): this {
    const events = this.simulation.events.slice(this.taken).map(withCommandId);
    this.taken = this.simulation.events.length;
    if (events.length > 0) this.batches.push(events);
    return this;
  }
}
const commandIds = new Map<string, string>();
function withCommandId(event: ProcessEvent): ProcessEvent {
  if (!('command' in event) || event.command === undefined) return event;
  if (!commandIds.has(event.command)) commandIds.set(event.command, randomUUID());
  return { ...event, command: commandIds.get(event.command)! };
}

const project = (process: string, events: readonly ProcessEvent[], command?: string) =>
  projection.project({ process, key: 'permit', version: 1, events }, command);

/** Everything the read model says of a process, without its id. */
async function readModel(process: string): Promise<unknown> {
  const [row] = await query('SELECT * FROM process WHERE id = $1', [process]);
  const rows = async (table: string, order: string): Promise<unknown[]> =>
    (await query(`SELECT * FROM ${table} WHERE process_id = $1 ORDER BY ${order}`, [process])).map(withoutId);
  return {
    process: withoutId(row!),
    timeline: await rows('timeline_entry', 'seq'),
    tasks: await rows('task', 'number'),
    clocks: await rows('clock', 'number'),
    pending: await rows('pending_event', 'seq'),
  };
}
const withoutId = ({ id: _id, process_id: _process, ...rest }: Record<string, unknown>): unknown => rest;

/** One by one, but a task with the clock that starts for it: a process emits both in one step, so both have one carrier. */
function inseparable(events: readonly ProcessEvent[]): ProcessEvent[][] {
  const pieces: ProcessEvent[][] = [];
  for (const event of events) {
    const before = pieces.at(-1)?.at(-1);
    if (event.type === 'task.opened' && before?.type === 'clock.started') pieces.at(-1)!.push(event);
    else pieces.push([event]);
  }
  return pieces;
}

async function longStory(): Promise<Story> {
  const story = await Story.start();
  await story.complete('check', 'longer');
  await story.complete('approve', 'back');
  await story.complete('check', 'wait');
  await story.advance(DAY);
  await story.send('suspend');
  await story.advance(DAY);
  await story.send('resume');
  await story.complete('answer', 'answer');
  await story.complete('check', 'pass');
  return story.complete('approve', 'approve');
}

afterEach(() => void jest.restoreAllMocks());

describe('the projection', () => {
  it('the first batch shows a process, its open task and its clocks', async () => {
    const process = await newProcess();
    const story = await Story.start();

    const projected = await project(process, story.batches[0]!);

    expect(projected).toMatchObject({ complete: true, earliestNextAt: START + 9 * DAY });
    const [row] = await query('SELECT * FROM process WHERE id = $1', [process]);
    expect(row).toMatchObject({
      state: 'running',
      stage: 'checking',
      facts: { kind: 'permit', round: 1 },
      units: [UNIT],
      pending: 0,
    });
    const [task] = await query('SELECT * FROM task WHERE process_id = $1', [process]);
    expect(task).toMatchObject({
      number: 1,
      name: 'check',
      process_key: 'permit',
      role: 'agency-clerk',
      unit: UNIT,
      state: 'open',
      due_at: new Date(START + 10 * DAY),
      warn_at: new Date(START + 9 * DAY),
      clock: 2,
    });
    const timeline = await query('SELECT seq, type FROM timeline_entry WHERE process_id = $1 ORDER BY seq', [
      process,
    ]);
    expect(timeline).toEqual([
      { seq: 1, type: 'process.started' },
      { seq: 2, type: 'clock.started' },
      { seq: 3, type: 'stage.entered' },
      { seq: 4, type: 'task.opened' },
    ]);
  });

  it('the read model is the same for batches in any order, repeated or concurrent', async () => {
    const { batches } = await longStory();
    const all = batches.flat();
    const [oneByOne, atOnce, twice, backwards, sideBySide, shuffled] = (await Promise.all(
      Array.from({ length: 6 }, newProcess),
    )) as [string, string, string, string, string, string];

    for (const batch of batches) await project(oneByOne, batch);
    await project(atOnce, all);
    for (const batch of [...batches, ...batches]) await project(twice, batch);
    for (const batch of [...batches].reverse()) await project(backwards, batch);
    await Promise.all([...batches, ...batches].map((batch) => project(sideBySide, batch)));
    const pieces = inseparable(all);
    const stride = pieces.length % 7 === 0 ? 5 : 7;
    for (let i = 0; i < pieces.length; i += 1) await project(shuffled, pieces[(i * stride) % pieces.length]!);

    const expected = await readModel(oneByOne);
    expect(expected).toMatchObject({
      process: { state: 'completed', result: 'approved', event_seq: all.length, pending: 0 },
      pending: [],
    });
    for (const process of [atOnce, twice, backwards, sideBySide, shuffled]) {
      expect(await readModel(process)).toEqual(expected);
    }
  });

  it('early events are stored until the missing ones arrive', async () => {
    const process = await newProcess();
    const { batches } = await longStory();

    expect(await project(process, batches[1]!)).toMatchObject({ appliedUpTo: 0, complete: false });
    expect(await query('SELECT 1 FROM pending_event WHERE process_id = $1', [process])).toHaveLength(
      batches[1]!.length,
    );
    expect(await project(process, batches[0]!)).toMatchObject({ complete: true });

    const [row] = await query('SELECT event_seq, pending FROM process WHERE id = $1', [process]);
    expect(row).toEqual({ event_seq: batches[1]!.at(-1)!.seq, pending: 0 });
  });

  it('a command is done when its events are projected, not while they wait', async () => {
    const process = await newProcess();
    const { batches } = await longStory();
    const command = randomUUID();
    await query(
      `INSERT INTO command (id, process_id, kind, envelope, account, state, accepted_at, sent_at)
       VALUES ($1, $2, 'complete', '{}', 'a', 'accepted', now(), now())`,
      [command, process],
    );
    const state = async (): Promise<unknown> =>
      (await query('SELECT state, envelope FROM command WHERE id = $1', [command]))[0];

    await project(process, batches[1]!, command);
    expect(await state()).toEqual({ state: 'accepted', envelope: {} });
    await project(process, batches[0]!);
    await project(process, batches[1]!, command);

    expect(await state()).toEqual({ state: 'done', envelope: null });
  });

  it('a paused clock stops its ladder, and resumes with the time that remained', async () => {
    const process = await newProcess();
    const story = await Story.start();
    await story.complete('check', 'wait');
    for (const batch of story.batches) await project(process, batch);
    const whole = async () =>
      (await query('SELECT * FROM clock WHERE process_id = $1 AND number = 1', [process]))[0];

    expect(await whole()).toMatchObject({ state: 'paused', paused_at: new Date(START) });
    await story.advance(2 * DAY);
    await story.complete('answer', 'answer');
    await project(process, story.batches.at(-1)!);

    expect(await whole()).toMatchObject({
      state: 'running',
      paused_at: null,
      due_at: new Date(START + 12 * DAY),
      next_at: new Date(START + 11 * DAY),
    });
    const entries = await query(
      `SELECT type, data FROM timeline_entry WHERE process_id = $1 AND type LIKE 'clock.%' ORDER BY seq`,
      [process],
    );
    expect(entries.slice(1)).toEqual([
      { type: 'clock.paused', data: { clock: 'whole', reason: 'supplement' } },
      { type: 'clock.resumed', data: { clock: 'whole', dueAt: new Date(START + 12 * DAY).toISOString() } },
    ]);
  });

  it('a task shows the due time of its extended clock, and a clock is capped by the rest of another', async () => {
    const process = await newProcess();
    const story = await Story.start();
    await story.complete('check', 'longer');
    await story.complete('approve', 'back');
    for (const batch of story.batches) await project(process, batch);

    const tasks = await query('SELECT name, due_at FROM task WHERE process_id = $1 AND name = $2', [
      process,
      'approve',
    ]);
    expect(tasks).toEqual([{ name: 'approve', due_at: new Date(START + 13 * DAY) }]);
    const clocks = await query(
      'SELECT name, cap, due_at, extended_days FROM clock WHERE process_id = $1 ORDER BY number',
      [process],
    );
    expect(clocks[0]).toMatchObject({ name: 'whole', extended_days: 3, due_at: new Date(START + 13 * DAY) });
    expect(clocks.find(({ name }) => name === 'rest')).toMatchObject({
      cap: 1,
      due_at: new Date(START + 10 * DAY),
    });
  });

  it('a suspended process pauses all running clocks', async () => {
    const process = await newProcess();
    const story = await Story.start();
    await story.send('suspend');
    for (const batch of story.batches) await project(process, batch);
    const open = async () => (await query('SELECT due_at FROM task WHERE process_id = $1', [process]))[0];
    const clocks = () =>
      query('SELECT state, due_at FROM clock WHERE process_id = $1 ORDER BY number', [process]);

    expect((await clocks()).map(({ state }) => state)).toEqual(['suspended', 'suspended']);
    expect(await open()).toEqual({ due_at: null });

    await story.advance(DAY);
    await story.send('resume');
    await project(process, story.batches.at(-1)!);

    const due = new Date(START + 11 * DAY);
    expect(await clocks()).toEqual([
      { state: 'running', due_at: due },
      { state: 'running', due_at: due },
    ]);
    expect(await open()).toEqual({ due_at: due });
  });

  it('a reassigned task moves with its clock, and its new unit sees the process', async () => {
    const process = await newProcess();
    const story = await Story.start();
    await story.reassign(1, '522622');
    for (const batch of story.batches) await project(process, batch);

    const [task] = await query('SELECT unit, assignee FROM task WHERE process_id = $1', [process]);
    const [clock] = await query('SELECT unit FROM clock WHERE process_id = $1 AND number = 2', [process]);
    const [row] = await query('SELECT units FROM process WHERE id = $1', [process]);
    expect([task, clock, row]).toEqual([
      { unit: '522622', assignee: null },
      { unit: '522622' },
      { units: [UNIT, '522622'] },
    ]);
  });

  it('a cancelled process has no open task and no running clock', async () => {
    const process = await newProcess();
    const story = await Story.start();
    await story.send('cancel');
    for (const batch of story.batches) await project(process, batch);

    expect(await readModel(process)).toMatchObject({
      process: { state: 'cancelled', result: 'cancelled' },
      tasks: [{ state: 'cancelled' }],
      clocks: [
        { state: 'stopped', thresholds: null, next_at: null },
        { state: 'stopped', thresholds: null, next_at: null },
      ],
    });
  });

  it.each([
    ['from the start', 'confidential = true'],
    ['by a decision', `facts = '{"confidential": true}'`],
  ])('announces a child with its first batch; it is as secret as its parent is %s', async (_, secret) => {
    const parent = await newProcess();
    await query(`UPDATE process SET ${secret}, hidden_from = '{522601}', subject = 's' WHERE id = $1`, [
      parent,
    ]);
    const { batches } = await Story.start();
    const child = randomUUID();
    const batch = { process: child, key: 'permit', version: 1, events: batches[0]! };

    await expect(projection.project(batch)).rejects.toThrow('has no row yet');
    await projection.project({ ...batch, input: { unit: UNIT }, parent });
    await projection.project({ ...batch, input: { unit: UNIT }, parent });

    const [row] = await query('SELECT * FROM process WHERE id = $1', [child]);
    expect(row).toMatchObject({
      parent_id: parent,
      subject: 's',
      confidential: true,
      hidden_from: [UNIT],
      input: { unit: UNIT },
      state: 'running',
      timeline_seq: 4,
    });
  });

  it('a threshold before the end of its sleep wakes the SLA monitor, a later one does not', async () => {
    const { batches } = await Story.start();
    await query('UPDATE sla_monitor_state SET next_at = $1', [new Date(START + 20 * DAY)]);
    woken.length = 0;
    await project(await newProcess(), batches[0]!);
    expect(woken).toEqual([START + 9 * DAY]);

    jest.spyOn(Date, 'now').mockReturnValue(START);
    await query('UPDATE sla_monitor_state SET next_at = $1', [new Date(START)]);
    await project(await newProcess(), batches[0]!);
    expect(woken).toHaveLength(1);
  });

  it('any threshold wakes an SLA monitor that is overdue by half a minute', async () => {
    const { batches } = await Story.start();
    jest.spyOn(Date, 'now').mockReturnValue(START);
    await query('UPDATE sla_monitor_state SET next_at = $1', [new Date(START - 31_000)]);
    woken.length = 0;

    await project(await newProcess(), batches[0]!);

    expect(woken).toEqual([START + 9 * DAY]);
  });
});
