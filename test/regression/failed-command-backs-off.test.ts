import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandRetries } from '../../domain/cases/commands/command-retries.js';
import { CommandStore } from '../../domain/cases/commands/command-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const TYPES = ['permit.v1'];
const BASE_MS = 15_000;
const failed = new Error('it did not answer');
const COUNTS = { counts: true, hopeless: false };

let database: TestDatabase;
let store: CommandStore;
let retries: CommandRetries;

beforeAll(async () => {
  database = await createTestDatabase();
  store = new CommandStore(database.dataSource, TYPES);
  retries = new CommandRetries(database.dataSource, TYPES);
});
afterAll(() => database.drop());

const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  database.dataSource.query(sql, values);

async function newProcess(): Promise<string> {
  const id = randomUUID();
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'permit', 1, 'p', 'running', now())`,
    [id],
  );
  return id;
}
const by = { account: 'operator', unit: '', roles: [] };
const suspend = async (process: string) =>
  (await store.accept({ id: randomUUID(), process, command: { kind: 'suspend', by }, account: 'operator' }))!;
/** As if it had been sent so long ago. */
const sentAgo = (id: string, seconds: number) =>
  query(`UPDATE command SET sent_at = now() - $2 * interval '1 second' WHERE id = $1`, [id, seconds]);
const claimed = async (process: string): Promise<string[]> =>
  (await retries.claim(BASE_MS, 100, 'all')).filter((one) => one.process === process).map(({ id }) => id);

describe('a command that fails', () => {
  it.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [4, 120],
    [5, 240],
    [6, 480],
    [7, 600],
    [30, 600],
  ])('waits after failure %i for %i seconds', async (attempts, seconds) => {
    const process = await newProcess();
    const { id } = await suspend(process);
    await query('UPDATE command SET attempts = $2 WHERE id = $1', [id, attempts]);

    await sentAgo(id, seconds - 2);
    const early = await claimed(process);
    await sentAgo(id, seconds + 2);
    const due = await claimed(process);

    expect([early, due]).toEqual([[], [id]]);
  });

  it('a command is stuck with its fifth failure, which raises an incident', async () => {
    const process = await newProcess();
    const command = await suspend(process);

    const stuck: boolean[] = [];
    for (let n = 0; n < 5; n += 1) stuck.push((await retries.recordFailure(command, failed, COUNTS))!.stuck);

    expect(stuck).toEqual([false, false, false, false, true]);
    expect(await query('SELECT kind, detail FROM incident WHERE process_id = $1', [process])).toEqual([
      { kind: 'command', detail: 'Error: it did not answer' },
    ]);
  });

  it('a command is stuck after ten minutes of failures', async () => {
    const process = await newProcess();
    const command = await suspend(process);
    await retries.recordFailure(command, failed, COUNTS);
    await query(`UPDATE command SET first_failed_at = now() - interval '11 minutes' WHERE id = $1`, [
      command.id,
    ]);

    expect((await retries.recordFailure(command, failed, COUNTS))!.stuck).toBe(true);
  });

  it('a command that retries cannot help is stuck at once', async () => {
    const command = await suspend(await newProcess());

    expect((await retries.recordFailure(command, failed, { counts: true, hopeless: true }))!.stuck).toBe(
      true,
    );
  });

  it('an outage of Temporal does not count against a command', async () => {
    const command = await suspend(await newProcess());

    const away = { counts: false, hopeless: false };
    for (let n = 0; n < 9; n += 1) await retries.recordFailure(command, failed, away);

    const noted = await retries.recordFailure(command, failed, away);
    expect(noted).toMatchObject({ attempts: 0, stuck: false });
  });

  it('a failing command blocks later commands of its process, except a cancel', async () => {
    const process = await newProcess();
    const first = await suspend(process);
    await suspend(process);
    const cancel = await store.accept({
      id: randomUUID(),
      process,
      command: { kind: 'cancel', by },
      account: 'operator',
    });
    await query(`UPDATE command SET sent_at = now() - interval '20 seconds' WHERE process_id = $1`, [
      process,
    ]);
    await query('UPDATE command SET attempts = 3 WHERE id = $1', [first.id]);

    expect(await claimed(process)).toEqual([cancel!.id]);
  });

  it('commands accepted in the same millisecond are retried in the order of their storage', async () => {
    const process = await newProcess();
    const stored: string[] = [];
    for (let n = 0; n < 8; n += 1) stored.push((await suspend(process)).id);
    await query(
      `UPDATE command SET accepted_at = '2026-01-05T01:00:00Z', sent_at = now() - interval '20 seconds' WHERE process_id = $1`,
      [process],
    );

    const carriedOut: string[] = [];
    for (const id of stored) {
      carriedOut.push(...(await claimed(process)));
      await query(`UPDATE command SET state = 'done' WHERE id = $1`, [id]);
    }

    expect(carriedOut).toEqual(stored);
  });
});

describe('the incident of a stuck command', () => {
  it('the incident of a stuck command is resolved once no command of the process is stuck', async () => {
    const process = await newProcess();
    const command = await suspend(process);
    await retries.recordFailure(command, failed, { counts: true, hopeless: true });
    const incidents = () => query('SELECT 1 FROM incident WHERE process_id = $1', [process]);

    await retries.resolveIncidents();
    const before = await incidents();
    await query(`UPDATE command SET state = 'done' WHERE id = $1`, [command.id]);
    await retries.resolveIncidents();

    expect(before).toHaveLength(1);
    expect(await incidents()).toEqual([]);
  });
});

it('a command to a process of an unknown version is left to programs that know it', async () => {
  const process = await newProcess();
  const { id } = await suspend(process);
  await query('UPDATE process SET version = 2 WHERE id = $1', [process]);
  await sentAgo(id, 60);

  expect(await claimed(process)).toEqual([]);
  expect(await store.refusalOf(process, 'cancel')).toMatchObject({ code: 'VERSION_NOT_SERVED' });
});
