import { transaction } from '../../infra/database/transaction.js';
import type { AfterTask, Classified } from '../../workflows/consultations/behaviour.js';
import { clausesOf } from './clauses.js';
import { CommandContentRepository } from './command-content.repository.js';
import { readTaskContent } from './command-content.js';
import { compareTexts } from './compare-texts.js';
import { daysAt, type Deps } from './consultation-days.js';
import { ConsultationsRepository } from './consultations.repository.js';
import { PolicyDocumentsRepository } from './policy-documents.repository.js';
import { isClosedGate } from './policy-gate-errors.js';
import { PolicyMarkingsRepository } from './policy-markings.repository.js';
import type { StepRequest } from './step-request.js';

/** Q0: records how the legal office classifies a policy. Only `policy_unmarking` makes a major policy ordinary. */
export async function classify(
  { dataSource }: Deps,
  { process: id, argument: { task, major, at } }: StepRequest<Classified>,
): Promise<void> {
  const { command, account, content } = await readTaskContent(dataSource, id, task);
  const policyId = await policyOf({ dataSource }, id);
  await transaction(dataSource, async (tx) => {
    await new PolicyDocumentsRepository(tx).classify(policyId, major, new Date(at));
    await new PolicyMarkingsRepository(tx).log({
      id: command,
      policyId,
      act: major ? 'MAJOR' : 'ORDINARY',
      reason: content['reason'] ?? '',
      account,
      at: new Date(at),
    });
  });
}

/** Q6: starts the period of the legal review. @returns its last day */
export async function beginReview(
  deps: Deps,
  { process: id, argument: { at } }: StepRequest<AfterTask>,
): Promise<{ until: string }> {
  const until = (await daysAt(deps, at)).reviewUntil(at);
  const policies = new PolicyDocumentsRepository(deps.dataSource);
  await policies.setReviewUntil(await policyOf(deps, id), until);
  return { until };
}

/** Q6: records the decision, unless the gate is closed. */
export async function decide(
  deps: Deps,
  { process: id, argument: { at } }: StepRequest<AfterTask>,
): Promise<{ decided: boolean }> {
  const policy = await policyOf(deps, id);
  const policies = new PolicyDocumentsRepository(deps.dataSource);
  return { decided: await unlessGateIsClosed(policies.decide(policy, new Date(at))) };
}

/** Step: takes the policy back to the state before its decision. */
export async function reopenDecision(deps: Deps, { process: id }: StepRequest): Promise<void> {
  await new PolicyDocumentsRepository(deps.dataSource).reopen(await policyOf(deps, id));
}

/** Q7: issues the policy with the changes between draft and final text, unless the gate is closed. */
export async function issue(deps: Deps, { process: id }: StepRequest): Promise<{ issued: boolean }> {
  const policy = await policyOf(deps, id);
  const policies = new PolicyDocumentsRepository(deps.dataSource);
  const finalText = await policies.finalText(policy);
  const draft = await new ConsultationsRepository(deps.dataSource).clauses(id);
  const diff = draft.length > 0 && finalText ? compareTexts(draft, clausesOf(finalText)) : null;
  return { issued: await unlessGateIsClosed(policies.issue(policy, diff, new Date())) };
}

/** Ends a policy that its unit withdrew or that was not adopted. Published material stays public. */
export async function end(deps: Deps, { process: id }: StepRequest): Promise<void> {
  const { dataSource } = deps;
  const reason = await new CommandContentRepository(dataSource).withdrawalReason(id);
  const policy = await policyOf(deps, id);
  await transaction(dataSource, async (tx) => {
    await new ConsultationsRepository(tx).withdraw(id, new Date(), reason);
    await new PolicyDocumentsRepository(tx).withdraw(policy, new Date());
  });
}

async function policyOf({ dataSource }: Pick<Deps, 'dataSource'>, id: string): Promise<string> {
  return (await new ConsultationsRepository(dataSource).get(id)).policyId;
}

/** @returns false when the database's own gate refused the statement */
async function unlessGateIsClosed(statement: Promise<void>): Promise<boolean> {
  try {
    await statement;
    return true;
  } catch (error) {
    if (isClosedGate(error)) return false;
    throw error;
  }
}
