import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportFailingWorkflows } from '../../domain/cases/incidents/failing-workflows.js';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { FaultyCases } from '../support/faulty-cases.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

interface Named {
  readonly process: string;
  readonly workflowId: string;
  readonly error: string;
}

let permits: PermitHarness;
let cases: FaultyCases;

beforeAll(async () => {
  permits = await startPermits();
  const commands = new ProcessCommands({ ...permits.deps, timeoutMs: 1500 });
  cases = new FaultyCases({ ...permits, commands });
});
afterAll(() => permits.close());

/** Looks until the process is an incident, or no longer one. */
async function look(id: string, incident: boolean): Promise<Named[]> {
  const named: Named[] = [];
  const log = { error: (fields: object) => void named.push(fields as Named) };
  for (let attempt = 0; attempt < 150; attempt += 1) {
    await reportFailingWorkflows(permits.deps, log);
    if ((await cases.shown(id)).incidents.includes('behaviour') === incident) break;
    await sleep(200);
  }
  return named;
}

/** Waits until the server lists a workflow as one whose tasks fail. */
async function untilMarked(workflowId: string): Promise<void> {
  const query = `WorkflowId = '${workflowId}' AND TemporalReportedProblems IN ('category=WorkflowTaskFailed')`;
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if ((await permits.deps.temporal.workflow.count(query)).count > 0) return;
    await sleep(200);
  }
}

describe('a workflow whose task fails again and again', () => {
  it('a failing workflow is an incident also beside a foreign workflow', async () => {
    const { temporal, taskQueue } = permits.deps;
    const foreign = await temporal.workflow.start('unknown.v1', { workflowId: 'by-hand/1', taskQueue });
    const id = await cases.start();
    await expect(cases.decide(id, 'throw')).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    await untilMarked('by-hand/1');

    await look(id, true);

    expect((await cases.shown(id)).incidents).toEqual(['behaviour']);
    await foreign.terminate();
    await cases.operate(id, 'cancel');
  }, 60_000);

  it('a failing workflow is an incident of its process, and logged once with the message of the error', async () => {
    const id = await cases.start();
    await expect(cases.decide(id, 'throw')).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });

    const named = await look(id, true);
    const again = await look(id, true);

    expect((await cases.shown(id)).incidents).toEqual(['behaviour']);
    expect(named).toEqual([
      expect.objectContaining({
        process: id,
        workflowId: `faulty/${id}`,
        error: expect.stringContaining('the behaviour throws'),
      }),
    ]);
    expect(again).toEqual([]);
    await cases.operate(id, 'cancel');
  }, 60_000);

  it('the incident of a failing workflow is resolved once its task succeeds', async () => {
    const id = await cases.start();
    await expect(cases.decide(id, 'throw')).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    await look(id, true);
    const [stuck] = await cases.query<{ id: string }>(
      `SELECT id FROM command WHERE process_id = $1 AND kind = 'complete'`,
      [id],
    );

    await permits.commands.withdraw(id, stuck!.id, async () => undefined);
    await look(id, false);

    expect(await cases.shown(id)).toMatchObject({ state: 'running', incidents: [] });
  }, 60_000);
});
