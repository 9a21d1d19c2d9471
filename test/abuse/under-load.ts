import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TestStack } from '../support/stack.js';

const EVERY_MS = 50;
const MIB = 1024 * 1024;

/** In a thread of its own: what the load costs this program is no pause of the gateway. */
const PROBE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { get } = require('node:http');
  let stopped = false;
  let longest = 0;
  parentPort.once('message', () => (stopped = true));
  const look = () => {
    const started = performance.now();
    get(workerData.url, { agent: false }, (answer) => {
      answer.resume().on('end', () => {
        longest = Math.max(longest, performance.now() - started);
        if (stopped) parentPort.postMessage(longest);
        else setTimeout(look, workerData.everyMs);
      });
    });
  };
  look();`;

export interface UnderLoad {
  /** The longest that `/health/live` took to answer, in milliseconds. */
  readonly longestMs: number;
  /** How much more memory the gateway had at most than before, in MiB. */
  readonly grownMiB: number;
}

/** Asks the gateway all the time whether it lives while a load is on it. The load is bounded by itself. */
export async function underLoad(stack: TestStack, load: () => Promise<unknown>): Promise<UnderLoad> {
  const before = residentBytes(stack);
  let most = before;
  const measuring = setInterval(() => (most = Math.max(most, residentBytes(stack))), EVERY_MS);
  const probe = new Worker(PROBE, {
    eval: true,
    workerData: { url: `${stack.url}/health/live`, everyMs: EVERY_MS },
  });
  try {
    await load();
  } finally {
    clearInterval(measuring);
  }
  probe.postMessage('stop');
  const [longestMs] = (await once(probe, 'message')) as [number];
  return { longestMs: Math.round(longestMs), grownMiB: Math.round((most - before) / MIB) };
}

/** So many at once. */
export const together = <T>(count: number, send: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => send(n)));

function residentBytes(stack: TestStack): number {
  const status = readFileSync(`/proc/${stack.pids()['gateway']}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
}
