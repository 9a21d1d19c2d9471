import { DatabaseSync } from 'node:sqlite';

/** What its web UI sorts and filters by as a rule; any other filter reads the whole table. */
const KEPT = ['default_idx', 'by_execution_time', 'by_workflow_id', 'by_workflow_type', 'by_status'];

const INDEXES = `
  SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'executions_visibility' AND sql IS NOT NULL`;

/**
 * Takes out of the development server's file the indexes of its list of workflows that nobody asks for: some fifty over
 * search attributes that Duban does not use. Each workflow's start and end had to be put into all of them, which was a
 * sixth of the server's CPU and a third of its file. The server has no setting for it; a table or an index that
 * another release does not have is passed over.
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
