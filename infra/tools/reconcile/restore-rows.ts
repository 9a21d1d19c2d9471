import type { EntityManager } from 'typeorm';
import { clientOf } from '../../database/query.js';
import type { Effects } from '../../../domain/cases/read-model/effects.js';
import { LOST } from '../../../domain/cases/read-model/processes.repository.js';
import { ProjectionRepository } from '../../../domain/cases/read-model/projection.repository.js';
import { writeStatement } from '../../../domain/cases/read-model/write-statement.js';
import { compareRows } from './compare-rows.js';
import { ReconcileRepository } from './reconcile.repository.js';
import type { Snapshot } from './snapshot.js';

/**
 * Restores missing or wrong rows of a process from all events of its history. Does nothing when the read model has
 * advanced meanwhile. A restored task has lost its assignee, which no history has.
 */
export async function restoreRows(tx: EntityManager, process: string, history: Effects): Promise<void> {
  const rows = new ReconcileRepository(tx);
  await rows.lock(process);
  const snapshot = await rows.snapshot(process);
  if (snapshot?.process.event_seq !== history.lastSeq || snapshot.process.result === LOST) return;
  const found = compareRows(snapshot, history);
  const restored = new Set(found.missingClocks.map(({ number }) => number));
  const clocks = (wanted: readonly Clock[]): Map<number, Clock> =>
    new Map(wanted.map((clock) => [clock.number, withoutCarded(clock, snapshot)]));
  const effects: Effects = {
    lastSeq: history.lastSeq,
    process: found.process ?? { units: new Set() },
    timeline: [],
    clocksStarted: clocks(found.missingClocks),
    clocksChanged: clocks(found.wrongClocks),
    clocksTouched: new Map(),
    // A clock that still exists keeps the instants of its row: the policy may have changed.
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
  const statement = writeStatement(process, effects, { from: history.lastSeq, anyState: true });
  await new ProjectionRepository(await clientOf(tx)).write(statement);
  const entries = found.missingEntries.map(({ seq, entry }) => ({ ...entry, seq }));
  await rows.restoreEntries(process, entries);
}

type Clock = Effects['clocksStarted'] extends Map<number, infer C> ? C : never;

/** Without the thresholds that have raised their card. */
function withoutCarded(clock: Clock, { carded }: Snapshot): Clock {
  if (!clock.thresholds) return clock;
  const raised = new Set(
    carded.filter((card) => card.clock === clock.number).map(({ threshold }) => threshold),
  );
  const thresholds = Object.fromEntries(
    Object.entries(clock.thresholds).filter(([name]) => !raised.has(name)),
  );
  const instants = Object.values(thresholds).map((at) => Date.parse(at));
  return { ...clock, thresholds, nextAt: instants.length === 0 ? null : Math.min(...instants) };
}
