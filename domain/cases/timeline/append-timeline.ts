import { randomUUID } from 'node:crypto';
import type { Executor } from '../../../infra/database/query.js';
import { TimelineWritesRepository, type EntryWords } from './timeline-writes.repository.js';

export interface NewTimelineEntry {
  readonly process: string;
  /** Epoch ms. */
  readonly at: number;
  readonly type: string;
  /** Number of the task that the entry is about. */
  readonly task?: number;
  readonly account?: string;
  readonly unit?: string;
  readonly text?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Free text of the entry: stored with the contents of commands, and erased with them. */
  readonly words?: Readonly<Record<string, string>>;
}

/**
 * Locks the rows of processes in the order of their ids, so that transactions that lock several of them never deadlock.
 * Lock clocks after their process, as the projection does.
 */
export const lockProcesses = (tx: Executor, ids: readonly string[]): Promise<void> =>
  new TimelineWritesRepository(tx).lock([...new Set(ids)]);

/** Appends entries to timelines. The transaction must have locked the processes. */
export async function appendTimeline(tx: Executor, entries: readonly NewTimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const counts = new Map<string, number>();
  const allWords: EntryWords[] = [];
  const rows = entries.map(({ process, at, words, ...entry }) => {
    const n = (counts.get(process) ?? 0) + 1;
    counts.set(process, n);
    const row = { process_id: process, n, at: new Date(at).toISOString(), ...entry };
    if (!words) return row;
    const command = randomUUID();
    allWords.push({ command_id: command, process_id: process, body: words });
    return { ...row, data: { ...entry.data, command } };
  });
  const timeline = new TimelineWritesRepository(tx);
  if (allWords.length > 0) await timeline.addWords(allWords);
  await timeline.append(rows);
}
