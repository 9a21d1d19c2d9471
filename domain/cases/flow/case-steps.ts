import type { CaseStep } from '../../../workflows/engine/analysis/case-path.js';

/** An entry of a timeline that moves a case over its map, with its task. */
export interface FlowEntry {
  readonly process_id: string;
  readonly type: string;
  readonly at: Date;
  readonly task: number | null;
  /** Name of the message, signal or child; result of the end. */
  readonly name: string | null;
  /** Id of the child. */
  readonly child: string | null;
  readonly task_name: string | null;
  readonly unit: string | null;
  readonly state: 'open' | 'completed' | 'expired' | 'cancelled' | null;
  readonly outcome: string | null;
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
  readonly due_at: Date | null;
  /** Start of the clock that the task shows. */
  readonly clock_from: Date | null;
}

/** The types of entries that move a case over its map. */
export const FLOW_TYPES = [
  'task.opened',
  'task.closed',
  'message.received',
  'signal.received',
  'child.started',
  'child.ended',
  'process.completed',
] as const;

/** A place of the map while a case was there. */
export interface Visit {
  readonly node: string;
  /** Number of the task; null for a message, a signal, a child or the end. */
  readonly task: number | null;
  readonly unit: string;
  readonly from: Date;
  /** Null while it is open. */
  readonly to: Date | null;
  /** The outcome; null while it is open, and when it was cancelled. */
  readonly via: string | null;
  readonly dueAt: Date | null;
  /** The limit began with the visit, so that its length is that of the limit. */
  readonly isOwnLimit: boolean;
}

export interface CaseCourse {
  readonly visits: readonly Visit[];
  /** `visit` is an index of `visits`. */
  readonly steps: readonly CaseStep[];
}

/** A clock that starts with a task is started a moment before or after it. */
const SAME_MOMENT_MS = 5_000;

/** The course of a case over its map. @param entries of one case, in order */
export function courseOf(entries: readonly FlowEntry[]): CaseCourse {
  const visits: Visit[] = [];
  const steps: CaseStep[] = [];
  const opened = new Map<string, number>();
  const reach = (visit: Visit, key?: string): number => {
    const index = visits.push(visit) - 1;
    steps.push({ kind: 'reached', node: visit.node, visit: index });
    if (key !== undefined) opened.set(key, index);
    return index;
  };
  const leave = (key: string, via: string): void => {
    const visit = opened.get(key);
    if (visit !== undefined) steps.push({ kind: 'left', node: visits[visit]!.node, visit, via });
  };
  for (const entry of entries) {
    switch (entry.type) {
      case 'task.opened':
        reach(taskVisit(entry), `task ${entry.task}`);
        break;
      case 'task.closed':
        // A cancelled task leads nowhere: what follows has another cause.
        if (entry.state !== 'cancelled') leave(`task ${entry.task}`, entry.outcome ?? '');
        break;
      case 'child.started':
        reach(passing(`child:${entry.name}`, entry, null), `child ${entry.child}`);
        break;
      case 'child.ended': {
        const visit = opened.get(`child ${entry.child}`);
        if (visit !== undefined) visits[visit] = { ...visits[visit]!, to: entry.at, via: '' };
        leave(`child ${entry.child}`, '');
        break;
      }
      case 'process.completed':
        reach(passing(`end:${entry.name}`, entry));
        break;
      default: {
        const node = `${entry.type === 'message.received' ? 'message' : 'signal'}:${entry.name}`;
        const visit = reach(passing(node, entry));
        steps.push({ kind: 'left', node, visit, via: '' });
      }
    }
  }
  return { visits, steps };
}

function taskVisit(entry: FlowEntry): Visit {
  const { task, task_name: node, unit, opened_at, closed_at, state, outcome, due_at, clock_from } = entry;
  const isPassed = state === 'completed' || state === 'expired';
  return {
    node: node!,
    task,
    unit: unit ?? '',
    from: opened_at!,
    to: closed_at,
    via: isPassed ? (outcome ?? '') : null,
    dueAt: due_at,
    isOwnLimit:
      clock_from !== null && Math.abs(clock_from.getTime() - opened_at!.getTime()) <= SAME_MOMENT_MS,
  };
}

const passing = (node: string, { at, unit }: FlowEntry, to: Date | null = at): Visit => ({
  ...{ node, task: null, unit: unit ?? '', from: at, to, via: to && '', dueAt: null, isOwnLimit: false },
});
