import type { StandardSchema } from '../../../workflows/engine/definition/definition.js';
import type { ProcessMessage } from '../../../workflows/engine/runtime/host.js';
import { defineProcess, role, type Context } from '../../../workflows/engine/definition/process.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { operator, logOf } from './office.js';

type PlanForms = {
  tasks: { decide: { done: Record<never, never> } };
  signals: { listed: { decision: StandardSchema<{ items: number }> } };
  reports: { finished: { decision: StandardSchema<{ open: number }> } };
  children: {
    office: {
      signals: { inspected: { decision: StandardSchema<{ findings: number }> } };
      result: StandardSchema<'clean' | 'late'>;
    };
  };
  steps: { count: { result: StandardSchema<{ total: number }> } };
};
const plan = defineProcess<PlanForms>()({
  key: 'plan',
  version: 1,
  title: '方案',
  stages: { deciding: '决定' },
  tasks: { decide: { title: '决定', stage: 'deciding', by: role('clerk'), outcomes: { done: '完成' } } },
  signals: { listed: { title: '已上报' } },
  steps: { count: { title: '清点', hours: 2 } },
  children: { office: { title: '单位', process: 'office', version: 1 } },
  ends: { done: '办结' },
});
type P = Context<PlanForms, typeof plan.definition, Record<never, never>>;

const units = ['A', 'B'];
const withUnits = (main: (p: P) => Promise<'done'>) => (p: P) =>
  p.alongside(main, (p) => p.each(units, (p, unit) => p.child.office({ unit }, { key: unit })));

/** What was sent to whom, as `B inspected`, `parent finished`, `A cancel`. */
const heard: string[] = [];
beforeEach(() => void (heard.length = 0));

const incidentsOf = ({ events }: Simulation): string[] =>
  events.flatMap((event) =>
    event.type === 'incident.raised' ? [`${event.kind} ${event.name}: ${event.error}`] : [],
  );

async function begin(
  behaviour: (p: P) => Promise<'done'>,
  options: ConstructorParameters<typeof Simulation>[2] = {},
): Promise<Simulation> {
  const unitOf = new Map<string, string>();
  const onSend = (process: string | null, message: ProcessMessage): void => {
    const to = process === null ? 'parent' : unitOf.get(process)!;
    const mistaken = message.kind === 'cancel' && message.mistaken ? ' mistaken' : '';
    heard.push(`${to} ${message.kind === 'signal' ? message.name : message.kind}${mistaken}`);
  };
  const childResult = (_: string, process: string, input: unknown): Promise<string> => {
    unitOf.set(process, (input as { unit: string }).unit);
    return new Promise(() => undefined);
  };
  return new Simulation(plan.implement(behaviour), {}, { onSend, childResult, ...options }).start();
}

it('each branch receives the signal of its own child, in any order', async () => {
  const items: number[] = [];
  const process = await begin(
    withUnits(async (p) => {
      for (const unit of units) items.push((await p.signal.listed({ from: unit })).items);
      return 'done';
    }),
  );

  await process.signal('listed', { items: 7 }, 'B');
  const before = process.result;
  await process.signal('listed', { items: 3 }, 'A');

  expect(before).toBeNull();
  expect(items).toEqual([3, 7]);
  expect(process.result).toBe('done');
});

it('signals that nobody waits for yet are kept in order', async () => {
  const items: number[] = [];
  const process = await begin(async (p) => {
    await p.task.decide({ to: 'Z' });
    items.push((await p.signal.listed()).items, (await p.signal.listed()).items);
    return 'done';
  });
  await process.signal('listed', { items: 1 });
  await process.signal('listed', { items: 2 });

  await process.complete('decide', 'done');

  expect(items).toEqual([1, 2]);
});

it('notify reaches the child of that key, and report the parent', async () => {
  const process = await begin(
    withUnits(async (p) => {
      await p.signal.listed({ from: 'B' });
      p.notify.office('B', 'inspected', { findings: 2 });
      p.report('finished', { open: 0 });
      await p.task.decide({ to: 'Z' });
      return 'done';
    }),
  );

  await process.signal('listed', { items: 1 }, 'B');

  expect(heard).toEqual(['B inspected', 'parent finished']);
});

it('a process passes suspend, resume and cancel on to its children', async () => {
  const process = await begin(
    withUnits(async (p) => {
      await p.task.decide({ to: 'Z' });
      return 'done';
    }),
  );

  await process.send({ kind: 'suspend', by: operator });
  await process.send({ kind: 'resume', by: operator });
  await process.send({ kind: 'cancel', by: operator });

  expect(heard).toEqual(['A suspend', 'B suspend', 'A resume', 'B resume', 'A cancel', 'B cancel']);
});

it('a process that is cancelled as mistaken passes that on to its children', async () => {
  const process = await begin(
    withUnits(async (p) => {
      await p.task.decide({ to: 'Z' });
      return 'done';
    }),
  );

  await process.send({ kind: 'cancel', by: operator, mistaken: true });

  expect(heard).toEqual(['A cancel mistaken', 'B cancel mistaken']);
  expect(process.events.at(-1)).toMatchObject({ type: 'process.cancelled', mistaken: true });
});

it('a process sends nothing to a child that has ended', async () => {
  await begin(
    async (p) => {
      const ended = await p.child.office({ unit: 'A' }, { key: 'A' });
      p.notify.office('A', 'inspected', { findings: 1 });
      return ended === 'clean' ? 'done' : 'done';
    },
    { childResult: () => 'clean' },
  );

  expect(heard).toEqual([]);
});

describe('a child that has ended', () => {
  it('signals of a child are kept after it has ended', async () => {
    let end = (_result: string): void => undefined;
    const items: number[] = [];
    const process = await begin(
      withUnits(async (p) => {
        await p.task.decide({ to: 'Z' });
        items.push((await p.signal.listed({ from: 'B' })).items);
        return 'done';
      }),
      { childResult: () => new Promise((resolve) => (end = resolve)) },
    );
    await process.signal('listed', { items: 5 }, 'B');
    end('clean'); // of B, the last one

    await process.settle();
    await process.complete('decide', 'done');

    expect(items).toEqual([5]);
    expect(incidentsOf(process)).toEqual([]);
  });

  it.each(['before', 'after'])(
    'a child that ends without a signal that is awaited from %s its end raises an incident',
    async (when) => {
      let end = (_result: string): void => undefined;
      const process = await begin(
        withUnits(async (p) => {
          if (when === 'after') await p.task.decide({ to: 'Z' });
          await p.signal.listed({ from: 'B' });
          return 'done';
        }),
        { childResult: () => new Promise((resolve) => (end = resolve)) },
      );

      end('cancelled'); // of B, the last one
      await process.settle();
      if (when === 'after') await process.complete('decide', 'done');

      expect(incidentsOf(process)).toEqual([
        "child office: it has ended (cancelled) without the signal 'listed', which a branch waits for",
      ]);
      expect(process.result).toBeNull();
    },
  );
});

it('a child applies suspend, resume and cancel of its parent only once each', async () => {
  const process = await begin(async (p) => {
    await p.task.decide({ to: 'Z' });
    return 'done';
  });

  for (const kind of ['suspend', 'suspend', 'resume', 'resume', 'cancel', 'cancel'] as const)
    process.run.receive({ kind });
  await process.settle();

  expect(logOf(process, 'suspended', 'resumed', 'cancelled')).toEqual(['suspended', 'resumed', 'cancelled']);
  expect(process.result).toBe('cancelled');
});

it('a step returns its result', async () => {
  let total = 0;
  await begin(
    async (p) => {
      ({ total } = await p.step.count());
      return 'done';
    },
    { stepResult: () => ({ total: 9 }) },
  );

  expect(total).toBe(9);
});
