import { TestWorkflowEnvironment } from '@temporalio/testing';
import { createArrangementSteps } from '../../../activities/arrangements.activities.js';
import { CommandStore } from '../../../domain/cases/commands/command-store.js';
import { Projection } from '../../../domain/cases/read-model/projection.js';
import { Cards } from '../../../domain/cases/cards/cards.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { computeLadder, timeoutInstant } from '../../../domain/cases/time-limits/ladder.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { createIssueDueCards } from '../../../domain/cases/sla-monitor/issue-due-cards.js';
import { columnArrangement } from '../../../workflows/arrangements/definition.js';
import type { TaskTimeout } from '../../../workflows/engine/runtime/host.js';
import { processes } from '../../../workflows/registry.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import {
  Instance,
  processesOnTemporal,
  quietly,
  type ProcessesOnTemporal,
} from '../../support/processes-on-temporal.js';
import { calendar, qdn2015 } from '../../domain/cases/time-limits/seeded.js';
import { arrangementInput } from './arrangement.js';

/** One answers in time, one late, one never. */
const [PROMPT, LATE, SILENT] = ['CZJ', 'FGW', 'JYJ'] as const;
const UNITS = [PROMPT, LATE, SILENT];
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

let environment: TestWorkflowEnvironment;
let database: TestDatabase;
let on: ProcessesOnTemporal;
let projection: Projection;
let monitor: ReturnType<typeof createIssueDueCards>;

beforeAll(async () => {
  const path = process.env['TEMPORAL_TEST_SERVER'];
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the tests with npm test');
  quietly();
  const executable = { type: 'existing-path', path } as const;
  environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  database = await createTestDatabase();
  const { dataSource } = database;
  const timeLimits = new TimeLimitService(dataSource);
  projection = new Projection({ dataSource, timeLimits, processes, wakeSlaMonitor: () => undefined });
  const cards = new Cards(timeLimits, new CommandStore(dataSource));
  monitor = createIssueDueCards({ dataSource, policies: timeLimits, cards });
  on = await processesOnTemporal(environment.address, 100, {
    timeoutInstant: async ({ limit, due, from }: TaskTimeout) =>
      timeoutInstant({ policy: qdn2015, calendar, limit, due, from }),
    ...createArrangementSteps({ dataSource }),
  });
});
afterAll(async () => {
  await on?.close();
  await database?.drop();
  await environment?.teardown();
});

const query = <R>(sql: string, values: unknown[] = []): Promise<R[]> =>
  database.dataSource.query(sql, values) as Promise<R[]>;

async function projected(year: Instance): Promise<void> {
  const { key, version } = columnArrangement.definition;
  await projection.project({ process: year.id, key, version, events: year.log() });
}
/** Lets time pass, and the SLA monitor scan what has been projected until then. */
async function until(year: Instance, at: number): Promise<void> {
  const now = await environment.currentTimeMs();
  if (at > now) await environment.sleep(at - now);
  await projected(year);
  await monitor({ now: await environment.currentTimeMs() });
}
/** Cards of the proposals, with the instant that each stands for. */
async function cardsOf(year: Instance, limit = 'arrangementProposal'): Promise<string[]> {
  const rows = await query<{ unit: string; level: string; reached_at: Date }>(
    `SELECT k.unit, k.level, k.reached_at FROM card k
     JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
     WHERE k.process_id = $1 AND c.limit_key = $2 ORDER BY k.reached_at, k.unit`,
    [year.id, limit],
  );
  return rows.map(({ unit, level, reached_at }) => `${unit} ${level} ${reached_at.toISOString()}`);
}
const card = (unit: string, level: string, at: number): string =>
  `${unit} ${level} ${new Date(at).toISOString()}`;

async function begun(proposeBy: string): Promise<Instance> {
  const input = { ...arrangementInput(UNITS), proposeBy };
  const year = new Instance(on, columnArrangement.definition, input, true);
  const now = new Date(await environment.currentTimeMs());
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at)
     VALUES ($1, 'column-arrangement', 1, 'AP2015', 'starting', $2)`,
    [year.id, now],
  );
  await query(
    `INSERT INTO arrangement (id, year, office, propose_by, first_month, last_month, created_by, created_at)
     VALUES ($1, 2015, 'XXB', $2, 5, 11, 'x', $3)`,
    [year.id, proposeBy, now],
  );
  await query(
    `INSERT INTO arrangement_unit (arrangement_id, unit, number)
     SELECT $1, unit, number FROM unnest($2::text[]) WITH ORDINALITY AS asked (unit, number)`,
    [year.id, UNITS],
  );
  return year.begin();
}

it('a silent unit is warned and carded, and the office closes proposals without it', async () => {
  const startedAt = await environment.currentTimeMs();
  const proposeBy = formatDay(dayOf(startedAt) + 20);
  const { thresholds } = computeLadder({
    policy: qdn2015,
    calendar,
    limit: 'arrangementProposal',
    due: proposeBy,
    startedAt,
  })!;
  const [warning, yellow, red] = [thresholds.warning!, thresholds.yellow!, thresholds.red!];
  const year = await begun(proposeBy);
  await year.complete('propose', 'propose', {}, PROMPT);

  await until(year, warning - SECOND_MS);
  expect(await cardsOf(year)).toEqual([]);
  await until(year, warning + SECOND_MS);
  const warned = [card(LATE, 'warning', warning), card(SILENT, 'warning', warning)];
  expect(await cardsOf(year)).toEqual(warned);

  await until(year, yellow - SECOND_MS);
  expect(await cardsOf(year)).toEqual(warned);
  await until(year, yellow + SECOND_MS);
  const yellows = [...warned, card(LATE, 'yellow', yellow), card(SILENT, 'yellow', yellow)];
  expect(await cardsOf(year)).toEqual(yellows);

  // The late one answers after all: it is not late any further.
  await year.complete('propose', 'none', {}, LATE);
  await until(year, red - SECOND_MS);
  expect(await cardsOf(year)).toEqual(yellows);
  await until(year, red + SECOND_MS);
  const reds = [...yellows, card(SILENT, 'red', red)];
  expect(await cardsOf(year)).toEqual(reds);

  await year.complete('closeProposals', 'close');
  await year.openTask('arrange');
  expect(year.openTasks().map(({ name }) => name)).toEqual(['arrange']);
  expect(year.facts()).toMatchObject({ units: 3, answered: 2, silent: 1 });
  const facts = await query<{ unit: string; value: string }>(
    `SELECT unit, value::text AS value FROM assessment_fact
     WHERE process_id = $1 AND fact = 'proposed-on-time' ORDER BY unit`,
    [year.id],
  );
  expect(facts.map(({ unit, value }) => [unit, Number(value)])).toEqual([
    [PROMPT, 1],
    [LATE, 0],
    [SILENT, 0],
  ]);

  // What is closed gets no further card, and what it has got stays.
  await until(year, red + 10 * 86_400_000);
  expect(await cardsOf(year)).toEqual(reds);
}, 120_000);

it('an overdue revision times out and the office arranges on', async () => {
  const year = await begun(formatDay(dayOf(await environment.currentTimeMs()) + 20));
  for (const unit of UNITS) await year.complete('propose', 'propose', {}, unit);
  await year.complete('arrange', 'return', { unit: LATE });
  await year.openTask('revise');
  await projected(year);
  const from = year.log().find((event) => event.type === 'task.opened' && event.name === 'revise')!.at;
  const ends = timeoutInstant({ policy: qdn2015, calendar, limit: 'arrangementRevisionEnds', from })!;

  await until(year, ends - SECOND_MS);
  const before = year.openTasks().map(({ name }) => name);
  await until(year, ends + MINUTE_MS);
  await year.openTask('arrange');

  expect(before).toEqual(['revise']);
  expect(year.openTasks().map(({ name }) => name)).toEqual(['arrange']);
  const closed = year.log().find((event) => event.type === 'task.closed' && event.how === 'expired')!;
  expect(closed.at).toBeGreaterThanOrEqual(ends);
  expect(closed.at).toBeLessThan(ends + MINUTE_MS);
}, 120_000);
