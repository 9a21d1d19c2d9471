import type { Context } from '../engine/definition/process.js';
import type { LetterFacts, mailboxLetter } from './definition.js';
import type { forms } from './forms.js';

export type P = Context<typeof forms, typeof mailboxLetter.definition, LetterFacts>;

const GOVERNMENT_OFFICE = 'ZFB';

/** The unit for each part of a letter: the first one that the letter is not hidden from. */
export interface LetterRoute {
  /** Registers and assigns: 州群众工作中心, or 州人民政府办公室 when the letter is about the centre. */
  readonly office: string;
  /** Instructs, rules on second returns, suspends: 州人民政府办公室, or 州信访局 when the letter is about that office. */
  readonly supervisor: string;
  /** Who gets an accusation: 州监察局, or a body above it (through `supervisor`) when the letter is about 州监察局. */
  readonly handover: 'discipline' | 'superior';
  /** Whether 州信访局 may take the letter over. */
  readonly petition: boolean;
}
/** A route with the codes of all units that the letter is hidden from. */
export interface HiddenRoute extends LetterRoute {
  readonly hiddenFrom: readonly string[];
}
/** Argument of the step `route`: the units that triage has found the letter to be about. */
export interface NamedAtTriage {
  readonly namedUnits: readonly string[];
  /** True if the letter is hidden from the units that its writer named as well. */
  readonly accuses: boolean;
}

/** A letter with its current route. */
export interface Letter {
  readonly kind: string;
  readonly accusing?: HiddenRoute;
  route: LetterRoute;
  /** Whether it may be hidden from some unit. */
  hidden: boolean;
}

/** The initial route; parts that the input leaves out take the usual unit. */
export const routeOf = (input: Partial<LetterRoute> & Pick<LetterRoute, 'office'>): LetterRoute => ({
  office: input.office,
  supervisor: input.supervisor ?? GOVERNMENT_OFFICE,
  handover: input.handover ?? 'discipline',
  petition: input.petition ?? true,
});

/** Reroutes a letter past the units that triage has found it to be about, or to accuse. */
export async function applyTriage(
  p: P,
  letter: Letter,
  found: { readonly class: string; readonly namedUnits?: readonly string[] },
): Promise<void> {
  const accuses = found.class === 'REPORT';
  let route = accuses ? letter.accusing : undefined;
  if (p.choice.parties(found.namedUnits ? 'more' : 'asNamed') === 'more') {
    const argument: NamedAtTriage = { namedUnits: found.namedUnits ?? [], accuses };
    route = await p.step.route(argument);
  }
  if (route) hideBy(p, letter, route);
}

/**
 * As `applyTriage`, for an ordinary letter that is dispatched in the same decision. Its own choice and step, because what
 * follows them is another task.
 */
export async function applyDispatch(
  p: P,
  letter: Letter,
  { namedUnits }: { readonly namedUnits?: readonly string[] },
): Promise<void> {
  if (p.choice.dispatchedParties(namedUnits ? 'more' : 'asNamed') === 'asNamed') return;
  const argument: NamedAtTriage = { namedUnits: namedUnits ?? [], accuses: false };
  hideBy(p, letter, await p.step.routeDispatched(argument));
}

function hideBy(p: P, letter: Letter, route: HiddenRoute): void {
  letter.route = route;
  letter.hidden = true;
  p.facts({ hiddenFrom: route.hiddenFrom });
}

/**
 * Makes a letter visible to units that it was assigned to although it is about them. The gateway has checked that the
 * decision gives a reason.
 */
export function disclose(p: P, letter: Letter, ...to: readonly (string | readonly string[])[]): void {
  if (letter.hidden) for (const units of to) p.facts({ disclosedTo: units });
}
