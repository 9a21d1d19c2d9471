import type { Extension } from '../../../workflows/engine/definition/events.js';
import type { ClockChange } from '../time-limits/ladder.js';

/** An entry of a process's timeline that pauses, resumes or extends clocks; instants epoch ms. */
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
 * The changes of one clock since its start, in order. It is paused while the process has paused it or is suspended,
 * whichever came first and whichever lasts longer; the recount sees one pause for both.
 */
export function clockHistory(
  clock: { readonly name: string; readonly task: number | null; readonly startedAt: number },
  entries: readonly ClockEntry[],
): ClockChange[] {
  const changes: ClockChange[] = [];
  const state = { paused: false, suspended: false };
  const isPaused = (): boolean => state.paused || state.suspended;
  let begun = false;
  const begin = (): void => {
    if (!begun && isPaused()) changes.push({ type: 'paused', at: clock.startedAt });
    begun = true;
  };

  for (const { type, at, clock: name, by } of entries) {
    const ofProcess = type === 'process.suspended' || type === 'process.resumed';
    if (at >= clock.startedAt) begin();
    // An earlier clock of the same name is not this one; whether the process was suspended before its start matters.
    else if (!ofProcess) continue;
    // Only clocks that the process itself has named are paused or extended; those of tasks may bear the same name.
    if (!ofProcess && (name !== clock.name || clock.task !== null)) continue;

    const before = isPaused();
    if (type === 'clock.extended') changes.push({ type: 'extended', at, by: by! });
    else if (ofProcess) state.suspended = type === 'process.suspended';
    else state.paused = type === 'clock.paused';
    if (begun && isPaused() !== before) changes.push({ type: before ? 'resumed' : 'paused', at });
  }
  begin();
  return changes;
}
