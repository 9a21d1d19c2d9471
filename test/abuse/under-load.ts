import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStack } from '../support/stack.js';

const EVERY_MS = 50;
const MIB = 1024 * 1024;

export interface UnderLoad {
  /** The longest that `/health/live` took to answer, in milliseconds. */
  readonly longestMs: number;
  /** How much more memory the gateway had at most than before, in MiB. */
  readonly grownMiB: number;
}

/** Asks the gateway all the time whether it lives while a load is on it. The load is bounded by itself. */
export async function underLoad(stack: TestStack, load: () => Promise<unknown>): Promise<UnderLoad> {
  const before = residentBytes(stack);
  let [longestMs, most] = [0, before];
  let loaded = true;
  const look = async (): Promise<void> => {
    while (loaded) {
      const started = performance.now();
      await (await fetch(`${stack.url}/health/live`)).text();
      longestMs = Math.max(longestMs, performance.now() - started);
      most = Math.max(most, residentBytes(stack));
      await sleep(EVERY_MS);
    }
  };
  const looking = look();
  try {
    await load();
  } finally {
    loaded = false;
    await looking;
  }
  return { longestMs: Math.round(longestMs), grownMiB: Math.round((most - before) / MIB) };
}

/** So many at once. */
export const together = <T>(count: number, send: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => send(n)));

function residentBytes(stack: TestStack): number {
  const status = readFileSync(`/proc/${stack.pids()['gateway']}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
}
