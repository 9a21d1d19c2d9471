import { ThreadPool, threadEntry } from '../threads/thread-pool.js';
import type { Redaction } from './redact.js';
import type { RedactTask } from './redaction-thread.js';

/** A letter takes some 10 ms; the model itself lives outside of the JavaScript heap. */
const LIMITS = { memoryMiB: 512, longestMs: 60_000 };

const threads = new ThreadPool(threadEntry(import.meta.url, 'domain/redaction/redaction-thread'), LIMITS);

/**
 * Redacts texts in another thread, where the model stays loaded while there is work.
 *
 * @returns in the order of the texts
 * @throws {ThreadLimitError}
 */
export const redactInThread = (task: RedactTask): Promise<Redaction[]> => threads.run('redact', task);

/** For the end of a program: gives up what is under way. */
export const closeRedactionThreads = (): Promise<void> => threads.close();
