import { repeat, type Repetition } from '../../time/repeat.js';
import type { Share } from './commands.repository.js';
import type { ProcessCommands } from './process-commands.js';

export interface SweeperLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const ROUND = 100;
/** Processes at the same time. A failing attempt takes up to ten seconds, and must not delay the others. */
const CONCURRENCY: Readonly<Record<Exclude<Share, 'all'>, number>> = { fresh: 8, failing: 4 };

/**
 * Resumes pending commands every few seconds, until stopped; at once while a full round was claimed. Commands that have
 * failed more than once have rounds of their own.
 */
export function startSweeper(
  commands: Pick<ProcessCommands, 'resumeAccepted'>,
  options: { log: SweeperLog; everyMs?: number },
): Repetition {
  const { log, everyMs = 3000 } = options;
  const sweep = (share: Exclude<Share, 'all'>): Repetition =>
    repeat(
      async (stopping) => {
        const { taken, settled } = await commands.resumeAccepted({
          limit: ROUND,
          concurrency: CONCURRENCY[share],
          share,
          stopping,
          onFailure: (failure) => log.warn(failure, 'a command failed'),
        });
        if (taken > 0) log.info({ share, taken, settled }, 'resumed commands');
        return taken >= ROUND;
      },
      { everyMs, onError: (err) => log.error({ err }, 'could not resume commands') },
    );
  const sweeps = [sweep('fresh'), sweep('failing')];
  return { stop: async () => void (await Promise.all(sweeps.map((one) => one.stop()))) };
}
