import { ArrangementsRepository } from '../../../domain/arrangements/arrangements.repository.js';
import { EntriesRepository } from '../../../domain/arrangements/entries.repository.js';
import { invalid } from '../platform/problems/validation.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';

/** A unit that answers has said what it plans, or that it plans nothing. */
const answered =
  (with_: 'proposed' | 'none'): Check =>
  async (tx, { process_id, unit }) => {
    const count = await new EntriesRepository(tx).count({ arrangementId: process_id, unit });
    if (with_ === 'proposed' && count === 0)
      throw invalid({
        field: 'outcome',
        message: 'add a topic first: POST /api/v1/arrangements/{id}/entries',
      });
    if (with_ === 'none' && count > 0)
      throw invalid({ field: 'outcome', message: 'the unit has topics: remove them, or propose them' });
  };

const everyTopicDecided: Check = async (tx, { process_id }) => {
  const left = await new EntriesRepository(tx).count({ arrangementId: process_id, state: 'proposed' });
  if (left > 0)
    throw invalid({
      field: 'outcome',
      message: `${left} topics are neither taken into the table nor declined`,
    });
};

const askedUnit: Check = async (tx, { process_id }, { unit }: { unit: string }) => {
  if (!(await new ArrangementsRepository(tx).asksUnit(process_id, unit)))
    throw invalid({ field: 'decision.unit', message: 'is not among the units asked' });
};

/** What the decisions in a year's arrangement must satisfy that only the database knows. */
export const arrangementChecks: Checks = {
  'propose/propose': answered('proposed'),
  'propose/none': answered('none'),
  'revise/revise': answered('proposed'),
  'arrange/submit': everyTopicDecided,
  'arrange/return': askedUnit,
};
