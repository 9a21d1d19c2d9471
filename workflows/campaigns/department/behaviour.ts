import type { Context } from '../../engine/definition/process.js';
import { campaignDepartment, type CampaignDepartmentFacts } from './definition.js';
import type { forms } from './forms.js';

/** Days of the plan (YYYY-MM-DD, Asia/Shanghai) that concern a department, as written, working days or not. */
export interface DepartmentDates {
  readonly contactBy: string;
  readonly listBy: string;
  readonly rectifyBy: string;
  /** Last day on which a late unit may still declare; the full recheck follows. */
  readonly lateUntil: string;
}

export interface CampaignDepartmentInput {
  /** Process of the campaign. */
  readonly campaign: string;
  readonly unit: string;
  /** The unit that runs the campaign. */
  readonly centre: string;
  /** The unit that orders the rectification of findings that are bounced too often. */
  readonly government: string;
  readonly dates: DepartmentDates;
}

type P = Context<typeof forms, typeof campaignDepartment.definition, CampaignDepartmentFacts>;
type Input = CampaignDepartmentInput;

/** Findings of a unit; `findings` null: all open ones. */
export interface FindingsArgument {
  readonly campaign: string;
  readonly unit: string;
  readonly findings: readonly string[] | null;
}
export interface RulingArgument extends FindingsArgument {
  /** Ids of the contested findings that are withdrawn; null: all. */
  readonly withdrawn: readonly string[] | null;
}
export interface RecheckArgument extends FindingsArgument {
  /** Ids of the declared findings that are not rectified; null: all. */
  readonly bounced: readonly string[] | null;
}

/** Failed rechecks before the government's office is asked to order the rectification. */
const MAX_BOUNCES = 2;

export const campaignDepartmentProcess = campaignDepartment.implement(async (p: P, input: Input) => {
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ campaign: input.campaign, unit: input.unit });
  return p.alongside(
    (p) => untilFinished(p, input),
    // A unit without a contact is late with that task, but can report its list.
    async (p) => {
      await p.task.nameContact({ to: input.unit, due: input.dates.contactBy });
      p.facts({ contact: true });
    },
  );
});

async function untilFinished(p: P, input: Input): Promise<'rectified' | 'partly' | 'unrectified' | 'clean'> {
  const list = await untilListed(p, input);
  p.facts({ list: list.list, reportedList: list.reported });
  p.stage('listed');
  p.report('listed', list);

  const { findings } = await p.signal.inspected();
  p.facts({ findings, open: findings });
  if (p.choice.findings(() => (findings > 0 ? 'some' : 'none')) === 'some') await untilConfirmed(p, input);
  p.stage('confirmed');
  p.report('settled', {});

  const { findings: open } = await p.signal.rectify();
  p.facts({ open });
  const task = p.choice.task(() => (open > 0 ? 'some' : 'none'));
  const result = task === 'some' ? await untilRectified(p, input) : 'clean';
  if (result === 'rectified' || result === 'clean') p.clock.rectification.fulfil();
  else p.clock.rectification.stop();
  p.stage('finished');
  p.report('finished', {});
  return result;
}

/** A1.2: the list is reported and accepted; after its day the fallback list counts. */
async function untilListed(
  p: P,
  { unit, centre, dates }: Input,
): Promise<{ list: 'REPORTED' | 'FALLBACK'; reported: string | null }> {
  let reported = await p.task.reportList({ to: unit, due: dates.listBy });
  for (;;) {
    if (reported.outcome === 'expired') return { list: 'FALLBACK', reported: null };
    const checked = await p.task.checkList({ to: centre });
    if (checked.outcome === 'accept') return { list: 'REPORTED', reported: reported.decision.list };
    // The centre's review is not the unit's delay: the correction has a limit of its own.
    reported = await p.task.correctList({ to: unit });
  }
}

/** A2.2: silence confirms. */
async function untilConfirmed(p: P, { campaign, unit, centre }: Input): Promise<void> {
  const answered = await p.task.confirmFindings({ to: unit });
  if (answered.outcome !== 'contest') return;
  p.facts({ contested: true });
  const ruled = await p.task.ruleFindings({ to: centre });
  const argument: RulingArgument = {
    campaign,
    unit,
    findings: answered.decision.findings,
    withdrawn: ruled.outcome === 'withdraw' ? (ruled.decision.findings ?? null) : [],
  };
  const { open } = await p.step.settleFindings(argument);
  p.facts({ open });
}

/**
 * A2.4 and A2.5: each declaration is rechecked, and contested findings are ruled on. The unit's clock is paused while the
 * centre decides.
 */
async function untilRectified(p: P, input: Input): Promise<'rectified' | 'partly' | 'unrectified' | 'clean'> {
  const { campaign, unit, centre, government, dates } = input;
  let bounces = 0;
  let passed = false;
  p.clock.rectification.start({ unit, due: dates.rectifyBy });
  for (;;) {
    const declared = await p.task.rectify({ to: unit, due: dates.lateUntil });
    if (declared.outcome === 'expired')
      return p.choice.progress(passed ? 'some' : 'none') === 'some' ? 'partly' : 'unrectified';

    if (declared.outcome === 'contest') {
      p.clock.rectification.pause('ruling');
      const { open } = await untilRuled(p, input, declared.decision.findings);
      const left = p.choice.left(() => (open > 0 ? 'some' : passed ? 'rectified' : 'clean'));
      if (left !== 'some') return left;
      p.clock.rectification.resume();
      continue;
    }

    p.clock.rectification.pause('recheck');
    const about: FindingsArgument = {
      campaign,
      unit,
      findings: declared.outcome === 'declarePart' ? declared.decision.findings : null,
    };
    await p.step.reinspect(about);
    const checked = await p.task.recheck({ to: centre });
    if (checked.outcome === 'bounce') p.facts({ bounces: (bounces += 1) });
    else passed = true;
    const argument: RecheckArgument = {
      ...about,
      bounced: checked.outcome === 'bounce' ? (checked.decision.findings ?? null) : [],
    };
    const { open } = await p.step.applyRecheck(argument);
    p.facts({ open });
    if (p.choice.rest(() => (open > 0 ? 'some' : 'none')) === 'none') return 'rectified';

    const often = bounces >= MAX_BOUNCES ? 'often' : 'once';
    if (p.choice.bounced(checked.outcome === 'pass' ? 'no' : often) === 'often')
      await p.task.supervise({ to: government }); // silence orders it as well
    p.clock.rectification.resume();
  }
}

/** A2.2 for findings that the department was not asked about before: withdrawn, or upheld and to be rectified. */
async function untilRuled(
  p: P,
  { campaign, unit, centre }: Input,
  findings: readonly string[],
): Promise<{ open: number }> {
  p.facts({ contested: true });
  const ruled = await p.task.ruleNewFindings({ to: centre });
  const argument: RulingArgument = {
    campaign,
    unit,
    findings,
    withdrawn: ruled.outcome === 'withdraw' ? (ruled.decision.findings ?? null) : [],
  };
  const { open } = await p.step.settleNewFindings(argument);
  p.facts({ open });
  return { open };
}
