import { disclose, type Letter, type P } from './route.js';

/** The units that the office or the supervisor assigns a letter to. */
export interface Assignment {
  readonly class: string;
  readonly lead: string;
  readonly coUnits: readonly string[];
}

/** How a letter's life up to its answer can end. */
export type Answered =
  /** `shared`: with the answer to the letter that it was merged into. */
  | { readonly end: 'answered'; readonly lead: string; readonly shared?: true }
  | {
      readonly end: 'rejected' | 'lapsed' | 'petition' | 'discipline' | 'transferred' | 'explained';
    };

/** The class of a letter that the office has recorded as complex. */
const COMPLEX = 'COMPLEX';
/** Reviews of a suspension (挂账), one every 30 days, before it needs a new approval. */
const SUSPENSION_REVIEWS = 3;

export type Handled = Answered | { readonly end: 'returned'; readonly assignment?: Assignment };

/**
 * One unit's handling, from assignment to an answer that passed its review. The handling clock runs from assignment.
 *
 * @param disputes returns of the letter before this assignment
 */
export async function handle(
  p: P,
  letter: Letter,
  assignment: Assignment,
  disputes: number,
): Promise<Handled> {
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

/** Waits until the unit signs for the letter or returns it. The timeout counts as signed, so no unit can stall. */
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
        p.clock.handling.move(unit); // the due time stays: passing a letter on within a county wins no time
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
        mayDispute = false; // a refused return is final; the clock has kept running
    }
  }
}

/** An answer that its unit has signed. */
export interface Draft {
  readonly end: 'signed';
  /** Number of the task whose content is the answer. */
  readonly task: number;
  /** Epoch ms of the signature. */
  readonly at: number;
}

interface Work {
  readonly lead: string;
  readonly class: string;
  /** Requests already decided, either way: each is decided once. A timeout is no decision. */
  readonly decided: readonly ('complex' | 'extension')[];
}

/** Runs the work on the answer until a signer signs it; then the handling clock is paused. */
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
        // The time that the office takes to decide is not the unit's delay.
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
        if (answer.outcome === 'expired') continue; // refused by timeout: the unit may request its one extension again
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

/** Runs a suspension (挂账): approved by the supervisor, reviewed every 30 days, approved anew after three reviews. */
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

/**
 * Reviews the answer until it passes; a failed one goes back to the unit.
 *
 * @param clock what the answer was due under; the review pauses it, and passing fulfils it
 */
export async function untilPassed(
  p: P,
  letter: Letter,
  lead: string,
  first: Draft,
  clock: 'handling' | 'reopen' | 'followUp',
): Promise<void> {
  let draft = first;
  for (let reworks = 0; ;) {
    p.facts({ replyTask: draft.task, repliedAt: draft.at });
    if ((await p.task.review({ to: letter.route.office })).outcome === 'pass') break;
    p.facts({ reworks: (reworks += 1) });
    // The first clock stays paused: only an answer that passes fulfils it.
    p.clock.rework.start({ unit: lead, cap: clock });
    draft = await untilReworked(p, lead);
  }
  p.clock[clock].fulfil();
  p.clock.rework.fulfil();
  p.facts({ answered: true });
}

/** Runs the rework of a failed answer until another person than its drafter signs it. */
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
