import { begin, refusal, logOf } from './office.js';

it('a message that nobody waits for is rejected without an event', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    return 'done';
  });
  const before = process.events.length;

  const refused = await refusal(() => process.message('note', { n: 1 }));

  expect(refused).toBe('MESSAGE_NOT_EXPECTED');
  expect(process.events).toHaveLength(before);
});

it('a message is delivered once to the waiting branch', async () => {
  const received: number[] = [];
  const process = await begin(async (p) => {
    received.push((await p.message.note()).decision.n);
    await p.task.draft({ to: 'A' });
    return 'done';
  });

  await process.message('note', { n: 1 });
  const second = await refusal(() => process.message('note', { n: 2 }));

  expect(received).toEqual([1]);
  expect(second).toBe('MESSAGE_NOT_EXPECTED');
});

it('a rejected message is not kept', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    await p.message.note();
    return 'done';
  });
  await refusal(() => process.message('note', { n: 1 }));

  await process.complete('draft', 'done');

  expect(process.result).toBeNull();
});

it('a listener gets every message while other branches continue', async () => {
  const process = await begin(async (p) => {
    let notes = 0;
    p.listen.note(({ n }) => p.facts({ notes: (notes += n) }));
    await p.task.draft({ to: 'A' });
    await p.task.check({ to: 'A' });
    return 'done';
  });

  await process.message('note', { n: 1 });
  await process.complete('draft', 'done');
  await process.message('note', { n: 2 });
  await process.complete('check', 'pass');

  expect(logOf(process, 'facts')).toEqual(['facts {"notes":1}', 'facts {"notes":3}']);
  expect(logOf(process, 'open')).toEqual(['open draft A', 'open check A']);
});

it.each([
  ['the branch that won', 'draft'],
  ['the branch that lost', 'check'],
] as const)('a listener ends with %s', async (_, winner) => {
  const process = await begin(async (p) => {
    await p.race({
      drafted: (p) => {
        p.listen.note(() => undefined);
        return p.task.draft({ to: 'A' });
      },
      checked: (p) => p.task.check({ to: 'A' }),
    });
    await p.task.ask({ to: '' });
    return 'done';
  });
  const before = await refusal(() => process.message('note', { n: 1 }));
  await process.complete(winner, winner === 'draft' ? 'done' : 'pass');

  const after = await refusal(() => process.message('note', { n: 2 }));

  expect([before, after]).toEqual(['accepted', 'MESSAGE_NOT_EXPECTED']);
});

it('a message to a process that has ended is rejected', async () => {
  const process = await begin(async (p) => {
    await p.message.stop();
    return 'stopped';
  });
  await process.message('stop');

  expect(await refusal(() => process.message('stop'))).toBe('PROCESS_ENDED');
});
