import type { Context } from '../engine/definition/process.js';
import { onlineInterview, type OnlineInterviewFacts } from './definition.js';
import type { forms } from './forms.js';

export interface OnlineInterviewInput {
  /** The unit that answers. */
  readonly unit: string;
  /** The information office: reviews, publishes, holds it. */
  readonly office: string;
  /** The day on which it is to be live (YYYY-MM-DD, Asia/Shanghai). */
  readonly liveOn: string;
}

/** When a person did what a step carries out: epoch ms. */
export interface InstantArgument {
  readonly at: number;
}
export interface StartArgument extends InstantArgument {
  /** The day for which it was started: a postponement that came between has another one. */
  readonly liveOn: string;
}
/** The row that holds the public notice. */
export interface NoticeArgument {
  readonly notice: string;
}

type P = Context<typeof forms, typeof onlineInterview.definition, OnlineInterviewFacts>;
type Input = OnlineInterviewInput;

/** How far it is on the way to the live day. A postponement moves the day and keeps what is done. */
interface Way {
  liveOn: string;
  from: 'plan' | 'preview' | 'questions' | 'live';
  previewed?: InstantArgument;
  /** From here on it may go live: epoch ms. */
  earliestLiveAt: number;
}

export const onlineInterviewProcess = onlineInterview.implement(async (p: P, input: Input) => {
  const { unit, liveOn } = input;
  const way: Way = { liveOn, from: 'plan', earliestLiveAt: Infinity };
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ unit, liveOn });

  for (let postponements = 1; ; postponements += 1) {
    const from = p.choice.from(way.from);
    const next = await p.race({
      held: (p) => untilHeld(p, input, way, from),
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
    way.liveOn = next.value.decision.liveOn;
    p.facts({ liveOn: way.liveOn, postponements });
    await p.step.postpone(next.value.decision);
  }
});

/**
 * I1 to I6. Gives the instant at which it ended. What a person has done counts even if a postponement comes while its
 * step is carried out: so each part begins with the step that the one before has called for, and steps may be repeated.
 */
async function untilHeld(p: P, input: Input, way: Way, from: Way['from']): Promise<InstantArgument> {
  const { office } = input;
  if (from === 'plan') {
    await untilApproved(p, input, way);
    way.from = 'preview';
  }
  if (from === 'plan' || from === 'preview') {
    await p.step.makePlan();
    const { at } = await p.task.publishPreview({ to: office, due: way.liveOn });
    way.previewed = { at };
    way.from = 'questions';
    p.facts({ previewed: true });
  }
  if (from !== 'live') {
    const { earliestLiveAt } = await p.step.publishPreview(way.previewed);
    way.earliestLiveAt = earliestLiveAt;
    await p.task.chooseQuestions({ to: office, due: way.liveOn });
    way.from = 'live';
  }
  await p.step.makeDigest();
  await untilLive(p, input, way);
  const { at } = await p.task.endLive({ to: office, due: way.liveOn });
  return { at };
}

/** I1 and I2: two persons of the office agree to the plan, one after the other. */
async function untilApproved(p: P, { unit, office }: Input, way: Way): Promise<void> {
  await p.task.plan({ to: unit, due: way.liveOn });
  for (;;) {
    const reviewed = await p.task.reviewPlan({ to: office, due: way.liveOn });
    if (reviewed.outcome === 'pass') {
      const approved = await p.task.approvePlan({ to: office, due: way.liveOn });
      if (approved.outcome === 'approve') return;
    }
    // What the office took to read it is not the unit's delay: it has days of its own to correct it.
    await p.task.correctPlan({ to: unit });
  }
}

/** I5 and I6: rehearsed as often as wanted. Without the preview's lead nothing starts, whoever has let the command pass. */
async function untilLive(p: P, { office }: Input, way: Way): Promise<void> {
  for (;;) {
    const begun = await p.task.goLive({ to: office, due: way.liveOn });
    if (begun.outcome === 'rehearse') {
      p.facts({ rehearsed: true });
      continue;
    }
    if (p.choice.lead(() => (begun.at >= way.earliestLiveAt ? 'kept' : 'short')) === 'short') continue;
    const argument: StartArgument = { at: begun.at, liveOn: way.liveOn };
    await p.step.startLive(argument);
    return;
  }
}

/** I7 to I9, side by side. */
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
