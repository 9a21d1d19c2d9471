import { TestWorkflowEnvironment } from '@temporalio/testing';
import { createInterviewSteps } from '../../../activities/interviews.activities.js';
import { Projection } from '../../../domain/cases/read-model/projection.js';
import { CommandStore } from '../../../domain/cases/commands/command-store.js';
import { Cards } from '../../../domain/cases/cards/cards.js';
import { dayOf, formatDay, startOfDay } from '../../../domain/time/civil-time.js';
import { computeLadder } from '../../../domain/cases/time-limits/ladder.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { createIssueDueCards } from '../../../domain/cases/sla-monitor/issue-due-cards.js';
import { onlineInterview } from '../../../workflows/interviews/definition.js';
import { processes } from '../../../workflows/registry.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import {
  Instance,
  processesOnTemporal,
  quietly,
  type ProcessesOnTemporal,
} from '../../support/processes-on-temporal.js';
import { calendar, qdn2015 } from '../../domain/cases/time-limits/seeded.js';
import { OFFICE, UNIT } from './interview.js';

const DAY_MS = 86_400_000;

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
  on = await processesOnTemporal(environment.address, 500, createInterviewSteps({ dataSource, timeLimits }));
});
afterAll(async () => {
  await on.close();
  await database.drop();
  await environment.teardown();
});

const query = <R>(sql: string, values: unknown[] = []): Promise<R[]> =>
  database.dataSource.query(sql, values) as Promise<R[]>;
/** Lets time pass, and the SLA monitor scan what has been projected until then. */
async function until(interview: Instance, at: number): Promise<void> {
  const now = await environment.currentTimeMs();
  if (at > now) await environment.sleep(at - now);
  const { key, version } = onlineInterview.definition;
  await projection.project({ process: interview.id, key, version, events: interview.log() });
  await monitor({ now: await environment.currentTimeMs() });
}
const cardsOf = async (interview: Instance): Promise<string[]> => {
  const rows = await query<{ name: string; threshold: string; unit: string }>(
    `SELECT c.limit_key AS name, k.threshold, k.unit FROM card k
     JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
     WHERE k.process_id = $1 AND k.level <> 'warning' ORDER BY k.reached_at, c.limit_key`,
    [interview.id],
  );
  return rows.map(({ name, threshold, unit }) => `${name} ${threshold} ${unit}`);
};
const ladder = (limit: string, due: string, startedAt: number) =>
  computeLadder({ policy: qdn2015, calendar, limit, due, startedAt })!.thresholds;

it('late units are carded around the live day, and the lead of the preview is enforced', async () => {
  const begun = await environment.currentTimeMs();
  const liveDay = dayOf(begun) + 40;
  const liveOn = formatDay(liveDay);
  const interview = new Instance(on, onlineInterview.definition, { unit: UNIT, office: OFFICE, liveOn });
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at)
     VALUES ($1, 'online-interview', 1, 'FT', 'starting', $2)`,
    [interview.id, new Date(begun)],
  );
  await query(
    `INSERT INTO interview (id, topic, unit_code, office, form, planned_on, live_at, plan, background, guests, outline,
       points, report, created_by, created_at)
     VALUES ($1, '公积金', $2, $3, 'text', $4, $5, '方案', '背景', '[{"name":"甲","title":"局长","intro":"简介"}]', '["问题"]',
       '["要点"]', '{"summary":"小结","commitments":[]}', 'x', $6)`,
    [interview.id, UNIT, OFFICE, liveOn, new Date(startOfDay(liveDay) + DAY_MS / 2), new Date(begun)],
  );
  await interview.begin();

  // The unit submits its plan only once it has a yellow card for it.
  const plan = ladder('interviewPlan', liveOn, begun);
  await until(interview, plan.yellow! - 1000);
  const before = await cardsOf(interview);
  await until(interview, plan.yellow! + 1000);
  expect(before).toEqual([]);
  expect(await cardsOf(interview)).toEqual([`interviewPlan yellow ${UNIT}`]);

  // The office publishes the preview two days before the live day: too late for that day.
  await interview.complete('plan', 'submit');
  await interview.complete('reviewPlan', 'pass');
  await interview.complete('approvePlan', 'approve');
  await interview.openTask('publishPreview');
  await until(interview, startOfDay(liveDay - 2) + DAY_MS / 2);
  await interview.complete('publishPreview', 'publish');
  await interview.complete('chooseQuestions', 'digest');
  await interview.openTask('goLive');
  await until(interview, startOfDay(liveDay) + DAY_MS / 2);
  await interview.complete('goLive', 'start');
  await interview.openTask('goLive'); // still, or again
  const [tooEarly] = await query<{ live: Date | null; earliest: Date }>(
    'SELECT live_started_at AS live, earliest_live_at AS earliest FROM interview WHERE id = $1',
    [interview.id],
  );
  expect(tooEarly).toEqual({ live: null, earliest: new Date(startOfDay(liveDay + 1)) });

  // A day later it may.
  await until(interview, startOfDay(liveDay + 1) + 1000);
  await interview.complete('goLive', 'start');
  await interview.openTask('endLive');
  await query(
    `INSERT INTO interview_question (id, interview_id, text, during_live, asked_at, state, decided_by, decided_at)
     VALUES (gen_random_uuid(), $1, '多久办结?', true, now(), 'approved', 'x', now())`,
    [interview.id],
  );
  await interview.complete('endLive', 'end');
  await interview.openTask('answerRest');
  expect(interview.facts()).toMatchObject({ heldOn: formatDay(liveDay + 1), unanswered: 1 });

  // Nobody answers, nobody publishes the transcript: each has a card at its own instant.
  const held = formatDay(liveDay + 1);
  const now = await environment.currentTimeMs();
  const [answers, transcript] = [
    ladder('interviewAnswers', held, now),
    ladder('interviewTranscript', held, now),
  ];
  await interview.complete('writeReport', 'submit');
  await interview.complete('checkReport', 'accept');
  await until(interview, answers.yellow! - 1000);
  const early = await cardsOf(interview);
  await until(interview, answers.red! + 1000);
  const late = await cardsOf(interview);
  expect(transcript.yellow!).toBeLessThan(answers.yellow!);
  expect(early).toContain(`interviewTranscript yellow ${OFFICE}`);
  expect(early).not.toContain(`interviewAnswers yellow ${UNIT}`);
  expect(late).toEqual(
    expect.arrayContaining([`interviewAnswers yellow ${UNIT}`, `interviewAnswers red ${UNIT}`]),
  );
  expect(late.filter((card) => card.startsWith('interviewReport'))).toEqual([]);

  await query(
    `UPDATE interview_question SET answer = '三个工作日', answered_by = 'x' WHERE interview_id = $1`,
    [interview.id],
  );
  await interview.complete('answerRest', 'submit');
  await interview.complete('signAnswers', 'publish');
  await interview.complete('publishTranscript', 'publish');
  expect(await interview.result()).toBe('archived');
  const facts = await query<{ fact: string; value: string }>(
    'SELECT fact, value::text AS value FROM assessment_fact WHERE process_id = $1',
    [interview.id],
  );
  expect(Object.fromEntries(facts.map(({ fact, value }) => [fact, Number(value)]))).toEqual({
    held: 1,
    'on-time': 0,
    questions: 1,
    answers: 1,
    answered: 1,
    'reported-on-time': 1,
  });
}, 120_000);
