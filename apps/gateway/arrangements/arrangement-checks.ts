import type { EntityManager } from 'typeorm';
import { ArrangementsRepository } from '../../../domain/arrangements/arrangements.repository.js';
import { EntriesRepository } from '../../../domain/arrangements/entries.repository.js';
import { issue } from '../../../domain/messages/index.js';
import { invalid } from '../platform/problems/validation.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';

const countTopics = (tx: EntityManager, { process_id, unit }: LoadedTask): Promise<number> =>
  new EntriesRepository(tx).count({ arrangementId: process_id, unit });

const hasTopics: Check = async (tx, task) => {
  if ((await countTopics(tx, task)) === 0)
    throw invalid(issue('outcome', 'arrangements.topicNeeded', { arrangement: task.process_id }));
};

const hasNoTopics: Check = async (tx, task) => {
  if ((await countTopics(tx, task)) > 0) throw invalid(issue('outcome', 'arrangements.topicsLeft'));
};

const decidesEveryTopic: Check = async (tx, { process_id }) => {
  const left = await new EntriesRepository(tx).count({ arrangementId: process_id, state: 'proposed' });
  if (left > 0) throw invalid(issue('outcome', 'arrangements.topicsUndecided', { count: left }));
};

const isAskedUnit: Check = async (tx, { process_id }, { unit }: { unit: string }) => {
  if (!(await new ArrangementsRepository(tx).asksUnit(process_id, unit)))
    throw invalid(issue('decision.unit', 'arrangements.unitNotAmongAsked'));
};

/** Rules on the decisions of an arrangement that only the database can judge. */
export const arrangementChecks: Checks = {
  'propose/propose': hasTopics,
  'propose/none': hasNoTopics,
  'revise/revise': hasTopics,
  'arrange/submit': decidesEveryTopic,
  'arrange/return': isAskedUnit,
};
