import type { EntryRow } from '../../../../domain/cases/timeline/timeline.repository.js';
import { textOf } from '../../../../domain/messages/index.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Visibility } from '../visibility/visibility.js';
import { freeTextOf, headline } from './entry-text.js';
import { importanceOf, titlesOf } from './entry-titles.js';
import type { TimelineEntryView } from './timeline.dto.js';

/** The parts of a timeline that a reader may read. */
export interface TimelineReader {
  /** Whether the reader may read free text, by the key of the process. */
  readonly words: (processKey: string) => boolean;
  /** Units whose cards the reader sees; null: all. */
  readonly cardUnits: readonly string[] | null;
  /** Units of the reader, in processes that keep their units apart; null: everything. */
  readonly partUnits: readonly string[] | null;
}

/** Entries about the work on a task, which had a due time. */
const PLANNED: ReadonlySet<string> = new Set(['task.opened', 'task.closed']);

export const timelineReader = (visibility: Visibility, actor: Actor): TimelineReader => ({
  words: (processKey) => visibility.readsContent(actor, processKey),
  cardUnits: visibility.cardUnits(actor),
  partUnits: visibility.partUnits(actor),
});

/** Whether an entry exists for a reader: the condition that `TimelineRepository.page` applies in SQL. */
export const exists = ({ parties }: EntryRow, { partUnits: units }: TimelineReader): boolean =>
  parties === null || units === null || parties.some((unit) => unit !== null && units.includes(unit));

/** An entry as a reader may see it. */
export function toEntryView(row: EntryRow, reader: TimelineReader): TimelineEntryView {
  const data = { ...shownData(row), ...(row.decision && { decision: row.decision }) };
  const words = mayReadWords(row, reader) ? freeTextOf(row) : '';
  const event = headline(row);
  const said =
    row.principal === null
      ? event
      : textOf('cases.onBehalfOf', { event: event ?? '', principal: row.principal });
  const text = [said, words].filter(Boolean).join('。');
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type,
    stage: row.stage,
    task: row.task === null ? null : `${row.process_id}.${row.task}`,
    onBehalfOf: row.principal,
    actor: row.account_title ?? (row.account === 'citizen' ? textOf('cases.citizen') : null),
    unit: row.unit,
    text: text || null,
    words: words || null,
    data: Object.keys(data).length > 0 ? data : null,
    importance: importanceOf(row),
    plannedAt: PLANNED.has(row.type) ? (row.task_due?.toISOString() ?? null) : null,
    titles: titlesOf(row),
  };
}

/** Leaves out internal ids. `to` is an account's id in a delegation, and an instant for the reader in a moved limit. */
function shownData({ type, data }: EntryRow): Readonly<Record<string, unknown>> {
  const { command: _command, comment: _comment, onBehalfOf: _absent, ...rest } = data ?? {};
  if (type !== 'task.delegated') return rest;
  const { to: _account, ...others } = rest;
  return others;
}

/** The words of a card have the same readers as the card. */
const mayReadWords = ({ card_unit: unit, key }: EntryRow, reader: TimelineReader): boolean =>
  unit === null ? reader.words(key) : (reader.cardUnits?.includes(unit) ?? true);
