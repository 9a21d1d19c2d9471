import rules from './consultation-rules.json' with { type: 'json' };

/** What the law in force on a day requires of a consultation; its shape is checked by domain/consultations/rules.ts. */
export interface ConsultationRuleSeed {
  /** `YYYY-MM-DD`: it holds for what is published from then on, until the next one. */
  readonly effectiveFrom: string;
  readonly title: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function consultationRuleSeeds(): readonly ConsultationRuleSeed[] {
  return rules.map(({ effectiveFrom, title, ...body }) => ({ effectiveFrom, title, body }));
}
