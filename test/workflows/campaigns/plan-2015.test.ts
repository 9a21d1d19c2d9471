import { TestWorkflowEnvironment } from '@temporalio/testing';
import { shiftDates } from '../../../domain/campaigns/campaign-dates.js';
import { presets } from '../../../domain/campaigns/campaign-presets.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { timeoutInstant } from '../../../domain/cases/time-limits/ladder.js';
import type { RecheckArgument, RulingArgument } from '../../../workflows/campaigns/department/behaviour.js';
import type { TaskTimeout } from '../../../workflows/engine/runtime/host.js';
import { serviceItemCampaign } from '../../../workflows/campaigns/definition.js';
import {
  Instance,
  processesOnTemporal,
  quietly,
  type ProcessesOnTemporal,
} from '../../support/processes-on-temporal.js';
import { calendar, qdn2015 } from '../../domain/cases/time-limits/seeded.js';
import { campaignInput } from './campaign.js';

const DEPARTMENTS = 45;
const FINDINGS = 3;
const units = Array.from({ length: DEPARTMENTS }, (_, index) => `D${String(index).padStart(2, '0')}`);
type Habit = 'silent' | 'late' | 'contesting' | 'without-findings' | 'careless' | 'diligent';
const HABITS: readonly Habit[] = [
  'silent',
  'late',
  'contesting',
  'without-findings',
  'careless',
  'diligent',
  'diligent',
  'diligent',
  'diligent',
];
const habitOf = (unit: string): Habit => HABITS[Number(unit.slice(1)) % HABITS.length]!;
const unitsWith = (habit: Habit): string[] => units.filter((unit) => habitOf(unit) === habit);

/** What steps do, on numbers alone: how many findings are open for each department. */
class Findings {
  readonly open = new Map(units.map((unit) => [unit, habitOf(unit) === 'without-findings' ? 0 : FINDINGS]));

  readonly perUnit = () => ({
    findings: this.total(),
    units: [...this.open].map(([unit, findings]) => ({ unit, findings })),
  });
  readonly settle = ({ unit, findings, withdrawn }: RulingArgument) =>
    this.lower(unit, (withdrawn ?? findings!).length);
  readonly recheck = ({ unit, findings, bounced }: RecheckArgument) =>
    this.lower(unit, bounced === null ? 0 : (findings?.length ?? this.open.get(unit)!) - bounced.length);
  readonly total = (): number => [...this.open.values()].reduce((sum, count) => sum + count, 0);

  private lower(unit: string, by: number): { open: number } {
    this.open.set(unit, this.open.get(unit)! - by);
    return { open: this.open.get(unit)! };
  }
}

let environment: TestWorkflowEnvironment;
let on: ProcessesOnTemporal;
const findings = new Findings();

beforeAll(async () => {
  const path = process.env['TEMPORAL_TEST_SERVER'];
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the tests with npm test');
  quietly();
  const executable = { type: 'existing-path', path } as const;
  environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  const answer =
    <A>(from: (argument: A) => object) =>
    async ({ argument }: { argument: A }) =>
      from(argument);
  on = await processesOnTemporal(environment.address, 500, {
    timeoutInstant: async ({ limit, due, from }: TaskTimeout) =>
      timeoutInstant({ policy: qdn2015, calendar, limit, due, from }),
    'service-item-campaign.compileCatalogue': answer(() => ({
      items: 1500,
      reported: DEPARTMENTS - unitsWith('silent').length,
      fallback: unitsWith('silent').length,
      without: [],
    })),
    'service-item-campaign.handDown': answer(findings.perUnit),
    'service-item-campaign.openRectification': answer(findings.perUnit),
    'service-item-campaign.carryOver': answer(() => ({ open: findings.total() })),
    'campaign-department.settleFindings': answer<RulingArgument>(findings.settle),
    'campaign-department.applyRecheck': answer<RecheckArgument>(findings.recheck),
  });
});
afterAll(async () => {
  await on.close();
  await environment.teardown();
});

const finding = (n: number): string => `00000000-0000-4000-8000-00000000f00${n}`;

/** What a department and the centre do today about its open task; null: nothing yet. */
function answerOf(unit: string, task: string, day: Day): [outcome: string, decision?: object] | null {
  const habit = habitOf(unit);
  switch (task) {
    case 'checkList':
      return ['accept'];
    case 'ruleFindings':
      return ['withdraw', { findings: [finding(1)] }];
    case 'recheck':
      return habit === 'careless' && day.bounces(unit) < 2 ? ['bounce', {}] : ['pass'];
    case 'supervise':
      return ['order'];
  }
  if (habit === 'silent') return null;
  switch (task) {
    case 'nameContact':
      return habit === 'late' && day.plan < 10 ? null : ['name'];
    case 'reportList':
      return day.plan < 12 ? null : ['report', { list: null }];
    case 'confirmFindings':
      return habit === 'contesting' ? ['contest', { findings: [finding(1), finding(2)] }] : ['confirm'];
    case 'rectify':
      if (habit === 'late' && day.plan < 63) return null; // T+61 is 15 July
      return habit === 'contesting' && day.bounces(unit) === 0 && !day.passed(unit)
        ? ['declarePart', { findings: [finding(2)] }]
        : ['declare'];
    default:
      return null;
  }
}
interface Day {
  /** T+n. */
  readonly plan: number;
  readonly bounces: (unit: string) => number;
  readonly passed: (unit: string) => boolean;
}

it('the 2015 plan runs through its three phases with 45 departments', async () => {
  const preset = presets().get('QDN-2015')!;
  const now = await environment.currentTimeMs();
  const start = formatDay(dayOf(now));
  const dates = shiftDates(preset.dates, preset.start, start);
  // Limits are asked of the policy where they start: commands bring none along.
  const campaign = new Instance(on, serviceItemCampaign.definition, { ...campaignInput(units), dates }, true);
  await campaign.begin();
  await campaign.complete('issueNotice', 'issue');
  const departments = new Map(
    (await campaign.children(DEPARTMENTS)).map((child, index) => [units[index]!, child]),
  );
  const recheckOutcomes = (unit: string, outcome: string): number =>
    departments
      .get(unit)!
      .log()
      .filter((event) => event.type === 'task.closed' && event.outcome === outcome).length;
  const phases = new Map<string, number>();

  for (let plan = 0; plan < 90 && !campaign.ended(); plan += 1) {
    const day: Day = {
      plan,
      bounces: (unit) => recheckOutcomes(unit, 'bounce'),
      passed: (unit) => recheckOutcomes(unit, 'pass') > 0,
    };
    for (const [unit, department] of departments)
      for (const { name } of department.openTasks()) {
        const answer = answerOf(unit, name, day);
        if (answer) await department.complete(name, answer[0], answer[1]);
      }
    for (const { name } of campaign.openTasks()) {
      phases.set(name, plan);
      await campaign.complete(
        name,
        Object.keys(serviceItemCampaign.definition.tasks[name as 'issueNotice'].outcomes)[0]!,
      );
    }
    await environment.sleep('1 day');
  }

  const ends = new Map<string, string[]>();
  for (const [unit, department] of departments) {
    const key = `${habitOf(unit)}: ${await department.result()}`;
    ends.set(key, [...(ends.get(key) ?? []), unit]);
  }
  expect(Object.fromEntries([...ends].map(([key, of]) => [key, of.length]))).toEqual({
    'silent: unrectified': 5,
    'late: rectified': 5,
    'contesting: rectified': 5,
    'without-findings: clean': 5,
    'careless: rectified': 5,
    'diligent: rectified': 20,
  });
  expect(await campaign.result()).toBe('carried');
  expect(campaign.facts()).toMatchObject({
    departments: 45,
    listed: 45,
    reported: 40,
    fallback: 5,
    finished: 45,
    open: 5 * FINDINGS,
  });

  // Silence is heard when the working day after the plan's day begins, and not before.
  const silent = departments.get(unitsWith('silent')[0]!)!;
  const expired = silent.log().filter((event) => event.type === 'task.closed' && event.how === 'expired');
  const limitAt = (limit: string, due: string): number =>
    timeoutInstant({ policy: qdn2015, calendar, limit, due, from: now })!;
  expect(expired[0]!.at).toBeGreaterThanOrEqual(limitAt('campaignListEnds', dates.listBy));
  expect(expired[0]!.at).toBeLessThan(limitAt('campaignListEnds', dates.listBy) + 60_000);
  expect(expired.at(-1)!.at).toBeGreaterThanOrEqual(limitAt('campaignRectificationEnds', dates.lateUntil));
  expect(phases.get('reviewResiduals')).toBeGreaterThanOrEqual(68);

  const { historyLength } = await on.client.workflow.getHandle(campaign.workflowId).describe();
  expect(historyLength).toBeLessThan(3_000);
}, 300_000);
