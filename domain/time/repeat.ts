import { setTimeout as sleep } from 'node:timers/promises';

export interface Repetition {
  /** Resolves once the round in progress has ended. */
  stop(): Promise<void>;
}

/**
 * Repeats work at an interval, one round after another, until stopped. A failed round is reported, and the next one follows.
 * A round that returns true is followed at once, because there is more to do.
 */
export function repeat(
  work: (stopping: AbortSignal) => Promise<boolean>,
  options: { readonly everyMs: number; readonly onError: (error: unknown) => void },
): Repetition {
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const more = await work(stopping.signal).catch((error: unknown) => {
        options.onError(error);
        return false;
      });
      if (!more) await sleep(options.everyMs, undefined, { signal: stopping.signal }).catch(() => undefined); // stopped
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
