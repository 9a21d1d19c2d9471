import type { Context } from '../engine/definition/process.js';
import { consultation, type ConsultationFacts } from './definition.js';
import type { forms } from './forms.js';

export interface ConsultationInput {
  /** Id of the policy in the register. */
  readonly policy: string;
  /** The unit that drafts it. */
  readonly unit: string;
  /** The legal office, which classifies and reviews the policy. */
  readonly legal: string;
  /** The office that publishes. */
  readonly info: string;
  /** The office that decides. */
  readonly government: string;
}

/** Argument of a step that follows a task. The content of the task is stored under its number. */
export interface AfterTask {
  readonly task: number;
  /** Epoch ms by the clock of the process: a step acts at this instant, not at the machine's. */
  readonly at: number;
}
export interface Classified extends AfterTask {
  readonly major: boolean;
}
/** A day (YYYY-MM-DD, Asia/Shanghai) that the decision of a task named. */
export interface Moved extends AfterTask {
  readonly on: string;
}

type P = Context<typeof forms, typeof consultation.definition, ConsultationFacts>;
type Input = ConsultationInput;
type Hearing = { readonly on: string; readonly papersBy: string };
type Decided = 'adopted' | 'rejected';

/** Progress that the decision depends on. */
interface Progress {
  /** The adoption feedback is public. */
  consulted: boolean;
}

export const consultationProcess = consultation.implement(async (p: P, input: Input) => {
  const progress: Progress = { consulted: false };
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ policy: input.policy, unit: input.unit });
  let decided: (p: P) => Promise<Decided> = (p) => fromTheStart(p, input, progress);
  for (;;) {
    const first = await p.race({ decided, withdrawn: (p) => p.message.withdraw() });
    if (first.won === 'withdrawn') {
      await p.step.withdraw();
      return 'withdrawn';
    }
    if (first.value === 'rejected') {
      await p.step.reject();
      return 'rejected';
    }
    // Outside the race: a policy that is being issued can no longer be withdrawn.
    const { issued } = await p.step.issue();
    if (p.choice.gate(() => (issued ? 'open' : 'blocked')) === 'open') {
      p.stage('closed');
      return 'issued';
    }
    decided = (p) => untilAdopted(p, input, progress);
  }
});

/** Q0: a major policy must be consulted on; for an ordinary one the unit may choose. */
async function fromTheStart(p: P, input: Input, progress: Progress): Promise<Decided> {
  const { legal, unit } = input;
  const { outcome, task, at } = await p.task.classify({ to: legal });
  const argument: Classified = { task, at, major: outcome === 'major' };
  await p.step.classify(argument);
  p.facts({ major: argument.major });
  const consults =
    p.choice.importance(outcome) === 'major' || (await p.task.choose({ to: unit })).outcome === 'consult';
  if (consults) await consult(p, input, progress);
  await untilReviewed(p, input);
  return untilAdopted(p, input, progress);
}

/** Q1 to Q5. */
async function consult(p: P, input: Input, progress: Progress): Promise<void> {
  const { closesOn, hearing } = await untilPublished(p, input);
  p.facts({ closesOn });
  await p.all({
    period: (p) => untilClosed(p, input, closesOn),
    hearing: async (p) => {
      if (p.choice.hearing(() => (hearing ? 'planned' : 'none')) === 'planned')
        await untilHeard(p, input, hearing!);
    },
  });
  await untilAnswered(p, input);
  progress.consulted = true;
  p.facts({ answered: true });
}

async function untilPublished(
  p: P,
  { unit, info }: Input,
): Promise<{ closesOn: string; hearing: Hearing | null }> {
  for (;;) {
    await p.task.prepare({ to: unit });
    if ((await p.task.checkDraft({ to: info })).outcome === 'return') continue;
    const { outcome, task, at } = await p.task.publish({ to: info });
    if (outcome === 'return') continue;
    const made = await p.step.publish({ task, at } satisfies AfterTask);
    if (p.choice.publication(() => (made.published ? 'published' : 'incomplete')) === 'published')
      return made;
  }
}

/** Q2: the period ends only when the step finds it over. It may be extended, never shortened. */
async function untilClosed(p: P, { unit }: Input, closesOn: string): Promise<void> {
  let last = closesOn;
  for (;;) {
    const collected = await p.task.collect({ to: unit, due: last });
    const { at, task } = collected;
    if (collected.outcome === 'extend') {
      ({ closesOn: last } = await p.step.extend({
        at,
        task,
        on: collected.decision.closesOn,
      } satisfies Moved));
      p.facts({ closesOn: last });
      continue;
    }
    const { over, opinions, sortBy, answerBy } = await p.step.close({ at, task } satisfies AfterTask);
    if (p.choice.period(() => (over ? 'over' : 'running')) === 'running') continue;
    p.clock.sorting.start({ unit, due: sortBy });
    p.clock.adoption.start({ unit, due: answerBy });
    p.facts({ opinions });
    return;
  }
}

/** Q3: late papers postpone the hearing. */
async function untilHeard(p: P, { unit }: Input, hearing: Hearing): Promise<void> {
  let { on, papersBy } = hearing;
  for (;;) {
    const papers = await p.task.sendPapers({ to: unit, due: papersBy });
    if (papers.outcome === 'send') {
      await p.step.recordPapers({ at: papers.at, task: papers.task } satisfies AfterTask);
      break;
    }
    const moved = await p.task.moveHearing({ to: unit });
    const { at, task } = moved;
    if (moved.outcome === 'cancel') return p.step.cancelHearing({ at, task } satisfies AfterTask);
    ({ on, papersBy } = await p.step.planHearing({ at, task, on: moved.decision.on } satisfies Moved));
  }
  for (;;) {
    const held = await p.task.holdHearing({ to: unit, due: on });
    const { at, task } = held;
    if (held.outcome === 'hold') return p.step.recordHearing({ at, task } satisfies AfterTask);
    if (held.outcome === 'cancel') return p.step.cancelHearing({ at, task } satisfies AfterTask);
    ({ on } = await p.step.postponeHearing({ at, task, on: held.decision.on } satisfies Moved));
  }
}

/** Q4 and Q5: repeats until every opinion has a verdict and the feedback is public. */
async function untilAnswered(p: P, { unit }: Input): Promise<void> {
  for (;;) {
    await p.task.sortOpinions({ to: unit });
    const { unanswered } = await p.step.countVerdicts();
    if (p.choice.verdicts(() => (unanswered === 0 ? 'complete' : 'missing')) === 'missing') continue;
    p.clock.sorting.fulfil();
    const { outcome, task, at } = await p.task.signAdoption({ to: unit });
    if (outcome === 'return') continue;
    const published = await p.step.publishAdoption({ task, at } satisfies AfterTask);
    const complete = p.choice.adoption(() => (published.unanswered === 0 ? 'published' : 'missing'));
    if (complete === 'missing') continue;
    p.clock.adoption.fulfil();
    p.facts({ opinions: published.opinions, adopted: published.adopted });
    return;
  }
}

/** Q6: even after an early review the decision waits for the end of the review period. */
async function untilReviewed(p: P, { unit, legal }: Input): Promise<void> {
  for (;;) {
    const { task, at } = await p.task.submitReview({ to: unit });
    const { until } = await p.step.beginReview({ task, at } satisfies AfterTask);
    for (;;) {
      if ((await p.task.legalReview({ to: legal })).outcome === 'return') break;
      if ((await p.task.awaitDecision({ to: legal, due: until })).outcome !== 'reopen') return;
    }
  }
}

/** Q6 and Q7, up to the moment of issue. */
async function untilAdopted(p: P, input: Input, progress: Progress): Promise<Decided> {
  const { unit, government } = input;
  for (;;) {
    const without = progress.consulted ? (['consult'] as const) : [];
    const { outcome, task, at } = await p.task.decide({ to: government, without });
    switch (outcome) {
      case 'reject':
        return 'rejected';
      case 'consult':
        await consult(p, input, progress);
        await untilReviewed(p, input);
        continue;
      case 'return':
        await untilReviewed(p, input);
        continue;
      case 'adopt': {
        const { decided } = await p.step.decide({ task, at } satisfies AfterTask);
        if (p.choice.decision(() => (decided ? 'stands' : 'blocked')) === 'blocked') continue;
        if ((await p.task.issue({ to: unit })).outcome === 'issue') return 'adopted';
        await p.step.reopenDecision();
      }
    }
  }
}
