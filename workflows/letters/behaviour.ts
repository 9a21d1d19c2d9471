import { mailboxLetter } from './definition.js';
import { untilParentStands } from './merged.js';
import { untilRatingStands } from './rating.js';
import { disclose, heed, routeOf, type HiddenRoute, type Letter, type LetterRoute, type P } from './route.js';

export interface LetterInput extends Partial<LetterRoute> {
  readonly office: string;
  readonly kind: string;
  readonly namedUnits: readonly string[];
  /** The citizen agreed to publication; staff still decide. */
  readonly wantsPublic: boolean;
  /** The route in case triage finds that it accuses the units it names; left out where that makes no difference. */
  readonly accusing?: HiddenRoute;
}

interface Assignment {
  readonly class: string;
  readonly lead: string;
  readonly coUnits: readonly string[];
}

const DISCIPLINE = 'JCJ';
const PETITION_OFFICE = 'XFJ';
/** Class of a letter that the office has recorded as complex. */
const COMPLEX = 'COMPLEX';
/** 挂账 is reviewed every 30 days and lasts 90 at most before it needs a new approval: three reviews. */
const SUSPENSION_REVIEWS = 3;

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
  await untilRated(p, letter, answered.value.lead);

  p.stage('closed');
  if (p.choice.consent(input.wantsPublic ? 'given' : 'refused') === 'given') {
    const listing = await p.task.list({ to: letter.route.office });
    p.facts({ listed: listing.outcome === 'publish' });
  }
  return 'closed';
});

type Answered =
  | { readonly end: 'answered'; readonly lead: string }
  | {
      readonly end: 'rejected' | 'lapsed' | 'petition' | 'discipline' | 'transferred' | 'explained';
    };

/** From receipt to an answer that has passed its review, or to one of the other ends. */
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
        await heed(p, letter, registered.decision);
        p.facts({ class: registered.decision.class });
        return untilAssigned(p, letter, registered.decision.class);
      case 'dispatch':
        return untilAssigned(p, letter, registered.decision.class, registered.decision);
    }
  }
}

/** The writer has objected to a refusal: another person of the office decides, once. */
async function reconsidered(p: P, letter: Letter): Promise<Answered> {
  const again = await p.task.reconsider({ to: letter.route.office });
  if (again.outcome === 'uphold') {
    p.stage('rejected');
    return { end: 'rejected' };
  }
  await heed(p, letter, again.decision);
  p.facts({ class: again.decision.class });
  return untilAssigned(p, letter, again.decision.class);
}

/** Forwards the letter until a unit has answered it; each pass of the loop is one attempt at forwarding. */
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

type Handled = Answered | { readonly end: 'returned'; readonly assignment?: Assignment };

/** One unit's handling, from assignment to an answer that passed: the handling clock runs from assignment. */
async function handle(p: P, letter: Letter, assignment: Assignment, disputes: number): Promise<Handled> {
  p.facts({ class: assignment.class, lead: assignment.lead, coUnits: assignment.coUnits });
  disclose(p, letter, assignment.lead, assignment.coUnits);
  p.clock.handling.start({ unit: assignment.lead, class: assignment.class });

  const signed = await untilSigned(p, letter, assignment, disputes);
  if (signed.end === 'returned') {
    p.clock.handling.stop();
    return signed;
  }

  const lead = signed.unit;
  const draft = await p.alongside(
    (p) => untilDrafted(p, letter, { lead, class: signed.class, decided: [] }),
    (p) => p.each(signed.coUnits, (p, unit) => p.task.coReply({ to: unit, key: unit, class: signed.class })),
  );
  if (draft.end !== 'signed') return { end: 'explained' };
  await untilPassed(p, letter, lead, draft, 'handling');
  return { end: 'answered', lead };
}

type Signed =
  | {
      readonly end: 'signed';
      readonly unit: string;
      readonly class: string;
      readonly coUnits: readonly string[];
    }
  | Extract<Handled, { end: 'returned' }>;

/** Signing for, with the right to return it once. Silence counts as signed, so nobody can stall by not signing. */
async function untilSigned(p: P, letter: Letter, first: Assignment, disputes: number): Promise<Signed> {
  let assignment = first;
  let unit = assignment.lead;
  let mayDispute = true;
  for (;;) {
    const signing = await p.task.sign({ to: unit, without: mayDispute ? [] : ['dispute'] });
    switch (signing.outcome) {
      case 'sign':
      case 'expired':
        return { end: 'signed', unit, class: assignment.class, coUnits: assignment.coUnits };
      case 'redispatch':
        unit = signing.decision.unit;
        p.clock.handling.move(unit); // the same due date: forwarding inside a county wins no time
        p.facts({ lead: unit });
        disclose(p, letter, unit);
        continue;
      case 'dispute':
        if (p.choice.disputedBefore(disputes > 0 ? 'yes' : 'no') === 'yes') {
          const ruling = await p.task.superiorRule({ to: letter.route.supervisor });
          p.facts({ disputes: disputes + 1 });
          assignment = ruling.decision;
          unit = assignment.lead;
          mayDispute = false;
          p.facts({ class: assignment.class, lead: unit, coUnits: assignment.coUnits });
          disclose(p, letter, unit, assignment.coUnits);
          p.clock.handling.start({ unit, class: assignment.class });
          continue;
        }
        if ((await p.task.rule({ to: letter.route.office })).outcome === 'agree') return { end: 'returned' };
        mayDispute = false; // a refused return may not be asked for again, and the clock has run on
    }
  }
}

interface Draft {
  readonly end: 'signed';
  readonly task: number;
  readonly at: number;
}

interface Work {
  readonly lead: string;
  readonly class: string;
  /** What has been asked for and decided, either way: it is not asked for again. Silence decides nothing. */
  readonly decided: readonly ('complex' | 'extension')[];
}

/** Work on the answer until a signer has signed it; the clock stands still from then on. */
async function untilDrafted(
  p: P,
  letter: Letter,
  work: Work,
): Promise<Draft | { readonly end: 'explained' }> {
  const { lead } = work;
  let { decided, class: letterClass } = work;
  for (;;) {
    const drafted = await p.task.draft({ to: lead, without: decided });
    switch (drafted.outcome) {
      case 'submit': {
        const signing = await p.task.signOff({ to: lead });
        if (signing.outcome === 'back') continue;
        p.clock.handling.pause('review');
        return { end: 'signed', task: drafted.task, at: signing.at };
      }
      case 'interim':
        continue;
      case 'askCoUnits':
        disclose(p, letter, drafted.decision.units);
        return p.alongside(
          (p) => untilDrafted(p, letter, { lead, class: letterClass, decided }),
          (p) =>
            p.each(drafted.decision.units, (p, unit) =>
              p.task.coReply({ to: unit, key: unit, class: letterClass }),
            ),
        );
      case 'complex': {
        // What the office takes to decide is not the unit's delay: its time stands still.
        p.clock.handling.pause('complex');
        const { outcome } = await p.task.decideComplex({ to: letter.route.office });
        p.clock.handling.resume();
        decided = [...decided, 'complex'];
        if (outcome === 'approve') {
          letterClass = COMPLEX;
          p.clock.handling.reclass(letterClass);
          p.facts({ complex: true, class: letterClass });
        }
        continue;
      }
      case 'extension': {
        p.clock.handling.pause('extension');
        const answer = await p.task.decideExtension({ to: letter.route.office });
        p.clock.handling.resume();
        if (answer.outcome === 'expired') continue; // silence refuses, and leaves the unit its only extension
        decided = [...decided, 'extension'];
        if (answer.outcome === 'approve') {
          p.clock.handling.extend({ workingDays: answer.decision.workingDays });
          p.facts({ extensions: 1 });
        }
        continue;
      }
      case 'suspend':
        if ((await untilResumed(p, letter)) === 'ended') {
          p.stage('closed');
          return { end: 'explained' };
        }
    }
  }
}

/** 挂账: approved by the supervising office, reviewed every 30 days, approved anew when the maximum is reached. */
async function untilResumed(p: P, letter: Letter): Promise<'resumed' | 'ended'> {
  for (;;) {
    if ((await p.task.decideSuspension({ to: letter.route.supervisor })).outcome === 'refuse') {
      p.clock.handling.resume();
      return 'resumed';
    }
    p.clock.handling.pause('suspension');
    for (let reviews = 1; ; reviews += 1) {
      const reviewed = await p.task.reviewSuspension({ to: letter.route.supervisor });
      if (reviewed.outcome === 'end') return 'ended';
      if (reviewed.outcome === 'resume') {
        p.clock.handling.resume();
        return 'resumed';
      }
      if (p.choice.suspendedFor(reviews >= SUSPENSION_REVIEWS ? 'over' : 'within') === 'over') break;
    }
  }
}

/** The centre's review; what fails goes back to the unit until it passes. */
async function untilPassed(
  p: P,
  letter: Letter,
  lead: string,
  first: Draft,
  clock: 'handling' | 'reopen',
): Promise<void> {
  let draft = first;
  for (let reworks = 0; ;) {
    p.facts({ replyTask: draft.task, repliedAt: draft.at });
    if ((await p.task.review({ to: letter.route.office })).outcome === 'pass') break;
    p.facts({ reworks: (reworks += 1) });
    // The first clock stands still: what it is for is done once an answer passes.
    p.clock.rework.start({ unit: lead, cap: clock });
    draft = await untilReworked(p, lead);
  }
  p.clock[clock].fulfil();
  p.clock.rework.fulfil();
  p.facts({ answered: true });
}

/** What the review sent back: drafted anew, signed by another person than its drafter. */
async function untilReworked(p: P, lead: string): Promise<Draft> {
  for (;;) {
    const drafted = await p.task.rework({ to: lead });
    if (drafted.outcome === 'interim') continue;
    const signing = await p.task.signRework({ to: lead });
    if (signing.outcome === 'back') continue;
    p.clock.rework.pause('review');
    return { end: 'signed', task: drafted.task, at: signing.at };
  }
}

/** What the citizen rightly rejected: handled once more. */
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

/** Rating, and once a second handling when the citizen is rightly dissatisfied. */
async function untilRated(p: P, letter: Letter, lead: string): Promise<void> {
  for (let reopened = false; ; reopened = true) {
    const reopening = await untilRatingStands(p, letter, { reopened });
    if (reopening === null) return;

    p.facts({ reopened: true, answered: false, rating: null });
    disclose(p, letter, lead); // a merged letter has not been with the unit that answered
    p.clock.reopen.start({ unit: lead });
    if (p.choice.falseClosure(reopening.decision.falseClosure ? 'yes' : 'no') === 'yes') {
      p.facts({ falseClosure: true });
      await p.step.falseClosureCard({ unit: lead });
    }
    await untilPassed(p, letter, lead, await untilRedone(p, lead), 'reopen');
  }
}
