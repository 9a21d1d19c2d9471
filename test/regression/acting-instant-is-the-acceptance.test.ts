import { begin, clerk, operator, type P } from '../workflows/engine/office.js';
import type { Command } from '../../workflows/engine/definition/commands.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const done = (task = 1): Command => ({
  kind: 'complete',
  task,
  outcome: 'done',
  decision: { pages: 1 },
  by: clerk(),
});

const timed = async (p: P): Promise<'done'> => {
  p.clock.whole.start({ unit: 'A' });
  await p.task.draft({ to: 'A' });
  p.clock.whole.stop();
  await p.task.check({ to: 'A' });
  return 'done';
};

describe('a command that is applied some time after its acceptance', () => {
  it('a late command closes its task and stops its clocks as of its acceptance', async () => {
    const process = await begin(timed);
    await process.advance(DAY);

    await process.send(done(), undefined, { acceptedAt: HOUR });

    const acted = process.events.flatMap((event) =>
      ['task.closed', 'clock.stopped'].includes(event.type) ? [[event.type, event.at, event.actedAt]] : [],
    );
    expect(acted).toEqual([
      ['task.closed', DAY, HOUR],
      ['clock.stopped', DAY, HOUR],
      ['clock.stopped', DAY, HOUR],
    ]);
  });

  it('a late command opens the next task when it is applied', async () => {
    const process = await begin(timed);
    await process.advance(DAY);

    await process.send(done(), undefined, { acceptedAt: HOUR });

    const opened = process.events.findLast(({ type }) => type === 'task.opened');
    expect([opened!.at, opened!.actedAt]).toEqual([DAY, undefined]);
  });

  it('the behaviour gets the acceptance time of a command', async () => {
    let at = 0;
    const process = await begin(async (p) => {
      at = (await p.task.draft({ to: 'A' })).at;
      return 'done';
    });
    await process.advance(DAY);

    await process.send(done(), undefined, { acceptedAt: HOUR });

    expect(at).toBe(HOUR);
  });

  it('a late suspension pauses the process and its limits as of its acceptance', async () => {
    const process = await begin(
      async (p) => {
        const asked = await p.task.ask({ to: '' });
        return asked.outcome === 'expired' ? 'stopped' : 'done';
      },
      { taskTimeoutMs: 2 * DAY },
    );
    await process.advance(DAY);

    await process.send({ kind: 'suspend', by: operator }, undefined, { acceptedAt: HOUR });
    await process.advance(DAY);
    await process.send({ kind: 'resume', by: operator });

    expect(process.events).toContainEqual(
      expect.objectContaining({ type: 'process.suspended', actedAt: HOUR }),
    );
    expect(process.events).toContainEqual(
      expect.objectContaining({ type: 'limit.moved', to: 2 * DAY + (2 * DAY - HOUR) }),
    );
  });

  it('a command takes effect after the opening of its task, even if the gateway’s clock is slow', async () => {
    const process = await begin(timed, { startAt: DAY });

    await process.send(done(), undefined, { acceptedAt: HOUR });

    const closed = process.events.find(({ type }) => type === 'task.closed');
    expect([closed!.at, closed!.actedAt]).toEqual([DAY, undefined]);
  });

  it('a command takes no effect in the future, even if the gateway’s clock is fast', async () => {
    const process = await begin(timed);

    await process.send(done(), undefined, { acceptedAt: DAY });

    expect(process.events.filter(({ actedAt }) => actedAt !== undefined)).toEqual([]);
  });

  it('a late command keeps the instants of other events of its activation', async () => {
    const process = await begin(
      async (p) => {
        p.clock.whole.start({ unit: 'A' });
        await p.task.draft({ to: 'A' });
        await p.step.print({} as never);
        p.clock.whole.stop();
        return 'done';
      },
      { stepResult: () => undefined },
    );
    await process.advance(DAY);

    await process.send(done(), undefined, { acceptedAt: HOUR });

    const whole = process.events.findLast(({ type }) => type === 'clock.stopped');
    expect([whole!.at, whole!.actedAt]).toEqual([DAY, undefined]);
  });
});

describe('an instant that the gateway counted for a limit', () => {
  const draftThenAsk = async (p: P): Promise<'done' | 'stopped'> => {
    await p.task.draft({ to: 'A' });
    const asked = await p.task.ask({ to: '' });
    return asked.outcome === 'expired' ? 'stopped' : 'done';
  };
  const endsAfter = async (startAt: number, timeoutsAsOf: number): Promise<'carried' | 'queried'> => {
    const process = await begin(draftThenAsk, { startAt, taskTimeoutMs: 9 * DAY });
    await process.send(done(), { ask: startAt + 2 * DAY }, { timeoutsAsOf });
    await process.advance(2 * DAY);
    return process.result === 'stopped' ? 'carried' : 'queried';
  };
  const midnight = Date.parse('2026-12-01T00:00:00+08:00');

  it('a timeout counted by the gateway is not used on another day in Shanghai', async () => {
    expect(await endsAfter(midnight, midnight - 1)).toBe('queried');
  });

  it('a timeout counted by the gateway is not used an hour later on the same day', async () => {
    expect(await endsAfter(midnight + 2 * HOUR, midnight + HOUR)).toBe('queried');
  });

  it('a timeout counted by the gateway is used within a minute of the same day', async () => {
    expect(await endsAfter(midnight + 59_000, midnight)).toBe('carried');
  });
});
