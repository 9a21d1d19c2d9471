import type { Context } from '../engine/definition/process.js';
import { onlineInterview, type OnlineInterviewFacts } from './definition.js';
import type { forms } from './forms.js';

export interface OnlineInterviewInput {
  /** The unit that answers. */
  readonly unit: string;
  /** The information office, which reviews, publishes and holds it. */
  readonly office: string;
  /** Planned live day (YYYY-MM-DD, Asia/Shanghai). */
  readonly liveOn: string;
}

/** Argument of steps that execute a person's decision. */
export interface InstantArgument {
  /** Epoch ms of the decision. */
  readonly at: number;
}
export interface StartArgument extends InstantArgument {
  /** Live day at the decision (YYYY-MM-DD). A postponement in between has changed the stored day. */
  readonly liveOn: string;
}
/** Argument of `postpone` and `callOff`. */
export interface NoticeArgument {
  /** Id of the public notice. */
  readonly notice: string;
}

type P = Context<typeof forms, typeof onlineInterview.definition, OnlineInterviewFacts>;
type Input = OnlineInterviewInput;

/** Progress towards the live day. A postponement changes the day and keeps finished work. */
interface Progress {
  liveOn: string;
  from: 'plan' | 'preview' | 'questions' | 'live';
  previewed?: InstantArgument;
  /** Earliest start by the lead of its preview: epoch ms. */
  earliestLiveAt: number;
}

export const onlineInterviewProcess = onlineInterview.implement(async (p: P, input: Input) => {
  const { unit, liveOn } = input;
  const progress: Progress = { liveOn, from: 'plan', earliestLiveAt: Infinity };
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ unit, liveOn });

  for (let postponements = 1; ; postponements += 1) {
    const from = p.choice.from(progress.from);
    const next = await p.race({
      held: (p) => untilHeld(p, input, progress, from),
      postponed: (p) => p.message.postpone(),
      calledOff: (p) => p.message.callOff(),
    });
    if (next.won === 'held') {
      await conclude(p, input, next.value);
      p.stage('archived');
      return 'archived';
    }
    if (next.won === 'calledOff') {
      await p.step.callOff(next.value.decision);
      p.stage('calledOff');
      return 'calledOff';
    }
    progress.liveOn = next.value.decision.liveOn;
    p.facts({ liveOn: progress.liveOn, postponements });
    await p.step.postpone(next.value.decision);
  }
});

/**
 * I1 to I6. Returns the instant at which it ended. A person's decision counts even if a postponement comes while its step
 * runs: each part therefore begins with the step that the part before has decided, and steps may be repeated.
 */
async function untilHeld(
  p: P,
  input: Input,
  progress: Progress,
  from: Progress['from'],
): Promise<InstantArgument> {
  const { office } = input;
  if (from === 'plan') {
    await untilApproved(p, input, progress);
    progress.from = 'preview';
  }
  if (from === 'plan' || from === 'preview') {
    await p.step.makePlan();
    const { at } = await p.task.publishPreview({ to: office, due: progress.liveOn });
    progress.previewed = { at };
    progress.from = 'questions';
    p.facts({ previewed: true });
  }
  if (from !== 'live') {
    const { earliestLiveAt } = await p.step.publishPreview(progress.previewed);
    progress.earliestLiveAt = earliestLiveAt;
    await p.task.chooseQuestions({ to: office, due: progress.liveOn });
    progress.from = 'live';
  }
  await p.step.makeDigest();
  await untilLive(p, input, progress);
  const { at } = await p.task.endLive({ to: office, due: progress.liveOn });
  return { at };
}

/** I1 and I2: two persons of the office approve the plan, one after the other. */
async function untilApproved(p: P, { unit, office }: Input, progress: Progress): Promise<void> {
  await p.task.plan({ to: unit, due: progress.liveOn });
  for (;;) {
    const reviewed = await p.task.reviewPlan({ to: office, due: progress.liveOn });
    if (reviewed.outcome === 'pass') {
      const approved = await p.task.approvePlan({ to: office, due: progress.liveOn });
      if (approved.outcome === 'approve') return;
    }
    // The correction has a limit of its own: the office's reading time is not the unit's delay.
    await p.task.correctPlan({ to: unit });
  }
}

/** I5 and I6: any number of rehearsals. Enforces the preview's lead even if the gateway let the command pass. */
async function untilLive(p: P, { office }: Input, progress: Progress): Promise<void> {
  for (;;) {
    const begun = await p.task.goLive({ to: office, due: progress.liveOn });
    if (begun.outcome === 'rehearse') {
      p.facts({ rehearsed: true });
      continue;
    }
    if (p.choice.lead(() => (begun.at >= progress.earliestLiveAt ? 'kept' : 'short')) === 'short') continue;
    const argument: StartArgument = { at: begun.at, liveOn: progress.liveOn };
    await p.step.startLive(argument);
    return;
  }
}

/** I7 to I9, in parallel. */
async function conclude(p: P, input: Input, ended: InstantArgument): Promise<void> {
  const { heldOn, unanswered } = await p.step.endLive(ended);
  p.facts({ heldOn, unanswered });
  await p.all({
    answers: (p) => untilAnswered(p, input, { heldOn, unanswered }),
    transcript: async (p) => {
      await p.task.publishTranscript({ to: input.office, due: heldOn });
      await p.step.publishTranscript();
    },
    report: (p) => untilReported(p, input, heldOn),
  });
  await p.step.archive();
}

async function untilAnswered(
  p: P,
  { unit }: Input,
  { heldOn, unanswered }: { heldOn: string; unanswered: number },
): Promise<void> {
  if (p.choice.rest(() => (unanswered > 0 ? 'some' : 'none')) === 'none') return;
  p.clock.answers.start({ unit, due: heldOn });
  for (;;) {
    await p.task.answerRest({ to: unit });
    const signed = await p.task.signAnswers({ to: unit });
    if (signed.outcome === 'publish') break;
  }
  await p.step.publishAnswers();
  p.clock.answers.fulfil();
}

async function untilReported(p: P, { unit, office }: Input, heldOn: string): Promise<void> {
  const written = await p.task.writeReport({ to: unit, due: heldOn });
  const argument: InstantArgument = { at: written.at };
  await p.step.noteReport(argument);
  for (;;) {
    const checked = await p.task.checkReport({ to: office });
    if (checked.outcome === 'accept') break;
    await p.task.correctReport({ to: unit });
  }
  await p.step.makeReport();
}
