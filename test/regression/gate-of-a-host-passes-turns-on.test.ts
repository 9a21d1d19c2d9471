import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostGate } from '../../domain/inspection/http/host-gate.js';

it('the turn of an aborted request passes to the next one', async () => {
  const gate = new HostGate({ concurrency: 2, ratePerSecond: 0 });
  const finish = new AbortController();
  const busy = [1, 2].map(() => gate.pass('host', () => untilAborted(finish.signal)));
  const campaignA = new AbortController();
  const given = [1, 2].map(() => gate.pass('host', async () => 'never', campaignA.signal));
  const campaignB = gate.pass('host', async () => 'answered');

  campaignA.abort(new Error('campaign A was cancelled'));
  const outcomes = await Promise.allSettled(given);
  finish.abort();
  await Promise.all(busy);

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.race([campaignB, sleep(2_000, 'still waiting')])).toBe('answered');
});

it('the turn of a failed request passes to the next one', async () => {
  const gate = new HostGate({ concurrency: 1, ratePerSecond: 0 });
  const failing = gate.pass('host', async () => {
    throw new Error('no connection');
  });

  await expect(failing).rejects.toThrow('no connection');
  expect(await gate.pass('host', async () => 'answered')).toBe('answered');
});

it('a request aborted during the pause of its host releases its turn', async () => {
  const gate = new HostGate({ concurrency: 1, ratePerSecond: 1 });
  const stop = new AbortController();
  await gate.pass('host', async () => undefined);
  const resting = gate.pass('host', async () => 'never', stop.signal);

  stop.abort(new Error('stopped'));

  await expect(resting).rejects.toThrow('stopped');
  expect(await Promise.race([gate.pass('host', async () => 'answered'), sleep(4_000, 'waiting')])).toBe(
    'answered',
  );
});

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
