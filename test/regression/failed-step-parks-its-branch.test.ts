import { describe, expect, it } from '@jest/globals';
import type { StandardSchema } from '../../workflows/engine/definition/definition.js';
import type { ProcessMessage } from '../../workflows/engine/runtime/host.js';
import { defineProcess, role, type Context } from '../../workflows/engine/definition/process.js';
import { OutsideFailure, Simulation } from '../../workflows/engine/analysis/simulation.js';
import { operator, refusal, logOf } from '../workflows/engine/office.js';

type PlanForms = {
  tasks: { decide: { done: Record<never, never> }; beside: { done: Record<never, never> } };
  children: { office: { result: StandardSchema<'clean'> } };
  steps: { count: { result: StandardSchema<{ total: number }> } };
};
const plan = defineProcess<PlanForms>()({
  key: 'plan',
  version: 1,
  title: '方案',
  stages: { deciding: '决定' },
  tasks: {
    decide: {
      title: '决定',
      stage: 'deciding',
      by: role('clerk'),
      expires: 'decision',
      outcomes: { done: '完成' },
    },
    beside: { title: '旁办', stage: 'deciding', by: role('clerk'), outcomes: { done: '完成' } },
  },
  steps: { count: { title: '清点' } },
  children: { office: { title: '单位', process: 'office', version: 1 } },
  ends: { done: '办结' },
});
type P = Context<PlanForms, typeof plan.definition, Record<never, never>>;
type Options = ConstructorParameters<typeof Simulation>[2];

const begin = (behaviour: (p: P) => Promise<'done'>, options: Options): Promise<Simulation> =>
  new Simulation(plan.implement(behaviour), {}, options).start();
const failing = (): Promise<never> => Promise.reject(new OutsideFailure('Error: 2 MB are too much'));

/** A step that fails, and beside it a task. */
const counting = (options: Options = { stepResult: failing }): Promise<Simulation> =>
  begin(async (p) => {
    await p.all({ count: (b) => b.step.count({}), beside: (b) => b.task.beside({ to: 'A' }) });
    return 'done';
  }, options);

describe('a step that has failed permanently', () => {
  it('a step that fails permanently raises an incident with class and message of its error', async () => {
    const process = await counting();

    expect(process.events.at(-1)).toMatchObject({
      type: 'incident.raised',
      kind: 'step',
      name: 'count',
      error: 'Error: 2 MB are too much',
    });
  });

  it('other branches continue after a step has failed permanently', async () => {
    const process = await counting();

    await process.complete('beside', 'done');

    expect(logOf(process, 'close')).toEqual(['close beside completed done']);
    expect(process.result).toBeNull();
  });

  it('a process with a permanently failed step can be cancelled', async () => {
    const process = await counting();

    await process.send({ kind: 'cancel', by: operator });

    expect(process.result).toBe('cancelled');
    expect(logOf(process, 'close', 'cancelled')).toEqual(['close beside cancelled', 'cancelled']);
  });

  it('a step that fails after its branch was cancelled raises no incident', async () => {
    const process = await begin(
      async (p) => {
        await p.race({ count: (b) => b.step.count({}), beside: (b) => b.task.beside({ to: 'A' }) });
        await p.task.decide({ to: 'A' });
        return 'done';
      },
      {
        stepResult: () => new Promise((_, reject) => setTimeout(() => reject(new OutsideFailure('late')), 5)),
      },
    );
    await process.complete('beside', 'done');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await process.settle();

    expect(logOf(process, 'incident')).toEqual([]);
  });

  it('an error that the behaviour throws is a defect and no incident', async () => {
    const started = counting({ stepResult: () => Promise.reject(new TypeError('x is undefined')) });

    await expect(started).rejects.toThrow('x is undefined');
  });
});

describe('a child that ends from outside', () => {
  it('a child that ends from outside is an incident of its parent, which waits for its other children', async () => {
    let one = 0;
    const process = await begin(
      async (p) => {
        await p.each(['A', 'B'], (b, unit) => b.child.office({ unit }, { key: unit as string }));
        return 'done';
      },
      { childResult: () => ((one += 1) === 1 ? failing() : new Promise(() => undefined)) },
    );

    expect(logOf(process, 'child', 'incident')).toEqual([
      'child office started',
      'child office started',
      'incident child office',
    ]);
    expect(process.result).toBeNull();
  });

  it('a child that has ended from outside is sent nothing when its parent is cancelled', async () => {
    const heard: ProcessMessage[] = [];
    const process = await begin(
      async (p) => {
        await p.each(['A', 'B'], (b, unit) => b.child.office({ unit }, { key: unit as string }));
        return 'done';
      },
      {
        childResult: (_, id) => (id.endsWith('1') ? failing() : new Promise(() => undefined)),
        onSend: (_, message) => void heard.push(message),
      },
    );

    await process.send({ kind: 'cancel', by: operator });

    expect(heard).toEqual([{ kind: 'cancel' }]);
  });
});

it('a timeout that cannot be computed raises an incident and leaves its task open', async () => {
  const process = await begin(
    async (p) => {
      await p.task.decide({ to: 'A' });
      return 'done';
    },
    { timeoutInstant: () => failing() as never },
  );

  expect(logOf(process, 'incident')).toEqual(['incident limit decision']);
  expect(process.openTasks().map(({ name }) => name)).toEqual(['decide']);
});

it('a child that is started while its parent is suspended is suspended with it', async () => {
  const heard: ProcessMessage[] = [];
  let counted = (): void => undefined;
  const process = await begin(
    async (p) => {
      await p.step.count({});
      await p.child.office({});
      return 'done';
    },
    {
      stepResult: () => new Promise((resolve) => (counted = () => resolve({ total: 1 }))),
      childResult: () => new Promise(() => undefined),
      onSend: (_, message) => void heard.push(message),
    },
  );
  await process.send({ kind: 'suspend', by: operator });

  counted();
  await process.settle();

  expect(heard).toEqual([{ kind: 'suspend' }]);
});

describe('a command that was withdrawn', () => {
  it('a withdrawn command that still arrives is rejected, and the process continues', async () => {
    const process = await counting();
    const task = process.task('beside').number;
    const by = { account: 'li', unit: 'A', roles: ['clerk'] };
    const envelope = {
      id: 'c1',
      command: { kind: 'complete', task, outcome: 'done', decision: {}, by },
    } as const;

    process.run.receive({ kind: 'withdraw', command: 'c1' });

    expect(await refusal(async () => process.run.admit(envelope))).toBe('COMMAND_WITHDRAWN');
    expect(await refusal(async () => process.run.admit({ ...envelope, id: 'c2' }))).toBe('accepted');
  });
});

it('a command that has seen more events than the workflow has emitted is rejected', async () => {
  const process = await counting();
  const command = { kind: 'suspend', by: operator } as const;
  const { lastSeq } = process.run;

  expect(await refusal(async () => process.run.admit({ id: 'c', command, seen: lastSeq + 1 }))).toBe(
    'PROCESS_LOST',
  );
  expect(await refusal(async () => process.run.admit({ id: 'c', command, seen: lastSeq }))).toBe('accepted');
});
