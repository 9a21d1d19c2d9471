import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeError } from '../../../../domain/cases/incidents/describe-error.js';
import { IncidentsRepository } from '../../../../domain/cases/incidents/incidents.repository.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';

let database: TestDatabase;
let incidents: IncidentsRepository;
beforeAll(async () => {
  database = await createTestDatabase();
  incidents = new IncidentsRepository(database.dataSource);
});
afterAll(() => database.drop());

const incidentsOf = (process: string): Promise<Record<string, unknown>[]> =>
  database.dataSource.query('SELECT kind, detail, times FROM incident WHERE process_id = $1', [process]);

it('an incident counts its occurrences, and keeps the latest error', async () => {
  const process = randomUUID();
  await incidents.raise(process, 'clock', new Error('no policy'));
  await incidents.raise(process, 'clock', new RangeError('year 2150'));
  expect(await incidentsOf(process)).toEqual([{ kind: 'clock', detail: 'RangeError: year 2150', times: 2 }]);
});

it('resolving one kind of incident leaves the others', async () => {
  const process = randomUUID();
  await incidents.raise(process, 'command', new Error('a'));
  await incidents.raise(process, 'projection', new Error('b'));
  await incidents.resolve(process, 'command');
  expect(await incidentsOf(process)).toMatchObject([{ kind: 'projection' }]);
});

it('the detail of an incident is the error with its causes, in one line of at most 500 characters', () => {
  const error = new Error('outer\n  second line', { cause: new TypeError('x is not a function') });
  expect(describeError(error)).toBe('Error: outer second line <- TypeError: x is not a function');
  expect(describeError(new Error('a'.repeat(2000)))).toHaveLength(500);
});
