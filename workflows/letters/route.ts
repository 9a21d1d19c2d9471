import type { Context } from '../engine/definition/process.js';
import type { LetterFacts, mailboxLetter } from './definition.js';
import type { forms } from './forms.js';

export type P = Context<typeof forms, typeof mailboxLetter.definition, LetterFacts>;

const GOVERNMENT_OFFICE = 'ZFB';

/** Who handles a letter: for each part the first unit that the letter is not about. */
export interface LetterRoute {
  /** Registers and forwards: 州群众工作中心; 州人民政府办公室 when the letter is about the centre itself. */
  readonly office: string;
  /** Instructs, rules the second return, suspends: 州人民政府办公室; 州信访局 when the letter is about that office. */
  readonly supervisor: string;
  /** Who gets an accusation: 州监察局, or through `supervisor` a body above it when the letter is about 州监察局. */
  readonly handover: 'discipline' | 'superior';
  /** Whether 州信访局 may take it over. */
  readonly petition: boolean;
}
/** A route together with the units that it passes over, all of them. */
export interface HiddenRoute extends LetterRoute {
  readonly hiddenFrom: readonly string[];
}
/** Argument of the step `route`: units that triage has found the letter to be about. */
export interface NamedAtTriage {
  readonly namedUnits: readonly string[];
  /** It accuses the units that its writer named, too. */
  readonly accuses: boolean;
}

/** A letter with the route that it follows now. */
export interface Letter {
  readonly kind: string;
  readonly accusing?: HiddenRoute;
  route: LetterRoute;
  /** Whether there may be units that it is hidden from. */
  hidden: boolean;
}

/** The route that a letter begins with; what its input leaves out is the usual one. */
export const routeOf = (input: Partial<LetterRoute> & Pick<LetterRoute, 'office'>): LetterRoute => ({
  office: input.office,
  supervisor: input.supervisor ?? GOVERNMENT_OFFICE,
  handover: input.handover ?? 'discipline',
  petition: input.petition ?? true,
});

/** What triage has found: units that the letter is about, or that it accuses those it names. The route passes them over. */
export async function heed(
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
  if (!route) return;
  letter.route = route;
  letter.hidden = true;
  p.facts({ hiddenFrom: route.hiddenFrom });
}

/** Whoever sends a complaint to a unit that it is about has given the reason: from then on that unit sees it. */
export function disclose(p: P, letter: Letter, ...to: readonly (string | readonly string[])[]): void {
  if (letter.hidden) for (const units of to) p.facts({ disclosedTo: units });
}
