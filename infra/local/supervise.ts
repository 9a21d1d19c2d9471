import { setTimeout as sleep } from 'node:timers/promises';
import type { Exit, Service } from './service.js';

export interface Supervision {
  readonly name: string;
  /** File of its output, which names the reason of a failure. */
  readonly logFile: string;
  /** Prints a line to the terminal. */
  readonly say: (line: string) => void;
  /** Aborted when the stack stops: an exit is then expected. */
  readonly signal: AbortSignal;
  /** @default 1 s, doubled with every failure in a row up to 30 s */
  readonly firstDelayMs?: number;
}

const LONGEST_DELAY_MS = 30_000;

/** After so many failures in a row the program is said to keep stopping. */
const MANY_FAILURES = 6;

/** Running so long shows that the last failure is over. */
const HEALTHY_MS = 60_000;

/**
 * Restarts the service whenever it ends by itself, however often; the other programs are never stopped for it.
 * Resolves when the stack stops.
 */
export async function supervise(service: Service, supervision: Supervision): Promise<void> {
  const { name, logFile, say, signal, firstDelayMs = 1000 } = supervision;
  for (let failures = 0; ;) {
    const startedAt = Date.now();
    const how = describe(await service.exited);
    if (signal.aborted) return;
    failures = Date.now() - startedAt > HEALTHY_MS ? 1 : failures + 1;
    const delay = Math.min(firstDelayMs * 2 ** (failures - 1), LONGEST_DELAY_MS);
    const what =
      failures >= MANY_FAILURES ? `keeps stopping (${failures} times in a row; ${how})` : `stopped (${how})`;
    say(`The ${name} ${what}; starting it again in ${delay / 1000} s. Its log: ${logFile}`);
    await sleep(delay, undefined, { signal }).catch(() => undefined); // stopped
    if (signal.aborted) return;
    // When it does not come up, its process has ended and the next round counts that failure too.
    await service.restart().catch((error: unknown) => say(String(error)));
  }
}

function describe({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}
