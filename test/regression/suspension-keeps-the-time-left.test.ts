import { begin, operator, logOf, type P } from '../workflows/engine/office.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const suspend = { kind: 'suspend', by: operator } as const;
const resume = { kind: 'resume', by: operator } as const;

const asking = async (p: P): Promise<'done' | 'stopped'> => {
  const asked = await p.task.ask({ to: '' });
  return asked.outcome === 'expired' ? 'stopped' : 'done';
};

it('a citizen may still answer after a suspension longer than the limit', async () => {
  const process = await begin(asking, { taskTimeoutMs: 2 * DAY });
  await process.send(suspend);
  await process.advance(30 * DAY);
  await process.send(resume);
  await process.advance(DAY);

  await process.complete('ask', 'answer');

  expect(process.result).toBe('done');
});

it('a limit loses nothing to two suspensions', async () => {
  const process = await begin(asking, { taskTimeoutMs: 3 * DAY });
  for (let round = 0; round < 2; round += 1) {
    await process.advance(DAY);
    await process.send(suspend);
    await process.advance(10 * DAY);
    await process.send(resume);
  }

  await process.advance(DAY - 1);
  const before = process.result;
  await process.advance(1);

  expect([before, process.result]).toEqual([null, 'stopped']);
  expect(process.pendingTimers).toBe(0);
});

it('a limit that starts while its process is suspended is whole when the process is resumed', async () => {
  let printed = (): void => undefined;
  const process = await begin(
    async (p) => {
      await p.step.print({} as never);
      return asking(p);
    },
    { taskTimeoutMs: DAY, stepResult: () => new Promise<void>((done) => (printed = done)) },
  );
  await process.send(suspend);
  printed();
  await process.settle();
  await process.advance(5 * DAY);
  await process.send(resume);

  await process.advance(DAY - 1);
  const before = process.result;
  await process.advance(1);

  expect([before, process.result]).toEqual([null, 'stopped']);
});

describe('a suspension while the instant of a limit is being queried', () => {
  const answers: ((at: number) => void)[] = [];
  const requests: unknown[] = [];
  const slow = {
    timeoutInstant: (request: unknown) => {
      requests.push(request);
      return new Promise<number>((resolve) => answers.push(resolve)) as never;
    },
  };
  beforeEach(() => [answers, requests].forEach((list) => list.splice(0)));

  it('a suspension while the instant of a limit is requested counts once the instant is known', async () => {
    const process = await begin(asking, slow);
    await process.send(suspend);
    await process.advance(DAY);
    await process.send(resume);
    answers[0]!(2 * DAY);
    await process.settle();

    expect(requests[1]).toMatchObject({ endsAt: 2 * DAY, pauses: [{ pausedAt: 0, resumedAt: DAY }] });
    answers[1]!(3 * DAY);
    await process.settle();
    await process.advance(2 * DAY - 1);
    const before = process.result;
    await process.advance(1);
    expect([before, process.result]).toEqual([null, 'stopped']);
  });

  it('a suspension pauses a limit whose instant becomes known meanwhile', async () => {
    const process = await begin(asking, slow);
    await process.send(suspend);
    answers[0]!(DAY);
    await process.settle();

    await process.advance(10 * DAY);

    expect(process.result).toBeNull();
    expect(process.pendingTimers).toBe(0);
  });

  it('a second suspension counts after the first, whose answer is still pending', async () => {
    const process = await begin(asking, slow);
    answers[0]!(5 * DAY);
    await process.settle();
    await process.send(suspend);
    await process.advance(DAY);
    await process.send(resume);
    await process.advance(DAY);
    await process.send(suspend);
    answers[1]!(6 * DAY);
    await process.settle();
    await process.advance(DAY);
    await process.send(resume);

    expect(requests[2]).toMatchObject({
      endsAt: 6 * DAY,
      pauses: [{ pausedAt: 2 * DAY, resumedAt: 3 * DAY }],
    });
  });
});

describe('a recalculation that was counted before a suspension ended', () => {
  const recalculate = (to: number) =>
    ({
      kind: 'recalculate',
      expiries: { 1: to },
      calendarVersion: 2,
      earlier: true,
      by: operator,
    }) as const;

  it('a recalculation from before the end of a suspension keeps the remaining time', async () => {
    const process = await begin(asking, { taskTimeoutMs: 2 * DAY });
    await process.send(suspend);
    await process.advance(10 * DAY);
    await process.send(resume);

    await process.send(recalculate(3 * DAY), undefined, { acceptedAt: 9 * DAY });
    await process.advance(3 * DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([before, process.result]).toEqual([null, 'stopped']);
  });

  it('a recalculation is not lengthened by a suspension that it includes', async () => {
    const process = await begin(asking, { taskTimeoutMs: 2 * DAY });
    await process.send(suspend);
    await process.advance(10 * DAY);
    await process.send(resume);
    await process.advance(HOUR);

    await process.send(recalculate(13 * DAY), undefined, { acceptedAt: 10 * DAY + HOUR });
    await process.advance(3 * DAY - HOUR);

    expect(process.result).toBe('stopped');
    expect(logOf(process, 'limit')).toHaveLength(2);
  });
});

it('a child is suspended as of the instant at which the command to its parent was accepted', async () => {
  const sent: unknown[] = [];
  const process = await begin(
    async (p) => {
      await p.child.hearing({});
      return 'done';
    },
    {
      childResult: () => new Promise<string>(() => undefined),
      onSend: (_child, what) => void sent.push(what),
    },
  );
  await process.advance(DAY);

  await process.send(suspend, undefined, { acceptedAt: HOUR });

  expect(sent).toEqual([{ kind: 'suspend', at: HOUR }]);
});
