import type { EntityManager } from 'typeorm';
import { ConsultationRulesRepository } from '../../../domain/consultations/consultation-rules.repository.js';
import { shortened, type ConsultationRule } from '../../../domain/consultations/rules.js';
import { issue } from '../../../domain/messages/index.js';
import type { Database } from '../../../infra/database/query.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { differencesOf } from '../cases/registration/differences.js';
import type { RuleKind } from '../cases/registration/rule-kind.js';
import { invalid } from '../platform/problems/validation.js';

/** They propose, and another one of them approves. */
export const RULE_KEEPERS = ['legal-officer'] as const;

/** The rules on consultations, which two persons of the legal office change. */
export const consultationRuleKind = {
  kind: 'consultation-rule',
  approvers: RULE_KEEPERS,
  async differences(db, content) {
    const rule = content as ConsultationRule;
    return differencesOf((await rulesOf(db).inForce(rule.effectiveFrom)) ?? {}, rule);
  },
  async apply(tx, { content, today }) {
    const rule = content as ConsultationRule;
    if (!(await rulesOf(tx).add(rule))) throw exists(rule);
    return rule.effectiveFrom > today ? rule.effectiveFrom : today;
  },
} as const satisfies RuleKind;

/**
 * Checks a rule that is proposed.
 *
 * @param options.isDemo a demonstration may give citizens less time than the rule before
 * @throws {DubanError} VERSION_CONFLICT when another rule has its effective date, VALIDATION_FAILED naming what is shorter
 */
export async function assertAddable(
  tx: EntityManager,
  rule: ConsultationRule,
  { isDemo }: { readonly isDemo: boolean },
): Promise<void> {
  const before = await rulesOf(tx).inForce(rule.effectiveFrom);
  if (before?.effectiveFrom === rule.effectiveFrom) throw exists(rule);
  const faults = before && !isDemo ? shortened(before, rule) : [];
  if (faults.length > 0)
    throw invalid(
      ...faults.map((field) => issue(field, 'consultations.ruleShorter', { from: before!.effectiveFrom })),
    );
}

const rulesOf = (db: Database): ConsultationRulesRepository => new ConsultationRulesRepository(db);

const exists = ({ effectiveFrom: from }: ConsultationRule): DubanError =>
  DubanError.ofFields('VERSION_CONFLICT', [issue('effectiveFrom', 'consultations.ruleExists', { from })]);
