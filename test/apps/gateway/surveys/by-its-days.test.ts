import { TestWorkflowEnvironment } from '@temporalio/testing';
import { dayOf, formatDay, startOfDay } from '../../../../domain/time/civil-time.js';
import { timeoutInstant, computeLadder } from '../../../../domain/cases/time-limits/ladder.js';
import type { TaskTimeout } from '../../../../workflows/engine/runtime/host.js';
import { survey } from '../../../../workflows/surveys/definition.js';
import {
  Instance,
  processesOnTemporal,
  quietly,
  type ProcessesOnTemporal,
} from '../../../support/processes-on-temporal.js';
import { calendar, clockTime, qdn2015 } from '../../../domain/cases/time-limits/seeded.js';

const REVISION = { revision: 1 };
const MINUTE_MS = 60_000;

let environment: TestWorkflowEnvironment;
let on: ProcessesOnTemporal;
let today: number;

beforeAll(async () => {
  const path = process.env['TEMPORAL_TEST_SERVER'];
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the tests with npm test');
  quietly();
  const executable = { type: 'existing-path', path } as const;
  environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  today = dayOf(await environment.currentTimeMs());
  on = await processesOnTemporal(environment.address, 100, {
    timeoutInstant: async ({ limit, due, from }: TaskTimeout) =>
      timeoutInstant({ policy: qdn2015, calendar, limit, due, from }),
    'survey.publish': async () => ({
      waitsUntil: formatDay(today + 9),
      closesOn: formatDay(today + 24),
      results: 'afterwards',
    }),
  });
});
afterAll(async () => {
  await on?.close();
  await environment?.teardown();
});

it('a survey opens at 00:00 of its first day and closes at 24:00 of its last by itself', async () => {
  const process = new Instance(
    on,
    survey.definition,
    { unit: 'JYJ', office: 'XXB', questionnaireBy: formatDay(today) },
    true,
  );
  await process.begin();
  await process.complete('submit', 'submit', REVISION);
  await process.complete('review', 'pass', REVISION);
  await process.complete('approve', 'publish', REVISION);

  await environment.sleep('30 days');

  const at = (stage: string): number =>
    process.log().find((event) => event.type === 'stage.entered' && event.stage === stage)!.at;
  expect(at('open')).toBeGreaterThanOrEqual(startOfDay(today + 10));
  expect(at('open')).toBeLessThan(startOfDay(today + 10) + MINUTE_MS);
  expect(at('figures')).toBeGreaterThanOrEqual(startOfDay(today + 25));
  expect(at('figures')).toBeLessThan(startOfDay(today + 25) + MINUTE_MS);
  expect(process.openTasks().map(({ name }) => name)).toEqual(['publishFigures', 'report']);
});

// Closed at 24:00 of Wednesday 15 July 2015; counted from Thursday on, and 23 and 24 July are the prefecture's own days.
it.each([
  ['surveyFigures', { due: '2015-07-22 00:00', yellow: '2015-07-22 00:00' }],
  ['surveyReport', { due: '2015-08-04 00:00', yellow: '2015-08-04 00:00', red: '2015-08-10 00:00' }],
  ['surveyAdoption', { due: '2015-08-11 00:00', yellow: '2015-08-11 00:00', red: '2015-08-17 00:00' }],
])('the clock %s raises its thresholds by the policy', (limit, expected) => {
  const closedAt = startOfDay(dayOf(Date.parse('2015-07-16T12:00:00+08:00')));

  const { thresholds } = computeLadder({ policy: qdn2015, calendar, limit, startedAt: closedAt })!;

  const shown = Object.fromEntries(
    Object.entries(thresholds).map(([threshold, at]) => [threshold, clockTime(at)]),
  );
  expect(shown).toMatchObject(expected);
});
