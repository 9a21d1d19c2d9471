import type { Clock, Process, Task, TimelineEntry } from '../../database/entities/processes.js';
import type { RowOf } from '../../database/row-of.js';

/** The rows of one process that its history determines, at one instant. */
export interface Snapshot {
  readonly process: Pick<
    RowOf<Process>,
    'event_seq' | 'timeline_seq' | 'state' | 'stage' | 'result' | 'facts'
  > & { readonly ended: boolean };
  readonly tasks: readonly TaskRow[];
  readonly clocks: readonly ClockRow[];
  readonly timeline: readonly EntryRow[];
  /** Thresholds that have raised a card. */
  readonly carded: readonly { readonly clock: number; readonly threshold: string }[];
}

export type TaskRow = Pick<
  RowOf<Task>,
  'number' | 'name' | 'unit' | 'state' | 'outcome' | 'closed_by' | 'command_id'
>;
export type ClockRow = Pick<RowOf<Clock>, 'number' | 'name' | 'unit' | 'state' | 'extended_days'>;
export type EntryRow = Pick<RowOf<TimelineEntry>, 'seq' | 'type' | 'stage' | 'task'> & {
  /** Epoch ms. */
  readonly at: number;
  readonly data: { readonly clock?: unknown; readonly name?: unknown } | null;
};
