import { CommandStore } from '../commands/command-store.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { createRecalculation, type RecalculationDeps } from './recalculation.js';

export interface RecalculationLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Applies calendar changes every few seconds, until stopped. */
export function startRecalculations(
  deps: Omit<RecalculationDeps, 'commands'>,
  options: { readonly log: RecalculationLog; readonly everyMs?: number },
): Repetition {
  const { log, everyMs = 3000 } = options;
  const recalculate = createRecalculation({ ...deps, commands: new CommandStore(deps.dataSource) });
  return repeat(
    async () => {
      const turn = await recalculate({ now: Date.now() });
      if (turn && (turn.finished || turn.done.clocks > 0))
        log.info(turn, 'recalculated clocks after a calendar change');
      return false;
    },
    { everyMs, onError: (err) => log.error({ err }, 'could not recalculate clocks') },
  );
}
