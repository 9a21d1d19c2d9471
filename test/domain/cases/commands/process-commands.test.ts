import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import {
  ProcessCommands,
  type ProcessCommandsDeps,
  type StartRequest,
} from '../../../../domain/cases/commands/process-commands.js';
import { startSweeper } from '../../../../domain/cases/commands/sweeper.js';
import type { Command } from '../../../../workflows/engine/definition/commands.js';
import { startPermits, type PermitHarness } from '../../../support/permit-harness.js';
import { permitProcess } from '../../../support/workflows/permit-process.js';

const UNIT = '522601';
const CLERK = { account: 'clerk', unit: UNIT, roles: ['agency-clerk'] };
const SIGNER = { account: 'signer', unit: UNIT, roles: ['agency-signer'] };

let permits: PermitHarness;
let deps: ProcessCommandsDeps;
let commands: ProcessCommands;

beforeAll(async () => {
  permits = await startPermits();
  ({ deps, commands } = permits);
});
afterAll(() => permits.close());

const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  deps.dataSource.query(sql, values);

type Permit = StartRequest<{ unit: string }>;
function permit(more: Partial<Permit> = {}): Permit {
  return { id: randomUUID(), subject: 'P-1', input: { unit: UNIT }, account: 'citizen', ...more };
}
async function startedPermit(): Promise<string> {
  const request = permit();
  await commands.start(permitProcess, request);
  return request.id;
}
const completing = (task: number, outcome: string, by: Command['by'] = CLERK): Command => ({
  kind: 'complete',
  task,
  outcome,
  decision: {},
  by,
});
const idempotency = (key: string, body: string) => ({
  key,
  bodyHash: createHash('sha256').update(body).digest(),
});
const tasksOf = (process: string) =>
  query('SELECT number, name, state, outcome, closed_by FROM task WHERE process_id = $1 ORDER BY number', [
    process,
  ]);
const commandsOf = (process: string) =>
  query('SELECT kind, state, code, envelope FROM command WHERE process_id = $1 ORDER BY accepted_at', [
    process,
  ]);

describe('a process command', () => {
  it('a started process has its first task at once, together with the rows of the caller', async () => {
    const request = permit({ content: { body: '来信' } });
    const within = async (tx: {
      query: (sql: string, values: unknown[]) => Promise<unknown>;
    }): Promise<void> =>
      void (await tx.query(
        `INSERT INTO attachment (id, process_id, uploaded_by, uploader, name, media_type, size, sha256)
        VALUES ($1, $1, 'c', $1, 'n', 'm', 1, '')`,
        [request.id],
      ));

    const outcome = await commands.start(permitProcess, { ...request, within });

    expect(outcome).toMatchObject({ state: 'done', process: request.id, repeated: false });
    expect(await tasksOf(request.id)).toMatchObject([{ name: 'check', state: 'open' }]);
    expect(await query('SELECT body FROM content WHERE command_id = $1', [outcome.command])).toEqual([
      { body: { body: '来信' } },
    ]);
    expect(await query('SELECT 1 FROM attachment WHERE process_id = $1', [request.id])).toHaveLength(1);
    expect(await commandsOf(request.id)).toEqual([
      { kind: 'begin', state: 'done', code: null, envelope: null },
    ]);
  });

  it('a command is answered when its effects can be read, to the end of the process', async () => {
    const id = await startedPermit();
    const process = { id };

    await commands.send({ process, command: completing(1, 'pass') });
    expect(await tasksOf(id)).toMatchObject([
      { name: 'check', state: 'completed', outcome: 'pass', closed_by: 'clerk' },
      { name: 'approve', state: 'open' },
    ]);
    await commands.send({ process, command: completing(2, 'approve', SIGNER) });

    const [row] = await query('SELECT state, result FROM process WHERE id = $1', [id]);
    expect(row).toEqual({ state: 'completed', result: 'approved' });
    await expect(commands.send({ process, command: completing(2, 'approve', SIGNER) })).rejects.toMatchObject(
      {
        code: 'PROCESS_ENDED',
      },
    );
  });

  it('a command without content stores none', async () => {
    const id = await startedPermit();
    const contents = () => query('SELECT body, decision FROM content WHERE process_id = $1', [id]);

    await commands.send({ process: { id }, command: completing(1, 'pass'), content: {} });
    expect(await contents()).toEqual([]);
    await commands.send({
      process: { id },
      command: completing(2, 'approve', SIGNER),
      content: { text: '同意' },
    });
    expect(await contents()).toEqual([{ body: { text: '同意' }, decision: null }]);
  });

  it('a refused command has no effect, and leaves no content', async () => {
    const id = await startedPermit();

    const sent = commands.send({
      process: { id },
      command: completing(1, 'pass', SIGNER),
      content: { text: 'x' },
    });

    await expect(sent).rejects.toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    expect((await commandsOf(id))[1]).toEqual({
      kind: 'complete',
      state: 'refused',
      code: 'ROLE_NOT_ALLOWED',
      envelope: null,
    });
    expect(await query('SELECT 1 FROM content WHERE process_id = $1', [id])).toEqual([]);
  });

  it('a command for a process that does not exist is not accepted', async () => {
    const sent = commands.send({ process: { id: randomUUID() }, command: completing(1, 'pass') });

    await expect(sent).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('one of several concurrent completions of a task is accepted', async () => {
    const id = await startedPermit();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => commands.send({ process: { id }, command: completing(1, 'pass') })),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await tasksOf(id)).toHaveLength(2);
  });
});

describe('a start', () => {
  it('a start of an unknown process is refused', async () => {
    const empty = new ProcessCommands({ ...deps, processes: [] });

    await expect(empty.start(permitProcess, permit())).rejects.toMatchObject({ code: 'DEFINITION_UNKNOWN' });
  });

  it('a start of a version that is not the newest is refused', async () => {
    const newer = { ...permitProcess, definition: { ...permitProcess.definition, version: 2 } };
    const both = new ProcessCommands({ ...deps, processes: [newer, permitProcess] });

    await expect(both.start(permitProcess, permit())).rejects.toMatchObject({ code: 'DEFINITION_UNKNOWN' });
  });
});

describe('an Idempotency-Key', () => {
  it('a repeated request with the same key and body has one effect and one answer', async () => {
    const once = idempotency(randomUUID(), 'a');
    const [first, second] = await Promise.all([
      commands.start(permitProcess, permit({ idempotency: once })),
      commands.start(permitProcess, permit({ idempotency: once })),
    ]);
    const third = await commands.start(permitProcess, permit({ idempotency: once }));

    expect([second.process, third.process]).toEqual([first.process, first.process]);
    expect(third).toMatchObject({ state: 'done', repeated: true });

    const sent = idempotency(randomUUID(), 'pass');
    const request = { process: { id: first.process }, command: completing(1, 'pass'), idempotency: sent };
    const [one, two] = await Promise.all([commands.send(request), commands.send(request)]);
    expect(one.command).toBe(two.command);
    expect(await tasksOf(first.process)).toHaveLength(2);
  });

  it('an idempotency key with another body is refused', async () => {
    const key = randomUUID();
    await commands.start(permitProcess, permit({ idempotency: idempotency(key, 'a') }));

    await expect(
      commands.start(permitProcess, permit({ idempotency: idempotency(key, 'b') })),
    ).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('a repeated request gets the refusal of the first one, although it would be allowed now', async () => {
    const id = await startedPermit();
    const request = {
      process: { id },
      command: completing(2, 'approve', SIGNER),
      idempotency: idempotency(randomUUID(), 'x'),
    };
    await expect(commands.send(request)).rejects.toMatchObject({ code: 'TASK_NOT_OPEN' });
    await commands.send({ process: { id }, command: completing(1, 'pass') });

    await expect(commands.send(request)).rejects.toMatchObject({ code: 'TASK_NOT_OPEN' });
  });
});

describe('when something is away', () => {
  /** A connection to a port where nobody listens, as when Temporal is down. */
  async function withoutTemporal(): Promise<ProcessCommands> {
    const connection = Connection.lazy({ address: '127.0.0.1:1' });
    return new ProcessCommands({ ...deps, temporal: new Client({ connection }), timeoutMs: 300 });
  }

  it('a start without Temporal is accepted, and the sweeper executes it later', async () => {
    const away = await withoutTemporal();
    const request = permit({ idempotency: idempotency(randomUUID(), 'a') });

    expect(await away.start(permitProcess, request)).toMatchObject({ state: 'accepted', repeated: false });
    expect(await away.start(permitProcess, request)).toMatchObject({ state: 'accepted', repeated: true });
    expect(await query('SELECT state FROM process WHERE id = $1', [request.id])).toEqual([
      { state: 'starting' },
    ]);
    await expect(
      commands.send({ process: { id: request.id }, command: completing(1, 'pass') }),
    ).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
    });
    await sleep(50);
    expect(await commands.resumeAccepted({ olderThanMs: 20 })).toEqual({ taken: 2, settled: 2 });

    expect(await tasksOf(request.id)).toMatchObject([
      { name: 'check', state: 'completed' },
      { name: 'approve' },
    ]);
    expect(await commands.start(permitProcess, request)).toMatchObject({ state: 'done', repeated: true });
  });

  it('a command without Temporal is answered as accepted, and applied once', async () => {
    const id = await startedPermit();
    const away = await withoutTemporal();
    const request = {
      process: { id },
      command: completing(1, 'pass'),
      idempotency: idempotency(randomUUID(), 'x'),
    };

    await expect(away.send(request)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    const [first] = await Promise.all([
      commands.send(request),
      sleep(20).then(() => commands.resumeAccepted({ olderThanMs: 10 })),
    ]);

    expect(first).toMatchObject({ state: 'done', repeated: true });
    expect(await tasksOf(id)).toHaveLength(2);
  });

  it('the sweeper completes commands of a gateway that died before the projection, exactly once', async () => {
    const id = await startedPermit();
    const dying = new ProcessCommands({
      ...deps,
      projection: { project: () => Promise.reject(new Error('the gateway died')) },
    });
    await expect(dying.send({ process: { id }, command: completing(1, 'pass') })).rejects.toThrow('died');
    expect(await tasksOf(id)).toHaveLength(1);

    await sleep(30);
    await Promise.all([
      commands.resumeAccepted({ olderThanMs: 20 }),
      new ProcessCommands(deps).resumeAccepted({ olderThanMs: 20 }),
    ]);

    expect(await tasksOf(id)).toMatchObject([{ state: 'completed' }, { name: 'approve', state: 'open' }]);
    const entries = await query(
      `SELECT seq::int, count(*)::int FROM timeline_entry WHERE process_id = $1 GROUP BY 1 ORDER BY 1`,
      [id],
    );
    expect(entries).toEqual(entries.map((_, index) => ({ seq: index + 1, count: 1 })));
    expect((await commandsOf(id)).every(({ state }) => state === 'done')).toBe(true);
  });

  it('the events of a later command wait for those of the lost one, and are projected in order', async () => {
    const id = await startedPermit();
    const dying = new ProcessCommands({
      ...deps,
      projection: { project: () => Promise.reject(new Error('the gateway died')) },
    });
    await expect(dying.send({ process: { id }, command: completing(1, 'pass') })).rejects.toThrow('died');

    const [overtaking] = await Promise.all([
      commands.send({ process: { id }, command: completing(2, 'approve', SIGNER) }),
      sleep(200).then(() => commands.resumeAccepted({ olderThanMs: 150 })),
    ]);

    expect(overtaking.state).toBe('done');
    expect(await query('SELECT state, pending FROM process WHERE id = $1', [id])).toEqual([
      { state: 'completed', pending: 0 },
    ]);
  });

  it('the sweeper continues after an error until it is stopped', async () => {
    let rounds = 0;
    const errors: object[] = [];
    const sweeper = startSweeper(
      {
        resumeAccepted: async () => {
          rounds += 1;
          if (rounds === 1) throw new Error('the database is away');
          return { taken: 0, settled: 0 };
        },
      },
      {
        everyMs: 5,
        log: { info: () => undefined, warn: () => undefined, error: (fields) => errors.push(fields) },
      },
    );
    await sleep(60);
    await sweeper.stop();
    const atStop = rounds;
    await sleep(20);

    expect(rounds).toBe(atStop);
    expect(rounds).toBeGreaterThan(2);
    expect(errors).toHaveLength(1);
  });
});
