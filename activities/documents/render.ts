import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ItemTable } from './item-table.js';
import type { OfficialDocument } from './model.js';

/** What each format is made from: plain data, because it is copied into another thread. */
interface Sources {
  readonly docx: OfficialDocument;
  readonly pdf: OfficialDocument;
  /** One sheet a table. */
  readonly xlsx: readonly ItemTable[];
}
export type DocumentFormat = keyof Sources;

/** A document that could not be rendered. The cause is what was thrown in the thread, or why the thread was given up. */
export class RenderError extends Error {
  override readonly name = 'RenderError';

  constructor(
    readonly format: DocumentFormat,
    cause: unknown,
  ) {
    super(`a document could not be rendered as ${format}`, { cause });
  }
}

/** Documents are few: a second thread would keep libraries and fonts of its own (100 MB), and take CPU from this one. */
const THREADS = 1;
/** Longer than the pauses between the documents of one step, so that these find the fonts loaded. */
const IDLE_MS = 10_000;
/** Waiting included. The longest documents take some seconds; a thread that hangs is ended, and the next one works. */
const LONGEST_MS = 120_000;

/**
 * Node starts threads, not jest: a thread of a test cannot have its sources compiled on the way. So it runs what the build
 * has made of them, which `npm test` sees to.
 */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/activities/documents/render-thread.js' : './render-thread.js',
  import.meta.url,
);

let pool: Piscina | undefined;

function startPool(): Piscina {
  return new Piscina({
    filename: fileURLToPath(ENTRY),
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
    // The worker's own options load what is meant for the threads of workflows.
    execArgv: [],
  });
}

/**
 * Renders in another thread: a document takes up to seconds of CPU, in which this one would poll for no task and answer
 * no request. The thread starts with the first document and ends when it has had none for a while.
 *
 * @throws {RenderError}
 */
export async function render<F extends DocumentFormat>(format: F, source: Sources[F]): Promise<Buffer> {
  pool ??= startPool();
  try {
    const options = { name: format, signal: AbortSignal.timeout(LONGEST_MS) };
    const { buffer, byteOffset, byteLength } = (await pool.run(source, options)) as Uint8Array;
    return Buffer.from(buffer, byteOffset, byteLength);
  } catch (error) {
    throw new RenderError(format, error);
  }
}

/** For the end of a program: gives up what is still being rendered. What is rendered later starts a thread again. */
export async function closeRenderThreads(): Promise<void> {
  const closing = pool;
  pool = undefined;
  await closing?.destroy();
}
