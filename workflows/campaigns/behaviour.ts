import type { CampaignDepartmentInput, DepartmentDates } from './department/behaviour.js';
import type { Context } from '../engine/definition/process.js';
import { serviceItemCampaign, type ServiceItemCampaignFacts } from './definition.js';
import type { forms } from './forms.js';

/** Days of the plan (YYYY-MM-DD, Asia/Shanghai), as written. */
export interface CampaignDates extends DepartmentDates {
  readonly noticeBy: string;
  readonly catalogueBy: string;
  readonly inspectionBy: string;
  readonly reportBy: string;
  readonly recheckBy: string;
  readonly problemReportBy: string;
  readonly bulletinBy: string;
}

export interface ServiceItemCampaignInput {
  /** Its own process. */
  readonly campaign: string;
  /** The unit that runs it. */
  readonly centre: string;
  /** The unit that it reports to and that issues the bulletin. */
  readonly government: string;
  /** Codes of the units that take part. */
  readonly departments: readonly string[];
  readonly dates: CampaignDates;
}

/** Argument of the step `compileCatalogue`: whether a unit has reported, and the uploaded list. */
export interface SettledList {
  readonly unit: string;
  readonly list: 'REPORTED' | 'FALLBACK';
  /** Null: the list is unchanged. */
  readonly reported: string | null;
}

/** Argument of the step `takeFallback`: the uploaded list for units that have not reported. */
export interface FallbackArgument {
  readonly list: string;
}

type P = Context<typeof forms, typeof serviceItemCampaign.definition, ServiceItemCampaignFacts>;
type Input = ServiceItemCampaignInput;

export const serviceItemCampaignProcess = serviceItemCampaign.implement(async (p: P, input: Input) => {
  const { campaign, centre, government, departments, dates } = input;
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ departments: departments.length });

  await p.task.issueNotice({ to: centre, due: dates.noticeBy });
  const end = await p.alongside(
    (p) => throughPhases(p, input),
    (p) =>
      p.each(departments, (p, unit) => {
        const department: CampaignDepartmentInput = { campaign, unit, centre, government, dates };
        return p.child.department(department, { key: unit });
      }),
  );
  p.stage('closed');
  return end;
});

async function throughPhases(p: P, input: Input): Promise<'completed' | 'carried'> {
  await takeStock(p, input);
  await inspect(p, input);
  await untilApproved(p, input);
  await rectify(p, input);
  return conclude(p, input);
}

/**
 * A1: every unit's list is settled, then the catalogue is compiled and frozen. It waits for the centre's fallback list
 * while a unit has no items at all, because there would be nothing to inspect.
 */
async function takeStock(p: P, { centre, departments, dates }: Input): Promise<void> {
  p.stage('listing');
  let listed = 0;
  const lists: SettledList[] = await p.each(departments, async (p, unit) => {
    const { list, reported } = await p.signal.listed({ from: unit });
    p.facts({ listed: (listed += 1) });
    return { unit, list, reported };
  });
  for (;;) {
    const { items, reported, fallback, without } = await p.step.compileCatalogue(lists);
    p.facts({ items, reported, fallback, unlisted: without });
    if (p.choice.baseline(() => (without.length > 0 ? 'missing' : 'complete')) === 'complete') break;
    const { decision } = await p.task.supplyFallback({ to: centre, due: dates.catalogueBy });
    await p.step.takeFallback({ list: decision.list } satisfies FallbackArgument);
  }
  await p.task.freezeCatalogue({ to: centre, due: dates.catalogueBy });
  await p.step.freezeCatalogue();
}

/** A2.1 and A2.2: the site is compared with the catalogue, the centre reviews, each unit confirms or contests. */
async function inspect(p: P, { centre, departments, dates }: Input): Promise<void> {
  p.stage('inspecting');
  await p.step.inspect();
  await p.task.reviewFindings({ to: centre, due: dates.inspectionBy });
  const issued = await p.step.handDown();
  p.facts({ findings: issued.findings });
  p.stage('confirming');
  await p.each(issued.units, async (p, { unit, findings }) =>
    p.notify.department(unit, 'inspected', { findings }),
  );
  await p.each(departments, (p, unit) => p.signal.settled({ from: unit }));
}

/** A2.3: report and rectification plan are submitted until the government approves. */
async function untilApproved(p: P, { centre, government, dates }: Input): Promise<void> {
  for (;;) {
    await p.task.submitReport({ to: centre, due: dates.reportBy });
    await p.step.makeReport();
    if ((await p.task.approvePlan({ to: government })).outcome === 'approve') return;
  }
}

/** A2.4 and A2.5: each unit rectifies; the last one ends on the plan's day at the latest, or once it is rechecked. */
async function rectify(p: P, { departments }: Input): Promise<void> {
  p.stage('rectifying');
  const { units } = await p.step.openRectification();
  await p.each(units, async (p, { unit, findings }) => p.notify.department(unit, 'rectify', { findings }));
  let finished = 0;
  await p.each(departments, async (p, unit) => {
    await p.signal.finished({ from: unit });
    p.facts({ finished: (finished += 1) });
  });
}

/** A3 and A4: full recheck, problem report and bulletin; open findings are carried over. */
async function conclude(p: P, { centre, government, dates }: Input): Promise<'completed' | 'carried'> {
  p.stage('rechecking');
  await p.step.inspectAgain();
  await p.task.reviewResiduals({ to: centre, due: dates.recheckBy });
  for (;;) {
    await p.task.reportProblems({ to: centre, due: dates.problemReportBy });
    await p.step.makeProblemReport();
    const issued = await p.task.issueBulletin({ to: government, due: dates.bulletinBy });
    if (issued.outcome === 'issue') break;
  }
  await p.step.publishBulletin();
  const { open } = await p.step.carryOver();
  p.facts({ open });
  return p.choice.leftovers(() => (open > 0 ? 'some' : 'none')) === 'some' ? 'carried' : 'completed';
}
