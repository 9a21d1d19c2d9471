import type { Pool } from 'pg';
import { readAttachments } from '../cases/attachments/attachment-view.js';
import { prepared } from '../../../infra/database/prepared.js';
import type { Actor } from '../platform/identity/actor.js';
import { readFollowed } from './followed-view.js';
import { LETTER_COLUMNS, toLetterView, type LetterRow, type LetterView } from './letter-view.js';

/**
 * What is read beside the row of a letter.
 *
 * @param process that the reader may see
 */
export async function readBeside(
  pool: Pool,
  actor: Actor,
  process: string,
): Promise<Pick<LetterView, 'attachments' | 'mergedInto'>> {
  const [attachments, mergedInto] = await Promise.all([
    readAttachments(pool, process),
    readFollowed(pool, actor, process),
  ]);
  return { attachments, mergedInto };
}

/** The letter of a process; null when it has none. Whether the reader may see the process has been asked before. */
export async function readLetter(
  pool: Pool,
  actor: Actor,
  process: string,
  readsContent: boolean,
): Promise<LetterView | null> {
  const { rows } = await prepared<LetterRow>(
    pool,
    `SELECT ${LETTER_COLUMNS} FROM letter l WHERE l.process_id = $1`,
    [process],
  );
  return rows[0] ? toLetterView(rows[0], readsContent, await readBeside(pool, actor, process)) : null;
}
