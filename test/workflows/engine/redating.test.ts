import type { ProcessMessage, TaskTimeout } from '../../../workflows/engine/runtime/host.js';
import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { begin, logOf, operator, type P } from './office.js';

const DAY = 86_400_000;
/** Timeouts end with the day of the task, in UTC. */
const endOf = ({ due }: TaskTimeout): number => Date.parse(due!) + DAY;
const startAt = Date.parse('2030-05-01T00:00:00Z');

const consulting = async (p: P): Promise<'done' | 'stopped'> => {
  p.clock.whole.start({ unit: 'A', due: '2030-05-20' });
  const consulted = await p.task.consult({ to: 'A', due: '2030-05-10' });
  if (consulted.outcome === 'expired') return 'stopped';
  await p.task.draft({ to: 'A', due: '2030-05-15' });
  return 'done';
};
const redate = (process: Simulation, days: Record<string, string>, facts = {}): Promise<Simulation> =>
  process.send({ kind: 'redate', days, facts, by: operator });
const consultingOffice = (): Promise<Simulation> => begin(consulting, { startAt, timeoutInstant: endOf });

it('corrected days move the open task, its clock and the named clock', async () => {
  const process = await consultingOffice();

  await redate(process, { consult: '2030-05-12', whole: '2030-05-25' });

  expect(process.events.slice(-5)).toMatchObject([
    {
      type: 'process.redated',
      days: { consult: '2030-05-12', whole: '2030-05-25' },
      by: { account: 'admin' },
    },
    { type: 'clock.redated', clock: 1, due: '2030-05-25' },
    { type: 'task.redated', task: 1, due: '2030-05-12' },
    { type: 'clock.redated', clock: 2, due: '2030-05-12' },
    {
      type: 'limit.moved',
      task: 1,
      from: Date.parse('2030-05-11'),
      to: Date.parse('2030-05-13'),
    },
  ]);
});

it('a redated task times out at its new instant, not at the old one', async () => {
  const process = await consultingOffice();
  await redate(process, { consult: '2030-05-12' });

  await process.advance(11 * DAY);
  const before = process.result;
  await process.advance(DAY);

  expect([before, process.result]).toEqual([null, 'stopped']);
});

it('a task that is redated to an earlier day times out earlier', async () => {
  const process = await consultingOffice();
  await redate(process, { consult: '2030-05-02' });

  await process.advance(2 * DAY);

  expect(process.result).toBe('stopped');
});

it('a task that opens after a correction has the corrected day', async () => {
  const process = await consultingOffice();
  await redate(process, { draft: '2030-06-01' });

  await process.complete('consult', 'done');

  expect(process.task('draft').due).toBe('2030-06-01');
  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'clock.started', name: 'draft', due: '2030-06-01' }),
  );
});

it('a day that does not differ moves nothing', async () => {
  const process = await consultingOffice();

  await redate(process, { consult: '2030-05-10', whole: '2030-05-20', draft: '2030-05-16' });

  expect(logOf(process).slice(-1)).toEqual(['redated']);
});

it('a task without a day keeps its limits', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    return 'done';
  });

  await redate(process, { draft: '2030-06-01' });

  expect(process.task('draft').due).toBeUndefined();
});

it('a correction publishes its facts', async () => {
  const process = await consultingOffice();

  await redate(process, { consult: '2030-05-12' }, { notes: 1 });

  expect(process.events).toContainEqual(expect.objectContaining({ type: 'facts', facts: { notes: 1 } }));
});

it('a suspended task that is redated times out only after the process is resumed', async () => {
  const process = await consultingOffice();
  await process.send({ kind: 'suspend', by: operator });

  await redate(process, { consult: '2030-05-03' });
  await process.advance(30 * DAY);
  const before = process.result;
  await process.send({ kind: 'resume', by: operator });
  await process.advance(1);

  expect([before, process.result]).toEqual([null, 'stopped']);
});

it('a calendar change that was computed before the correction does not move the task back', async () => {
  const process = await consultingOffice();
  const computedAt = process.run.host.now();
  await process.advance(DAY);
  await redate(process, { consult: '2030-05-20' });

  const expiries = { 1: Date.parse('2030-05-11') };
  const change = { kind: 'recalculate', expiries, calendarVersion: 2, earlier: true, by: operator } as const;
  await process.send(change, undefined, { acceptedAt: computedAt });
  await process.advance(15 * DAY);

  expect(process.result).toBeNull();
});

it('children get the corrected days, those that start later as well', async () => {
  const sent: ProcessMessage[] = [];
  const process = await begin(
    async (p) => {
      const first = p.child.hearing({});
      await p.task.draft({ to: 'A' });
      await Promise.all([first, p.child.hearing({})]);
      return 'done';
    },
    { childResult: () => new Promise(() => undefined), onSend: (_, message) => void sent.push(message) },
  );
  const redating = { kind: 'redate', days: { consult: '2030-05-12' }, command: 'command-1' };

  await redate(process, { consult: '2030-05-12' });
  await process.complete('draft', 'done', { pages: 1 });

  expect(sent).toEqual([expect.objectContaining(redating), expect.objectContaining(redating)]);
});

it('a child applies the days that its parent sends', async () => {
  const process = await consultingOffice();
  const by = { account: 'admin', unit: 'Z' };

  process.run.receive({ kind: 'redate', days: { consult: '2030-05-12' }, by, command: 'c' });
  await process.settle();

  expect(process.task('consult').due).toBe('2030-05-12');
  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'process.redated', command: 'c', by }),
  );
});
