import { detail, type Text } from '../messages/index.js';
import type { CivilDay } from '../time/civil-time.js';

/** What the gate of a policy looks at. */
export interface GateFacts {
  readonly major: boolean;
  readonly isClassified: boolean;
  /** Decided, or issued afterwards. */
  readonly isDecided: boolean;
  /** Null: not consulted on, or not yet published. */
  readonly consultation: {
    readonly closesOn: CivilDay;
    readonly isOver: boolean;
    readonly unanswered: number;
    readonly isAnswered: boolean;
  } | null;
  /** Last day of the legal review; null before it began. */
  readonly reviewUntil: CivilDay | null;
  readonly documentNumber: string | null;
  readonly finalText: string | null;
}

export const GATE_CONDITIONS = [
  'classification',
  'publication',
  'period',
  'verdicts',
  'feedback',
  'review',
  'decision',
  'documentNumber',
  'finalText',
] as const;

/** A condition of the issue of a policy. */
export interface GateCondition {
  readonly name: (typeof GATE_CONDITIONS)[number];
  /** Why it is not met yet; null: it is. */
  readonly missing: Text | null;
}

/**
 * Returns what a policy must pass before it is issued, in the order of the procedure. The consultation concerns major policies,
 * and ordinary ones that are consulted on. Checks and triggers decide; this says what they would say.
 */
export function gateConditions(facts: GateFacts, today: CivilDay): GateCondition[] {
  const { consultation, documentNumber, finalText } = facts;
  const condition = (name: GateCondition['name'], isMet: boolean, missing: Text): GateCondition => ({
    name,
    missing: isMet ? null : missing,
  });
  return [
    condition('classification', facts.isClassified, detail('consultations.gateClassification')),
    ...(facts.major || consultation ? consulted(consultation, condition) : []),
    reviewed(facts.reviewUntil, today),
    condition('decision', facts.isDecided, detail('consultations.gateDecision')),
    condition('documentNumber', documentNumber !== null, detail('consultations.documentNumberMissing')),
    condition('finalText', finalText !== null, detail('consultations.finalTextMissing')),
  ];
}

type Condition = (name: GateCondition['name'], isMet: boolean, missing: Text) => GateCondition;

function consulted(consultation: GateFacts['consultation'], condition: Condition): GateCondition[] {
  const publication = condition(
    'publication',
    consultation !== null,
    detail('consultations.gatePublication'),
  );
  if (!consultation) return [publication];
  const { closesOn, isOver, unanswered, isAnswered } = consultation;
  return [
    publication,
    condition('period', isOver, detail('consultations.gatePeriod', { closesOn })),
    condition('verdicts', unanswered === 0, detail('consultations.unanswered', { count: unanswered })),
    condition('feedback', isAnswered, detail('consultations.gateFeedback')),
  ];
}

function reviewed(until: CivilDay | null, today: CivilDay): GateCondition {
  if (until === null) return { name: 'review', missing: detail('consultations.reviewNotStarted') };
  return { name: 'review', missing: today > until ? null : detail('consultations.reviewLasts', { until }) };
}
