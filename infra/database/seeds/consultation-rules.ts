import rules from './consultation-rules.json' with { type: 'json' };

/** Requirements of the law in force on a day; domain/consultations/rules.ts checks the shape. */
export interface ConsultationRuleSeed {
  /** `YYYY-MM-DD`: applies to consultations published from then on, until the next rule. */
  readonly effectiveFrom: string;
  readonly title: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function consultationRuleSeeds(): readonly ConsultationRuleSeed[] {
  return rules.map(({ effectiveFrom, title, ...body }) => ({ effectiveFrom, title, body }));
}
