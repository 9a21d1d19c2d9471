import type { CDPSession } from 'playwright-core';
import { round } from '../bench/load/figures.js';

/** What a page holds once its garbage is collected. */
export interface Held {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

export async function heldBy(session: CDPSession): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heapMb: round(usedSize / 1e6), nodes, listeners: jsEventListeners };
}
