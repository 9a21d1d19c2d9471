import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { BenchStack } from './bench-stack.js';

/** Bytes on disk. */
export interface Storage {
  /** By table or index; what is too long for a row counts with its table. */
  readonly postgres: ReadonlyMap<string, { readonly table: string; readonly bytes: number }>;
  /** Temporal's file, its log written back. */
  readonly temporal: number;
}

/** After a VACUUM, so that what is measured is what the next letters will find. */
export async function measureStorage({ database, temporalFile }: BenchStack): Promise<Storage> {
  await database.query('VACUUM');
  const { rows } = await database.query<{ name: string; table: string; bytes: string }>(RELATIONS);
  const postgres = new Map(rows.map(({ name, table, bytes }) => [name, { table, bytes: Number(bytes) }]));
  return { postgres, temporal: temporalBytes(temporalFile) };
}

const RELATIONS = `
  SELECT relname AS name, relname AS table, pg_table_size(relid) AS bytes FROM pg_stat_user_tables
  UNION ALL
  SELECT indexrelname, relname, pg_relation_size(indexrelid) FROM pg_stat_user_indexes`;

function temporalBytes(file: string): number {
  const sqlite = new DatabaseSync(file);
  try {
    sqlite.exec('PRAGMA busy_timeout = 10000');
    sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return statSync(file).size + log;
}
