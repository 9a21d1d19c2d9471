import type { EntryRow } from '../../../../domain/cases/timeline/timeline.repository.js';
import { definitionOf } from '../definitions/task-forms.js';
import { decisionSchemaOf } from './entry-text.js';
import type { TimelineEntryView } from './timeline.dto.js';

/** Types of entries that follow from others by themselves. */
const LOW: ReadonlySet<string> = new Set([
  'stage.entered',
  'task.opened',
  'clock.started',
  'clock.moved',
  'limit.moved',
  'signal.received',
  'step.completed',
  'child.started',
]);
const NORMAL: ReadonlySet<string> = new Set([
  'clock.paused',
  'clock.resumed',
  'clock.redated',
  'task.reassigned',
  'unit.succeeded',
  'task.delegated',
  'task.substituted',
  'task.released',
  'comment.added',
]);

/** Acts, their consequences, and whatever this list does not know are important. */
export function importanceOf({
  type,
  data,
}: Pick<EntryRow, 'type' | 'data'>): TimelineEntryView['importance'] {
  if (LOW.has(type) || data?.['how'] === 'cancelled') return 'low';
  return NORMAL.has(type) ? 'normal' : 'high';
}

/** Titles of the codes of an entry, by the name of the field; of decisions by `decision.<field>`. */
export function titlesOf(row: EntryRow): Record<string, string> {
  const definition = definitionOf(row.key, row.version);
  const code = (name: string): string => {
    const value = row.data?.[name];
    return typeof value === 'string' ? value : '';
  };
  const task = row.task_name === null ? undefined : definition?.tasks[row.task_name];
  const clock = definition?.clocks?.[code('clock')];
  const titles: Readonly<Record<string, string | undefined>> = {
    stage: row.stage === null ? undefined : definition?.stages[row.stage],
    task: task?.title,
    outcome: task?.outcomes[code('outcome')],
    clock: clock?.title,
    reason: clock?.pauses?.[code('reason')],
    result: row.type === 'process.completed' ? definition?.ends[code('result')] : undefined,
    ...decisionTitles(row),
  };
  return Object.fromEntries(
    Object.entries(titles).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function decisionTitles(row: EntryRow): Record<string, string | undefined> {
  const fields = Object.entries(decisionSchemaOf(row)?.properties ?? {});
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const value = row.decision?.[name];
      return [`decision.${name}`, typeof value === 'string' ? field['x-titles']?.[value] : undefined];
    }),
  );
}
