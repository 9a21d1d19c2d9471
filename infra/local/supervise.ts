import { setTimeout as sleep } from 'node:timers/promises';
import { LocalError } from './local-error.js';
import type { Exit, Service } from './service.js';

export interface Supervision {
  readonly name: string;
  /** Where its output goes, for whoever looks for the reason. */
  readonly logFile: string;
  /** Tells the person at the terminal what happened. */
  readonly say: (line: string) => void;
  /** Aborted when the stack stops: an exit is then expected. */
  readonly signal: AbortSignal;
  /** @default 1 s, doubled with every failure in a row up to 30 s */
  readonly firstDelayMs?: number;
}

/** After so many failures in a row a restart is no remedy any more. */
const MAX_FAILURES = 6;

/** Running so long shows that the last failure is over. */
const HEALTHY_MS = 60_000;

/**
 * Starts the service again whenever it ends by itself. Resolves when the stack stops.
 *
 * @throws {LocalError} KEEPS_STOPPING when it ends again and again.
 */
export async function supervise(service: Service, supervision: Supervision): Promise<void> {
  const { name, logFile, say, signal, firstDelayMs = 1000 } = supervision;
  for (let failures = 0; ;) {
    const startedAt = Date.now();
    const how = describe(await service.exited);
    if (signal.aborted) return;
    failures = Date.now() - startedAt > HEALTHY_MS ? 1 : failures + 1;
    if (failures >= MAX_FAILURES) {
      throw new LocalError(
        'KEEPS_STOPPING',
        `The ${name} keeps stopping (${how}): its log ${logFile} says why.`,
      );
    }
    const delay = Math.min(firstDelayMs * 2 ** (failures - 1), 30_000);
    say(`The ${name} stopped (${how}); starting it again in ${delay / 1000} s. Its log: ${logFile}`);
    await sleep(delay);
    if (signal.aborted) return;
    // When it does not come up, its process has ended and the next round counts that failure too.
    await service.restart().catch((error: unknown) => say(String(error)));
  }
}

function describe({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}
