import { randomUUID } from 'node:crypto';
import { readRunningClock } from '../../../../domain/cases/time-limits/running-clock.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';

const STARTED = new Date('2015-07-20T02:00:00Z');
const DUE = new Date('2015-07-27T16:00:00Z');

let database: TestDatabase;
let timeLimits: TimeLimitService;
beforeAll(async () => {
  database = await createTestDatabase();
  timeLimits = new TimeLimitService(database.dataSource);
});
afterAll(() => database.drop());

interface StoredClock {
  readonly number: number;
  readonly state: 'running' | 'stopped';
  readonly task?: number;
}

/** @returns the id of a process with these clocks of the name `handling` */
async function processWith(...clocks: readonly StoredClock[]): Promise<string> {
  const id = randomUUID();
  for (const { number, state, task = null } of clocks)
    await database.query(
      `INSERT INTO clock (process_id, number, name, limit_key, unit, task, class, policy_id, policy_version,
         calendar_version, state, started_at, due_at, extended_days)
       VALUES ($1, $2, 'handling', 'handling', 'ZJJ', $3, 'CONSULT', 'QDN-2015', $4, 1, $5, $6, $7, $2)`,
      [id, number, task, await policyVersion(), state, STARTED, DUE],
    );
  return id;
}

const policyVersion = async (): Promise<number> => {
  const [policy] = await database.query<{ version: number }>(
    `SELECT max(version) AS version FROM policy WHERE id = 'QDN-2015'`,
  );
  return policy!.version;
};

const read = (process: string) =>
  readRunningClock(database.dataSource, timeLimits, { process, name: 'handling' });

it('a running clock is read with the policy that it is pinned to', async () => {
  const clock = await read(await processWith({ number: 1, state: 'running' }));

  expect(clock).toMatchObject({
    policy: { id: 'QDN-2015' },
    limit: 'handling',
    caseClass: 'CONSULT',
    startedAt: STARTED.getTime(),
    dueAt: DUE.getTime(),
    extendedDays: 1,
  });
});

it('the latest of several clocks of one name is read', async () => {
  const clock = await read(
    await processWith({ number: 1, state: 'running' }, { number: 2, state: 'running' }),
  );

  expect(clock).toMatchObject({ extendedDays: 2 });
});

it.each([
  ['stopped', { number: 1, state: 'stopped' }],
  ['of a single task', { number: 1, state: 'running', task: 3 }],
] as const)('a clock that is %s is not read as the running clock of a process', async (_, clock) => {
  expect(await read(await processWith(clock))).toBeNull();
});
