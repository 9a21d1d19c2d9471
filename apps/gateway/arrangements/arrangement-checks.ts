import { ArrangementsRepository } from '../../../domain/arrangements/arrangements.repository.js';
import { EntriesRepository } from '../../../domain/arrangements/entries.repository.js';
import type { Database } from '../../../infra/database/query.js';
import { issue } from '../../../domain/messages/index.js';
import { invalid } from '../platform/problems/validation.js';
import { namesOfficer } from '../cases/tasks/name-officer.js';
import type { Check, Checks, Precondition, Preconditions } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';

const countTopics = (db: Database, { process_id, unit }: LoadedTask): Promise<number> =>
  new EntriesRepository(db).count({ arrangementId: process_id, unit });

const hasTopics: Precondition = async (db, task) => {
  if ((await countTopics(db, task)) === 0)
    throw invalid(issue('outcome', 'arrangements.topicNeeded', { arrangement: task.process_id }));
};

const hasNoTopics: Precondition = async (db, task) => {
  if ((await countTopics(db, task)) > 0) throw invalid(issue('outcome', 'arrangements.topicsLeft'));
};

const decidesEveryTopic: Precondition = async (db, { process_id }) => {
  const left = await new EntriesRepository(db).count({ arrangementId: process_id, state: 'proposed' });
  if (left > 0) throw invalid(issue('outcome', 'arrangements.topicsUndecided', { count: left }));
};

const isAskedUnit: Check = async (tx, { process_id }, { unit }: { unit: string }) => {
  if (!(await new ArrangementsRepository(tx).asksUnit(process_id, unit)))
    throw invalid(issue('decision.unit', 'arrangements.unitNotAmongAsked'));
};

/** What the topics of an arrangement must be like before a task is completed. */
export const arrangementPreconditions: Preconditions = {
  'propose/propose': hasTopics,
  'propose/none': hasNoTopics,
  'revise/revise': hasTopics,
  'arrange/submit': decidesEveryTopic,
};

/** Rules on the decisions of an arrangement that only the database can judge. */
export const arrangementChecks: Checks = {
  'propose/propose': namesOfficer('columns', { name: 'officer', phone: 'officerPhone' }),
  'arrange/return': isAskedUnit,
};
