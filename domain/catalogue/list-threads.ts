import { DubanError } from '../../workflows/engine/errors.js';
import { detail, type Text } from '../messages/index.js';
import { ThreadLimitError, ThreadPool, threadEntry } from '../threads/thread-pool.js';
import type { ListComparison } from './compare-lists.js';
import { importIssue, type ImportIssue } from './import-issues.js';
import type { CompareTask, ParseTask } from './list-thread.js';
import type { ParsedList } from './parse-list.js';
import type { Sheet } from './read-sheets.js';

/** Two lists of 20,000 names that are all alike take some ten seconds; ordinary lists far less. */
const LIMITS = { memoryMiB: 512, longestMs: 60_000, mostWaiting: 8 };
const RETRY_AFTER_S = 10;

const threads = new ThreadPool(threadEntry(import.meta.url, 'domain/catalogue/list-thread'), LIMITS);

/**
 * Reads a list in another thread. Exceeding a limit of the thread is an issue of the file.
 *
 * @throws {DubanError} RATE_LIMITED when too many lists are waiting
 */
export async function parseInThread(task: ParseTask): Promise<ParsedList> {
  try {
    return await threads.run('parse', task);
  } catch (error) {
    return { items: [], issues: [importIssue(limitText(error))], ignoredSheets: [], ignoredRows: [] };
  }
}

/**
 * Reads the tables of a file in another thread.
 *
 * @returns `issue`: why the file cannot be read; null: it was read
 * @throws {DubanError} RATE_LIMITED when too many lists are waiting
 */
export async function sheetsInThread(
  bytes: Uint8Array,
): Promise<{ readonly sheets: readonly Sheet[]; readonly issue: ImportIssue | null }> {
  try {
    return await threads.run('sheets', { bytes });
  } catch (error) {
    return { sheets: [], issue: importIssue(limitText(error)) };
  }
}

/** Compares two lists in another thread. @throws {DubanError} COMPARISON_TOO_LARGE, RATE_LIMITED */
export async function compareInThread(task: CompareTask): Promise<ListComparison> {
  try {
    return await threads.run('compare', task);
  } catch (error) {
    const text =
      limitOf(error) === 'time'
        ? detail('catalogue.comparisonTakesTooLong', { seconds: LIMITS.longestMs / 1000 })
        : detail('catalogue.comparisonTakesTooMuchMemory', { size: LIMITS.memoryMiB * 1024 * 1024 });
    throw new DubanError('COMPARISON_TOO_LARGE', text);
  }
}

/** For the end of a program: aborts running tasks. */
export const closeListThreads = (): Promise<void> => threads.close();

/** What a file is refused with that exceeds a limit of the thread. @throws as `limitOf` */
const limitText = (error: unknown): Text =>
  limitOf(error) === 'time'
    ? detail('catalogue.fileTakesTooLong', { seconds: LIMITS.longestMs / 1000 })
    : detail('catalogue.fileTakesTooMuchMemory', { size: LIMITS.memoryMiB * 1024 * 1024 });

/** Which limit of its own a thread has exceeded. @throws every other error; {DubanError} RATE_LIMITED */
function limitOf(error: unknown): 'time' | 'memory' {
  if (!(error instanceof ThreadLimitError)) throw error;
  if (error.limit !== 'waiting') return error.limit;
  const text = detail('catalogue.tooManyListTasks');
  throw new DubanError('RATE_LIMITED', text, { retryAfter: RETRY_AFTER_S }, { cause: error });
}
