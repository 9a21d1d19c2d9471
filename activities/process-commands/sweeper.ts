import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessCommands } from './process-commands.js';

export interface SweeperLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Sweeper {
  /** Resolves once the round in progress has ended. */
  stop(): Promise<void>;
}

/** Resumes accepted commands every few seconds, until stopped. */
export function startSweeper(
  commands: Pick<ProcessCommands, 'resumeAccepted'>,
  options: { log: SweeperLog; everyMs?: number },
): Sweeper {
  const { log, everyMs = 3000 } = options;
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const { taken, settled } = await commands.resumeAccepted();
        if (taken > 0) log.info({ taken, settled }, 'resumed commands');
      } catch (err) {
        log.error({ err }, 'could not resume commands');
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined); // stopped
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
