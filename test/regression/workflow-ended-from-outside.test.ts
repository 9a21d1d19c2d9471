import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLERK, FaultyCases } from '../support/faulty-cases.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

let permits: PermitHarness;
let cases: FaultyCases;

beforeAll(async () => {
  permits = await startPermits();
  cases = new FaultyCases(permits);
});
afterAll(() => permits.close());

const CLOSED = { openTasks: 0, runningClocks: 0 };

describe('a workflow that Temporal itself cancels', () => {
  it('a workflow that Temporal cancels ends its process: cancelled, tasks closed, clocks stopped, with a timeline entry', async () => {
    const id = await cases.start();

    await cases.handle(id).cancel();
    const shown = await cases.until(id, ({ state }) => state === 'cancelled');

    expect(shown).toMatchObject({ ...CLOSED, state: 'cancelled', result: 'cancelled', incidents: [] });
    expect(shown.timeline.at(-1)).toBe('process.cancelled');
    expect(await cases.handle(id).result()).toBe('cancelled');
  });
});

describe('a workflow that was terminated', () => {
  it('the next command to a terminated workflow ends the process, and is refused as lost', async () => {
    const id = await cases.start();
    await cases.handle(id).terminate();

    await expect(cases.decide(id, 'pass', { text: '同意' })).rejects.toMatchObject({ code: 'PROCESS_LOST' });

    const shown = await cases.shown(id);
    expect(shown).toMatchObject({ ...CLOSED, state: 'cancelled', result: 'lost', incidents: ['workflow'] });
    expect(shown.timeline.at(-1)).toBe('process.lost');
  });

  it('a terminated workflow keeps the content that a clerk has written', async () => {
    const id = await cases.start();
    await cases.handle(id).terminate();

    await expect(cases.decide(id, 'pass', { text: '同意' })).rejects.toThrow();

    const kept = await cases.query('SELECT body FROM content WHERE process_id = $1', [id]);
    expect(kept).toEqual([{ body: { text: '同意' } }]);
  });

  it('the cancel of a process with a terminated workflow resolves its incident', async () => {
    const id = await cases.start();
    await cases.handle(id).terminate();

    await cases.operate(id, 'cancel');

    expect(await cases.shown(id)).toMatchObject({ ...CLOSED, state: 'cancelled', incidents: [] });
    await expect(cases.operate(id, 'cancel')).rejects.toMatchObject({ code: 'PROCESS_ENDED' });
  });

  it('a process that was ended as lost can be cancelled', async () => {
    const id = await cases.start();
    await cases.handle(id).terminate();
    await expect(cases.decide(id, 'pass')).rejects.toMatchObject({ code: 'PROCESS_LOST' });

    await cases.operate(id, 'cancel');

    const { incidents, timeline } = await cases.shown(id);
    expect(incidents).toEqual([]);
    expect(timeline.slice(-2)).toEqual(['process.lost', 'process.cancelled']);
  });
});

describe('a workflow that was reset', () => {
  it('the next command to a workflow that was reset ends the process as lost', async () => {
    const id = await cases.start('permit');
    const send = (task: number, outcome: string) =>
      permits.commands.send({
        process: { id },
        command: { kind: 'complete', task, outcome, decision: {}, by: CLERK },
      });
    await send(1, 'longer');
    const { workflowService } = permits.deps.temporal;
    const handle = cases.handle(id, 'permit');
    const { runId } = await handle.describe();
    await workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: handle.workflowId, runId },
      reason: 'test',
      requestId: 'reset',
      workflowTaskFinishEventId: 4 as never,
      resetReapplyType: 2,
    });

    await expect(send(2, 'longer')).rejects.toMatchObject({ code: 'PROCESS_LOST' });

    expect(await cases.shown(id)).toMatchObject({ ...CLOSED, result: 'lost', incidents: ['workflow'] });
    expect(await handle.result()).toBe('cancelled');
  });
});

describe('a step that fails for good', () => {
  it('a step that fails for good leaves the process running, with an incident', async () => {
    const id = await cases.start();

    await cases.decide(id, 'step');
    const shown = await cases.until(id, ({ incidents }) => incidents.length > 0);

    expect(shown).toMatchObject({ state: 'running', incidents: ['workflow'] });
    expect(shown.timeline.at(-1)).toBe('incident.raised');
    const [incident] = await cases.query('SELECT detail FROM incident WHERE process_id = $1', [id]);
    expect(incident).toEqual({ detail: 'step fail: TooLarge: the answer is too large' });
  });

  it('the cancel of a process with a failed step resolves its incident', async () => {
    const id = await cases.start();
    await cases.decide(id, 'step');
    await cases.until(id, ({ incidents }) => incidents.length > 0);

    await cases.operate(id, 'cancel');

    expect(await cases.shown(id)).toMatchObject({ ...CLOSED, state: 'cancelled', incidents: [] });
  });
});

describe('a child that is terminated', () => {
  const children = (id: string) =>
    cases.query<{ id: string; state: string }>(
      'SELECT id, state FROM process WHERE parent_id = $1 ORDER BY id',
      [id],
    );
  const withChildren = async (): Promise<{ id: string; killed: string; other: string }> => {
    const id = await cases.start();
    await cases.decide(id, 'child');
    for (let attempt = 0; attempt < 100 && (await children(id)).length < 2; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const [killed, other] = await children(id);
    await cases.handle(killed!.id, 'permit').terminate();
    return { id, killed: killed!.id, other: other!.id };
  };

  it('a terminated child is an incident of its parent, which waits for its other child', async () => {
    const { id, killed } = await withChildren();

    const shown = await cases.until(id, ({ incidents }) => incidents.length > 0);

    expect(shown).toMatchObject({ state: 'running', incidents: ['workflow'] });
    expect((await cases.handle(id).describe()).status.name).toBe('RUNNING');
    const [entry] = await cases.query(
      `SELECT data FROM timeline_entry WHERE process_id = $1 AND type = 'incident.raised'`,
      [id],
    );
    expect(entry).toEqual({ data: { kind: 'child', name: 'permit', process: killed } });
  });

  it('the cancel of a parent ends its terminated child and its other children', async () => {
    const { id, other } = await withChildren();
    await cases.until(id, ({ incidents }) => incidents.length > 0);

    await cases.operate(id, 'cancel');

    expect(await cases.until(other, ({ state }) => state === 'cancelled')).toMatchObject(CLOSED);
    expect(await cases.shown(id)).toMatchObject({ ...CLOSED, state: 'cancelled', incidents: [] });
  });
});

describe('a parent that is terminated', () => {
  it('the cancel of a process with a terminated workflow cancels its children', async () => {
    const id = await cases.start();
    await cases.decide(id, 'child');
    const children = () => cases.query<{ id: string }>('SELECT id FROM process WHERE parent_id = $1', [id]);
    for (let attempt = 0; attempt < 100 && (await children()).length < 2; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    await cases.handle(id).terminate();

    await cases.operate(id, 'cancel');

    for (const child of await children())
      expect(await cases.until(child.id, ({ state }) => state === 'cancelled')).toMatchObject(CLOSED);
  });
});
