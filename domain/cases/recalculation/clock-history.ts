import type { Extension } from '../../../workflows/engine/definition/events.js';
import type { ClockChange } from '../time-limits/ladder.js';

/** What a process's timeline tells of its clocks standing still, going on and being extended; instants epoch ms. */
export interface ClockEntry {
  readonly type:
    'clock.paused' | 'clock.resumed' | 'clock.extended' | 'process.suspended' | 'process.resumed';
  readonly at: number;
  /** Name of the clock; null for what concerns the whole process. */
  readonly clock: string | null;
  /** Of an extension; null for everything else. */
  readonly by: Extension | null;
}

/**
 * What happened to one clock since its start, in order. It stands still while it is paused or its process is suspended,
 * whichever came first and whichever lasts longer; so what the recount sees is only when it stopped and when it went on.
 */
export function clockHistory(
  clock: { readonly name: string; readonly task: number | null; readonly startedAt: number },
  entries: readonly ClockEntry[],
): ClockChange[] {
  const changes: ClockChange[] = [];
  const still = { paused: false, suspended: false };
  const stands = (): boolean => still.paused || still.suspended;
  let begun = false;
  const begin = (): void => {
    if (!begun && stands()) changes.push({ type: 'paused', at: clock.startedAt });
    begun = true;
  };

  for (const { type, at, clock: name, by } of entries) {
    const ofProcess = type === 'process.suspended' || type === 'process.resumed';
    if (at >= clock.startedAt) begin();
    // An earlier clock of the same name is not this one; whether the process was suspended before its start matters.
    else if (!ofProcess) continue;
    // Only clocks that the process itself has named are paused or extended; those of tasks may bear the same name.
    if (!ofProcess && (name !== clock.name || clock.task !== null)) continue;

    const stood = stands();
    if (type === 'clock.extended') changes.push({ type: 'extended', at, by: by! });
    else if (ofProcess) still.suspended = type === 'process.suspended';
    else still.paused = type === 'clock.paused';
    if (begun && stands() !== stood) changes.push({ type: stood ? 'resumed' : 'paused', at });
  }
  begin();
  return changes;
}
