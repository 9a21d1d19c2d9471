import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

export interface ThreadLimits {
  /** Of the JavaScript heap of a thread, in MiB: what needs more is ended, and nothing else with it. */
  readonly memoryMiB: number;
  /** Waiting included. A thread that hangs is ended, and the next one works. */
  readonly longestMs: number;
  /** How many may wait for a thread; further ones are refused. @default any number */
  readonly mostWaiting?: number;
}

/** Work that a thread did not finish within its limits. */
export class ThreadLimitError extends Error {
  override readonly name = 'ThreadLimitError';

  constructor(
    readonly limit: 'time' | 'memory' | 'waiting',
    options?: { cause: unknown },
  ) {
    super(`ended at the limit of ${limit}`, options);
  }
}

/** Longer than the pauses between the pieces of one step of work, so that these find libraries and fonts loaded. */
const IDLE_MS = 10_000;

/**
 * One thread for work that takes seconds of CPU, in which the main thread would poll for no task and answer no request.
 * It starts with the first piece of work and ends when it has had none for a while.
 */
export class ThreadPool {
  private pool: Piscina | undefined;

  /** @param entry module that exports the functions to be run; their parameters and results are copied */
  constructor(
    private readonly entry: URL,
    private readonly limits: ThreadLimits,
  ) {}

  /** @throws {ThreadLimitError}; what the function throws, as a plain copy */
  async run<T>(name: string, input: unknown): Promise<T> {
    this.pool ??= this.start();
    const { longestMs, mostWaiting = Infinity } = this.limits;
    if (this.pool.queueSize > mostWaiting) throw new ThreadLimitError('waiting');
    try {
      return (await this.pool.run(input, { name, signal: AbortSignal.timeout(longestMs) })) as T;
    } catch (cause) {
      const { name: kind, code } = cause as { name?: string; code?: string };
      if (kind === 'AbortError') throw new ThreadLimitError('time', { cause });
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') throw new ThreadLimitError('memory', { cause });
      throw cause;
    }
  }

  /** For the end of a program: gives up what is under way. What is run later starts a thread again. */
  async close(): Promise<void> {
    const closing = this.pool;
    this.pool = undefined;
    await closing?.destroy();
  }

  private start(): Piscina {
    return new Piscina({
      filename: fileURLToPath(this.entry),
      minThreads: 0,
      // A second one would keep libraries of its own, and take CPU from the main thread.
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryMiB },
      // The worker's own options load what is meant for the threads of workflows.
      execArgv: [],
    });
  }
}

/**
 * The module of a thread. Node starts threads, not jest: a thread of a test cannot have its sources compiled on the way, so
 * it runs what the build has made of them, which `npm test` sees to.
 *
 * @param from `import.meta.url` of the caller
 * @param path of the module below the repository's root, without its extension
 */
export function threadEntry(from: string, path: string): URL {
  const root = from.slice(0, from.lastIndexOf('/domain/') + 1);
  return new URL(from.endsWith('.ts') ? `${root}dist/${path}.js` : `${root}${path}.js`);
}
