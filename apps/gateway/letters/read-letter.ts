import type { Pool } from 'pg';
import { readAttachments } from '../attachments/attachment-view.js';
import { prepared } from '../../../infra/database/prepared.js';
import { LETTER_COLUMNS, toLetterView, type LetterRow, type LetterView } from './letter-view.js';

/** The letter of a process; null when it has none. Whether the reader may see the process has been asked before. */
export async function readLetter(
  pool: Pool,
  process: string,
  readsContent: boolean,
): Promise<LetterView | null> {
  const { rows } = await prepared<LetterRow>(
    pool,
    `SELECT ${LETTER_COLUMNS} FROM letter l WHERE l.process_id = $1`,
    [process],
  );
  return rows[0] ? toLetterView(rows[0], readsContent, await readAttachments(pool, process)) : null;
}
