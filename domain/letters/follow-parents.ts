import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';
import { DubanError } from '../../workflows/engine/errors.js';
import type { ProcessCommands } from '../cases/commands/process-commands.js';
import { repeat, type Repetition } from '../time/repeat.js';
import { followingLetters, stillFollows, toldOf, type FollowingLetter } from './merged-letters.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly commands: Pick<ProcessCommands, 'send'>;
}

export interface FollowLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Letters told at once. Each may take ten seconds while Temporal cannot be reached. */
const AT_ONCE = 8;

const SYSTEM = { account: 'system', unit: '', roles: [] } as const;

/**
 * Tells merged letters what has become of the letters that they follow. What they wait for may end in ways in which no
 * code of its own runs (terminated, erased), so it is asked of the read model, again and again: doing it again, or twice
 * at once, changes nothing, and whoever dies in between is followed by the next look. A letter is told by an ordinary
 * command, which is stored first and carried on by the sweeper.
 *
 * @returns how many were told
 */
export async function followParents({ dataSource, commands }: Deps, log: FollowLog): Promise<number> {
  const waiting = await followingLetters(dataSource);
  const tell = async (row: FollowingLetter): Promise<boolean> => {
    const told = toldOf(row);
    if (!told) return false;
    try {
      await commands.send({
        process: { id: row.child },
        command: { kind: 'message', name: 'parent', decision: told, by: SYSTEM },
        within: async (tx, command) => {
          if (!(await stillFollows(tx, row, command))) throw new OvertakenError();
        },
      });
      log.info({ process: row.child, stands: told.stands }, 'told a merged letter what it has waited for');
      return true;
    } catch (err) {
      const settled = err instanceof OvertakenError || isAccepted(err);
      if (!settled) log.error({ err, process: row.child }, 'could not tell a merged letter');
      return isAccepted(err);
    }
  };
  const queue = new PQueue({ concurrency: AT_ONCE });
  const told = await queue.addAll(waiting.map((row) => () => tell(row)));
  return told.filter(Boolean).length;
}

/** Looks every few seconds, until stopped. */
export function startFollowingParents(
  deps: Deps,
  { log, everyMs = 2000 }: { readonly log: FollowLog; readonly everyMs?: number },
): Repetition {
  const look = async (): Promise<boolean> => {
    await followParents(deps, log);
    return false;
  };
  return repeat(look, {
    everyMs,
    onError: (err) => log.error({ err }, 'could not look for what merged letters wait for'),
  });
}

/** Somebody else has told it, or something else has happened to it: the next look sees. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/** The command stands in the database, and goes on by itself. */
const isAccepted = (error: unknown): boolean =>
  error instanceof DubanError && error.code === 'ENGINE_UNAVAILABLE';
