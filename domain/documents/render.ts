import { ThreadPool, threadEntry } from '../threads/thread-pool.js';
import type { ItemTable } from './item-table.js';
import type { OfficialDocument } from './model.js';
import type { Unprintable } from './unprintable.js';

/** Input of each format: plain data, because it is copied into another thread. */
interface Sources {
  readonly docx: OfficialDocument;
  readonly pdf: OfficialDocument;
  /** One sheet a table. */
  readonly xlsx: readonly ItemTable[];
}
export type DocumentFormat = keyof Sources;

/** A document could not be rendered. The cause is the error of the thread, or why the thread was terminated. */
export class RenderError extends Error {
  override readonly name = 'RenderError';

  constructor(
    readonly format: DocumentFormat,
    cause: unknown,
  ) {
    super(`a document could not be rendered as ${format}`, { cause });
  }
}

/** The longest documents take some seconds, and some 300 MiB with the fonts. */
const LIMITS = { memoryMiB: 1024, longestMs: 120_000 };

const threads = new ThreadPool(threadEntry(import.meta.url, 'domain/documents/render-thread'), LIMITS);

/**
 * Renders in another thread: a document takes up to seconds of CPU, in which this one could not poll for tasks or answer
 * requests. The thread starts with the first document and ends when idle.
 *
 * @throws {RenderError}
 */
export async function render<F extends DocumentFormat>(format: F, source: Sources[F]): Promise<Buffer> {
  try {
    const { buffer, byteOffset, byteLength } = await threads.run<Uint8Array>(format, source);
    return Buffer.from(buffer, byteOffset, byteLength);
  } catch (error) {
    throw new RenderError(format, error);
  }
}

/**
 * Finds the characters of a document that no PDF font has, in the same thread, which has loaded the fonts.
 *
 * @throws {Error} when the thread was terminated
 */
export const findUnprintable = (content: object): Promise<readonly Unprintable[]> =>
  threads.run('unprintable', content);

/** For the end of a program: aborts running renderings. A later one starts a thread again. */
export const closeRenderThreads = (): Promise<void> => threads.close();
