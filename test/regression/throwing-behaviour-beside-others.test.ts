import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandFailure } from '../../domain/cases/commands/command-retries.js';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { CLERK, FaultyCases, OPERATOR } from '../support/faulty-cases.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

let permits: PermitHarness;
let cases: FaultyCases;
/** Does not wait ten seconds for what never answers. */
let hasty: ProcessCommands;

beforeAll(async () => {
  permits = await startPermits();
  hasty = new ProcessCommands({ ...permits.deps, timeoutMs: 1500 });
  cases = new FaultyCases({ ...permits, commands: hasty });
});
afterAll(() => permits.close());

const commandsOf = (id: string) =>
  cases.query<{
    id: string;
    kind: string;
    state: string;
    code: string | null;
    attempts: number;
    stuck: boolean;
  }>(
    'SELECT id, kind, state, code, attempts, stuck FROM command WHERE process_id = $1 ORDER BY accepted_at',
    [id],
  );
const poisoned = async (outcome: 'throw' | 'undeclared' | 'loop'): Promise<string> => {
  const id = await cases.start();
  await expect(cases.decide(id, outcome)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  return id;
};
/** As the sweeper does it, without its waits. */
const sweep = (onFailure?: (failure: CommandFailure) => void) =>
  hasty.resumeAccepted({ olderThanMs: 0, onFailure });
const untilStuck = async (id: string): Promise<void> => {
  for (let round = 0; round < 6 && (await cases.shown(id)).incidents.length === 0; round += 1) await sweep();
};

describe.each(['throw', 'undeclared'] as const)('a behaviour that goes wrong (%s)', (outcome) => {
  it('a behaviour that throws is an incident of its process after five attempts, with the command', async () => {
    const id = await poisoned(outcome);
    const failures: CommandFailure[] = [];

    for (let round = 0; round < 4; round += 1) await sweep((failure) => failures.push(failure));

    const [, complete] = await commandsOf(id);
    expect(complete).toMatchObject({ state: 'accepted', attempts: 5, stuck: true });
    expect((await cases.shown(id)).incidents).toEqual(['command']);
    expect(failures.filter(({ process }) => process === id).at(-1)).toMatchObject({
      command: complete!.id,
      kind: 'complete',
      attempts: 5,
      stuck: true,
    });
    await cases.operate(id, 'cancel');
  });

  it('the operator can end a case whose behaviour throws', async () => {
    const id = await poisoned(outcome);

    await cases.operate(id, 'cancel');

    const shown = await cases.shown(id);
    expect(shown).toMatchObject({ state: 'cancelled', openTasks: 0, runningClocks: 0, incidents: [] });
    expect(shown.timeline).toContain('process.cancelled');
    expect((await commandsOf(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'begin done',
      'complete refused',
      'cancel done',
    ]);
  });
});

describe('while a behaviour throws', () => {
  it('other processes continue while a behaviour throws', async () => {
    const bad = await poisoned('throw');

    const ids = await Promise.all(Array.from({ length: 10 }, () => cases.start('permit')));
    await Promise.all(ids.map((id) => cases.decide(id, 'pass')));

    for (const id of ids) expect((await cases.shown(id)).timeline).toContain('task.closed');
    await cases.operate(bad, 'cancel');
  });

  it('a process with a stuck command accepts no command except a cancel', async () => {
    const id = await poisoned('throw');
    await untilStuck(id);

    await expect(cases.decide(id, 'pass')).rejects.toMatchObject({ code: 'PROCESS_STUCK' });
    await expect(cases.operate(id, 'suspend')).rejects.toMatchObject({ code: 'PROCESS_STUCK' });
    expect(await commandsOf(id)).toHaveLength(2);
    await cases.operate(id, 'cancel');
  });

  it('a process continues once its stuck command is withdrawn', async () => {
    const id = await poisoned('throw');
    await untilStuck(id);
    const [, stuck] = await commandsOf(id);

    const state = await permits.commands.withdraw(id, stuck!.id, async () => undefined);

    expect(state).toBe('withdrawn');
    expect((await cases.shown(id)).incidents).toEqual([]);
    await permits.commands.send({
      process: { id },
      command: { kind: 'complete', task: 1, outcome: 'pass', decision: {}, by: CLERK },
    });
    expect(await cases.shown(id)).toMatchObject({ state: 'completed', result: 'done' });
  });

  it('a process with a stuck command does not occupy the queue of the sweeper', async () => {
    const bad = await poisoned('throw');
    await untilStuck(bad);

    const fresh: CommandFailure[] = [];
    await hasty.resumeAccepted({
      olderThanMs: 0,
      share: 'fresh',
      onFailure: (failure) => fresh.push(failure),
    });

    expect(fresh).toEqual([]);
    await cases.operate(bad, 'cancel');
  });
});

describe('an endless behaviour', () => {
  it('the operator can end an endless behaviour, and other processes continue', async () => {
    const bad = await poisoned('loop');
    const good = await cases.start('permit');

    await permits.commands.send({ process: { id: bad }, command: { kind: 'cancel', by: OPERATOR } });

    expect(await cases.shown(bad)).toMatchObject({
      state: 'cancelled',
      openTasks: 0,
      runningClocks: 0,
      incidents: [],
    });
    await permits.commands.send({
      process: { id: good },
      command: { kind: 'complete', task: 1, outcome: 'pass', decision: {}, by: CLERK },
    });
  }, 60_000);
});

describe('of two commands that failed', () => {
  it('of two failed commands the one accepted first is retried first', async () => {
    const id = await cases.start('permit');
    const complete = (outcome: string) => ({
      process: { id },
      command: { kind: 'complete', task: 1, outcome, decision: {}, by: CLERK } as const,
    });
    // Neither has reached Temporal.
    const { temporal } = permits.deps;
    const unsent = new ProcessCommands({
      ...permits.deps,
      temporal: Object.assign(Object.create(temporal) as typeof temporal, {
        withDeadline: () =>
          Promise.reject(Object.assign(new Error('gone'), { code: 14, details: '', metadata: {} })),
      }),
    });
    await expect(unsent.send(complete('pass'))).rejects.toThrow();
    await expect(unsent.send(complete('longer'))).rejects.toThrow();
    await sleep(20);

    await Promise.all([sweep(), hasty.resumeAccepted({ olderThanMs: 0, limit: 1 })]);
    for (let round = 0; round < 3; round += 1) await sweep();

    expect((await commandsOf(id)).map(({ state, code }) => code ?? state)).toEqual([
      'done',
      'done',
      'TASK_NOT_OPEN',
    ]);
  });
});
