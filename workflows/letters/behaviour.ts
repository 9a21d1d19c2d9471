import { handle, untilPassed, type Answered, type Assignment, type Draft } from './handling.js';
import { mailboxLetter } from './definition.js';
import { untilParentStands } from './merged.js';
import { untilRatingStands } from './rating.js';
import {
  disclose,
  applyDispatch,
  applyTriage,
  routeOf,
  type HiddenRoute,
  type Letter,
  type LetterRoute,
  type P,
} from './route.js';

export interface LetterInput extends Partial<LetterRoute> {
  readonly office: string;
  readonly kind: string;
  readonly namedUnits: readonly string[];
  /** The citizen consents to publication; a reviewer still decides. */
  readonly wantsPublic: boolean;
  /** The route if triage finds the letter to be an accusation of the units it names; absent when it is the same route. */
  readonly accusing?: HiddenRoute;
}

const DISCIPLINE = 'JCJ';
const PETITION_OFFICE = 'XFJ';

export const mailboxLetterProcess = mailboxLetter.implement(async (p: P, input: LetterInput) => {
  const letter: Letter = {
    kind: input.kind,
    accusing: input.accusing,
    route: routeOf(input),
    hidden: input.kind === 'COMPLAINT',
  };
  let orders = 0;
  p.listen.order(() => p.facts({ orders: (orders += 1) }));
  p.facts({ kind: letter.kind, confidential: letter.kind === 'REPORT' });

  const answered = await p.race({
    handled: (p) => untilAnswered(p, letter),
    withdrawn: (p) => p.message.withdraw(),
  });
  if (answered.won === 'withdrawn') {
    p.stage('withdrawn');
    return 'withdrawn';
  }
  if (answered.value.end !== 'answered') return answered.value.end;
  await untilRated(p, letter, answered.value);

  p.stage('closed');
  if (p.choice.consent(input.wantsPublic ? 'given' : 'refused') === 'given') {
    const listing = await p.task.list({ to: letter.route.office });
    p.facts({ listed: listing.outcome === 'publish' });
  }
  return 'closed';
});

/** Runs a letter from receipt until an answer passes its review, or until another end. */
async function untilAnswered(p: P, letter: Letter): Promise<Answered> {
  for (;;) {
    const registered = await p.task.register({
      to: letter.route.office,
      without: letter.kind === 'REPORT' ? ['dispatch', 'merge'] : [],
    });
    switch (registered.outcome) {
      case 'askForMore':
        if ((await p.task.supplement({ to: '' })).outcome === 'expired') {
          p.stage('lapsed');
          return { end: 'lapsed' };
        }
        continue;
      case 'merge': {
        const followed = await untilParentStands(p, registered.decision.into, letter.route.office);
        if (followed.end === 'separated') continue;
        return followed.end === 'objected' ? reconsidered(p, letter) : followed;
      }
      case 'reject':
        p.facts({ rejectReason: registered.decision.reason });
        if ((await p.task.object({ to: '' })).outcome === 'expired') return { end: 'rejected' };
        return reconsidered(p, letter);
      case 'accept':
        await applyTriage(p, letter, registered.decision);
        p.facts({ class: registered.decision.class });
        return untilAssigned(p, letter, registered.decision.class);
      case 'dispatch':
        await applyDispatch(p, letter, registered.decision);
        return untilAssigned(p, letter, registered.decision.class, registered.decision);
    }
  }
}

/** The writer has objected to a rejection: another person of the office decides, once. */
async function reconsidered(p: P, letter: Letter): Promise<Answered> {
  const again = await p.task.reconsider({ to: letter.route.office });
  if (again.outcome === 'uphold') {
    p.stage('rejected');
    return { end: 'rejected' };
  }
  await applyTriage(p, letter, again.decision);
  p.facts({ class: again.decision.class });
  return untilAssigned(p, letter, again.decision.class);
}

/** Assigns the letter until a unit has answered it; each pass of the loop is one assignment. */
async function untilAssigned(
  p: P,
  letter: Letter,
  letterClass: string,
  first?: Assignment,
): Promise<Answered> {
  let assignment = first;
  let disputes = 0;
  for (;;) {
    if (!assignment) {
      // An accusation goes to the body that may investigate it, and never to a unit it may name.
      const accusing = letterClass === 'REPORT' || letter.kind === 'REPORT';
      const secrecy = p.choice.secrecy(accusing ? 'accusing' : 'open');
      if (secrecy === 'accusing') p.facts({ confidential: true });
      const assigned = await p.task.assign({
        to: letter.route.office,
        without:
          secrecy === 'accusing'
            ? ['assign', 'answer', 'instruct', 'petition']
            : letter.route.petition
              ? []
              : ['petition'],
      });
      switch (assigned.outcome) {
        case 'discipline':
          p.facts({ confidential: true });
          if (
            p.choice.handover(letter.route.handover === 'superior' ? 'superior' : 'discipline') === 'superior'
          ) {
            await p.task.transfer({ to: letter.route.supervisor });
            p.stage('transferred');
            return { end: 'transferred' };
          }
          await p.task.takeOver({ to: DISCIPLINE });
          return { end: 'discipline' };
        case 'petition':
          await p.task.takePetition({ to: PETITION_OFFICE });
          return { end: 'petition' };
        case 'instruct':
          await p.task.instruct({ to: letter.route.supervisor });
          continue;
        case 'answer':
          p.facts({ replyTask: assigned.task, repliedAt: assigned.at, lead: letter.route.office });
          if ((await p.task.reviewAnswer({ to: letter.route.office })).outcome === 'fail') continue;
          p.facts({ answered: true });
          return { end: 'answered', lead: letter.route.office };
        case 'assign':
          assignment = assigned.decision;
      }
    }

    const handled = await handle(p, letter, assignment, disputes);
    if (handled.end !== 'returned') return handled;
    disputes += 1;
    p.facts({ disputes });
    assignment = handled.assignment;
  }
}

/** Handles a reopened letter until its second answer is signed. */
async function untilRedone(p: P, lead: string): Promise<Draft> {
  for (;;) {
    const drafted = await p.task.redo({ to: lead });
    if (drafted.outcome === 'interim') continue;
    const signing = await p.task.signRedo({ to: lead });
    if (signing.outcome === 'back') continue;
    p.clock.reopen.pause('review');
    return { end: 'signed', task: drafted.task, at: signing.at };
  }
}

/** Works on a follow-up question until the answer to it is signed. */
async function untilFollowUpSigned(p: P, lead: string): Promise<Draft> {
  for (;;) {
    const drafted = await p.task.answerFollowUp({ to: lead });
    if (drafted.outcome === 'interim') continue;
    const signing = await p.task.signFollowUp({ to: lead });
    if (signing.outcome === 'back') continue;
    p.clock.followUp.pause('review');
    return { end: 'signed', task: drafted.task, at: signing.at };
  }
}

/**
 * Runs the rating and, each at most once, the second handling after a justified dissatisfaction and the answer to a
 * follow-up question. Both start a new rating window.
 *
 * @param answered.shared the unit has never had this letter. One that may be hidden from it takes no follow-up question:
 * nobody has decided that the unit may see it
 */
async function untilRated(
  p: P,
  letter: Letter,
  { lead, shared }: { readonly lead: string; readonly shared?: true },
): Promise<void> {
  let reopened = false;
  let mayFollowUp = !(shared && letter.hidden);
  for (let followUps = 0; ;) {
    const next = await untilRatingStands(p, letter, {
      reopened,
      mayFollowUp: mayFollowUp && followUps === 0,
    });
    if (next === null) return;

    if (next.outcome === 'followUp') {
      p.facts({ followUps: (followUps += 1), answered: false, rating: null });
      p.clock.followUp.start({ unit: lead });
      await untilPassed(p, letter, lead, await untilFollowUpSigned(p, lead), 'followUp');
      continue;
    }

    reopened = true;
    mayFollowUp = true;
    p.facts({ reopened: true, answered: false, rating: null });
    disclose(p, letter, lead); // the unit has never had a letter that followed another one
    p.clock.reopen.start({ unit: lead });
    if (p.choice.falseClosure(next.decision.falseClosure ? 'yes' : 'no') === 'yes') {
      p.facts({ falseClosure: true });
      await p.step.falseClosureCard({ unit: lead });
    }
    await untilPassed(p, letter, lead, await untilRedone(p, lead), 'reopen');
  }
}
