import { complete } from '../domain/surveys/questionnaire.js';
import type { Client } from './client.js';
import { until } from './interview-offices.js';

const UNIT = 'jyj.clerk';
const EDITOR = 'info.editor';
const REVIEWER = 'info.reviewer';

/**
 * A survey of JYJ that its unit has written, two persons of the information office have published, and that is open.
 *
 * @param fields title, first day (today), and what differs from the complete survey of the tests
 * @returns its id
 */
export async function publishedSurvey(client: Client, fields: object): Promise<string> {
  const { id } = await client.post<{ id: string }>('/surveys', { ...complete, ...fields }, { as: UNIT });
  const decision = { revision: 1 };
  await opened(client, id, 'submit', UNIT);
  await client.does(id, 'submit', { outcome: 'submit', decision, as: UNIT }, UNIT);
  await client.does(id, 'review', { outcome: 'pass', decision, as: EDITOR }, EDITOR);
  await client.does(id, 'approve', { outcome: 'publish', decision, as: REVIEWER }, REVIEWER);
  await opened(client, id, 'collect', REVIEWER);
  return id;
}

/** Waits for a task that opens by itself. */
export const opened = (client: Client, process: string, name: string, as: string): Promise<unknown> =>
  until(
    async () => (await client.tasks(process, as)).some((task) => task.name === name),
    `the task '${name}' is open`,
  );
