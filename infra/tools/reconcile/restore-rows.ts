import type { EntityManager } from 'typeorm';
import type { Effects } from '../../../domain/cases/read-model/effects.js';
import { LOST } from '../../../domain/cases/read-model/processes.repository.js';
import { writeStatement } from '../../../domain/cases/read-model/write-statement.js';
import { compareRows } from './compare-rows.js';
import { readSnapshot, type Snapshot } from './snapshot.js';

/**
 * Puts rows of a process back that are missing or wrong, from everything its history tells. Nothing happens when the
 * read model has moved on meanwhile. What no history knows is lost with a row: who had claimed a task.
 */
export async function restoreRows(tx: EntityManager, process: string, told: Effects): Promise<void> {
  await tx.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [process]);
  const snapshot = await readSnapshot(tx, process);
  if (snapshot?.process.event_seq !== told.lastSeq || snapshot.process.result === LOST) return;
  const found = compareRows(snapshot, told);
  const restored = new Set(found.missingClocks.map(({ number }) => number));
  const clocks = (wanted: readonly Clock[]): Map<number, Clock> =>
    new Map(wanted.map((clock) => [clock.number, withoutCarded(clock, snapshot)]));
  const effects: Effects = {
    lastSeq: told.lastSeq,
    process: found.process ?? { units: new Set() },
    timeline: [],
    clocksStarted: clocks(found.missingClocks),
    clocksChanged: clocks(found.wrongClocks),
    clocksTouched: new Map(),
    // The instants of a clock that is still there are those on its row, not those of today's policy.
    tasksOpened: new Map(
      found.missingTasks.map((task) => {
        const look = task.state === 'open' && task.clock !== undefined && !restored.has(task.clock);
        return [task.number, look ? { ...task, look, due_at: undefined, warn_at: undefined } : task];
      }),
    ),
    tasksChanged: new Map(
      found.wrongTasks.map(({ number, unit, state, closed_at, outcome, closed_by, command_id }) => [
        number,
        { number, unit, state, closed_at, outcome, closed_by, command_id },
      ]),
    ),
  };
  const { text, values } = writeStatement(process, effects, { from: told.lastSeq, anyState: true });
  await tx.query(text, values);
  const entries = found.missingEntries.map(({ seq, entry }) => ({ ...entry, seq }));
  await tx.query(PUT_BACK, [process, JSON.stringify(entries)]);
}

type Clock = Effects['clocksStarted'] extends Map<number, infer C> ? C : never;

/** Thresholds that have given their card do not come again. */
function withoutCarded(clock: Clock, { carded }: Snapshot): Clock {
  if (!clock.thresholds) return clock;
  const climbed = new Set(carded.filter((card) => card.clock === clock.number).map(({ rung }) => rung));
  const thresholds = Object.fromEntries(
    Object.entries(clock.thresholds).filter(([name]) => !climbed.has(name)),
  );
  const instants = Object.values(thresholds).map((at) => Date.parse(at));
  return { ...clock, thresholds, nextAt: instants.length === 0 ? null : Math.min(...instants) };
}

const PUT_BACK = `
  INSERT INTO timeline_entry (process_id, seq, at, type, stage, task, account, unit, data)
  SELECT $1, e.seq, e.at, e.type, e.stage, e.task, e.account, e.unit, e.data
  FROM jsonb_to_recordset($2::jsonb) AS e(seq int, at timestamptz, type text, stage text, task int, account text,
    unit text, data jsonb)`;
