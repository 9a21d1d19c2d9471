import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';
import { DubanError } from '../../workflows/engine/errors.js';
import type { ProcessCommands } from '../cases/commands/process-commands.js';
import { repeat, type Repetition } from '../time/repeat.js';
import { parentMessageFor, type FollowingLetter } from './merged-letters.js';
import { MergedLettersRepository, MergingRepository } from './merged-letters.repository.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly commands: Pick<ProcessCommands, 'send'>;
}

export interface FollowLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Messages sent at a time. Each may take ten seconds while Temporal is unreachable. */
const CONCURRENCY = 8;

const SYSTEM = { account: 'system', unit: '', roles: [] } as const;

/**
 * Sends merged letters the result of the letters that they follow. A followed letter may end without any code of its own
 * running (terminated, erased), so the read model is polled. Idempotent, also when several workers poll at once. Each
 * message is an ordinary command, stored first and re-sent by the sweeper.
 *
 * @returns number of messages sent
 */
export async function followParents({ dataSource, commands }: Deps, log: FollowLog): Promise<number> {
  const waiting = await new MergedLettersRepository(dataSource).following();
  const notify = async (row: FollowingLetter): Promise<boolean> => {
    const decision = parentMessageFor(row);
    if (!decision) return false;
    try {
      await commands.send({
        process: { id: row.child },
        command: { kind: 'message', name: 'parent', decision, by: SYSTEM },
        within: async (tx, command) => {
          if (!(await new MergingRepository(tx).stillFollows(row, command))) throw new OvertakenError();
        },
      });
      log.info({ process: row.child, stands: decision.stands }, 'notified a merged letter');
      return true;
    } catch (err) {
      const settled = err instanceof OvertakenError || isAccepted(err);
      if (!settled) log.error({ err, process: row.child }, 'could not notify a merged letter');
      return isAccepted(err);
    }
  };
  const queue = new PQueue({ concurrency: CONCURRENCY });
  const sent = await queue.addAll(waiting.map((row) => () => notify(row)));
  return sent.filter(Boolean).length;
}

/** Polls every `everyMs` milliseconds until stopped. */
export function startFollowingParents(
  deps: Deps,
  { log, everyMs = 2000 }: { readonly log: FollowLog; readonly everyMs?: number },
): Repetition {
  const poll = async (): Promise<boolean> => {
    await followParents(deps, log);
    return false;
  };
  return repeat(poll, {
    everyMs,
    onError: (err) => log.error({ err }, 'could not read the merged letters'),
  });
}

/** Another worker has notified the letter, or its row has changed: the next poll decides. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/** The command is stored; the sweeper delivers it. */
const isAccepted = (error: unknown): boolean =>
  error instanceof DubanError && error.code === 'ENGINE_UNAVAILABLE';
