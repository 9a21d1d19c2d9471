import { repeat, type Repetition } from '../repeat.js';
import type { ProcessCommands } from './process-commands.js';

export interface SweeperLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const ROUND = 100;

/** Resumes accepted commands every few seconds, until stopped; at once while there are more than one round takes. */
export function startSweeper(
  commands: Pick<ProcessCommands, 'resumeAccepted'>,
  options: { log: SweeperLog; everyMs?: number },
): Repetition {
  const { log, everyMs = 3000 } = options;
  return repeat(
    async () => {
      const { taken, settled } = await commands.resumeAccepted({ limit: ROUND });
      if (taken > 0) log.info({ taken, settled }, 'resumed commands');
      return taken === ROUND;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not resume commands') },
  );
}
