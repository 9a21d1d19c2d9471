import type { EntityManager } from 'typeorm';
import { invalid } from '../platform/problems/validation.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';

const topics = async (
  tx: EntityManager,
  { process_id, unit }: LoadedTask,
  state?: string,
): Promise<number> => {
  const [row]: [{ topics: number }] = await tx.query(
    `SELECT count(*)::int AS topics FROM arrangement_entry
     WHERE arrangement_id = $1 AND ($2::text IS NULL OR unit = $2) AND ($3::text IS NULL OR state = $3)`,
    [process_id, state ? null : unit, state ?? null],
  );
  return row.topics;
};

/** A unit that answers has said what it plans, or that it plans nothing. */
const answered =
  (with_: 'proposed' | 'none'): Check =>
  async (tx, task) => {
    const count = await topics(tx, task);
    if (with_ === 'proposed' && count === 0)
      throw invalid({
        field: 'outcome',
        message: 'add a topic first: POST /api/v1/arrangements/{id}/entries',
      });
    if (with_ === 'none' && count > 0)
      throw invalid({ field: 'outcome', message: 'the unit has topics: remove them, or propose them' });
  };

const everyTopicDecided: Check = async (tx, task) => {
  const left = await topics(tx, task, 'proposed');
  if (left > 0)
    throw invalid({
      field: 'outcome',
      message: `${left} topics are neither taken into the table nor declined`,
    });
};

const askedUnit: Check = async (tx, { process_id }, { unit }: { unit: string }) => {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM arrangement_unit WHERE arrangement_id = $1 AND unit = $2`,
    [process_id, unit],
  );
  if (rows.length === 0) throw invalid({ field: 'decision.unit', message: 'is not among the units asked' });
};

/** What the decisions in a year's arrangement must satisfy that only the database knows. */
export const arrangementChecks: Checks = {
  'propose/propose': answered('proposed'),
  'propose/none': answered('none'),
  'revise/revise': answered('proposed'),
  'arrange/submit': everyTopicDecided,
  'arrange/return': askedUnit,
};
