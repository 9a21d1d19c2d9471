import { DubanError } from '../../workflows/engine/errors.js';
import { ThreadLimitError, ThreadPool, threadEntry } from '../threads/thread-pool.js';
import type { ListComparison } from './compare-lists.js';
import { importIssue } from './import-issues.js';
import type { CompareTask, ParseTask } from './list-thread.js';
import type { ParsedList } from './parse-list.js';

/** Two lists of 20,000 names that are all alike take some ten seconds; what honest lists take is far below. */
const LIMITS = { memoryMiB: 512, longestMs: 60_000, mostWaiting: 8 };
const RETRY_AFTER_S = 10;

const threads = new ThreadPool(threadEntry(import.meta.url, 'domain/catalogue/list-thread'), LIMITS);

/**
 * Reads a list in another thread. A file that takes more than a list may is one that cannot be read.
 *
 * @throws {DubanError} RATE_LIMITED when too many lists are waiting
 */
export async function parseInThread(task: ParseTask): Promise<ParsedList> {
  try {
    return await threads.run('parse', task);
  } catch (error) {
    const limit = limitOf(error);
    const issues = [importIssue('FILE_TAKES_TOO_MUCH', {}, limit)];
    return { items: [], issues, ignoredSheets: [], ignoredRows: [] };
  }
}

/** Compares two lists in another thread. @throws {DubanError} COMPARISON_TOO_LARGE, RATE_LIMITED */
export async function compareInThread(task: CompareTask): Promise<ListComparison> {
  try {
    return await threads.run('compare', task);
  } catch (error) {
    throw new DubanError('COMPARISON_TOO_LARGE', `the comparison takes more than it may: ${limitOf(error)}`);
  }
}

/** For the end of a program: gives up what is under way. */
export const closeListThreads = (): Promise<void> => threads.close();

/** @throws whatever is no limit of a thread's own */
function limitOf(error: unknown): string {
  if (!(error instanceof ThreadLimitError)) throw error;
  if (error.limit === 'waiting') {
    const detail = 'too many lists are being read and compared at the moment';
    throw new DubanError('RATE_LIMITED', detail, { retryAfter: RETRY_AFTER_S }, { cause: error });
  }
  return error.limit === 'time' ? `${LIMITS.longestMs / 1000} s` : `${LIMITS.memoryMiB} MB`;
}
