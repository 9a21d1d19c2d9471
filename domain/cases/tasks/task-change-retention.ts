import type { DataSource } from 'typeorm';
import { repeat, type Repetition } from '../../time/repeat.js';
import { TaskChangesRepository } from './task-changes.repository.js';

/** Far longer than a gateway may be behind: one that reads no changes reports that it is not ready. */
const KEPT_MS = 10 * 60_000;
const EVERY_MS = 60_000;

/** Deletes changes of tasks that every event stream has read. */
export const startTaskChangeRetention = (
  { dataSource }: { readonly dataSource: DataSource },
  { log }: { readonly log: { warn(fields: object, message: string): void } },
): Repetition =>
  repeat(
    async () => {
      await new TaskChangesRepository(dataSource).deleteBefore(new Date(Date.now() - KEPT_MS));
      return false;
    },
    { everyMs: EVERY_MS, onError: (err) => log.warn({ err }, 'could not delete old changes of tasks') },
  );
