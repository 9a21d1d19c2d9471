import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import type { AfterTask, Classified } from '../../workflows/consultations/behaviour.js';
import { clausesOf } from './clauses.js';
import { compareTexts } from './compare-texts.js';
import { readClauses, readConsultation } from './consultation-row.js';
import { daysAt, type Deps, type Request } from './deps.js';
import { isClosedGate } from './policy-gate-errors.js';
import { saidWith, withdrawalReason } from './command-content.js';

/** Q0: what the legal office says of a policy. What the unit has called major stays so: see `policy_unmarking`. */
export async function classify(
  { dataSource }: Deps,
  { process: id, argument: { task, major, at } }: Request<Classified>,
): Promise<void> {
  const { command, account, content } = await saidWith(dataSource, id, task);
  const { policy } = await readConsultation(dataSource, id);
  await transaction(dataSource, async (tx) => {
    await tx.query(
      `UPDATE policy_document SET major = major OR $2, classified_at = coalesce(classified_at, $3) WHERE id = $1`,
      [policy, major, new Date(at)],
    );
    await tx.query(
      `INSERT INTO policy_classification (id, policy_id, act, reason, account, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO NOTHING`,
      [command, policy, major ? 'MAJOR' : 'ORDINARY', content['reason'] ?? '', account, new Date(at)],
    );
  });
}

/** Q6: the time for the legal review begins; until when it lasts. */
export async function beginReview(
  deps: Deps,
  { process: id, argument: { at } }: Request<AfterTask>,
): Promise<{ until: string }> {
  const until = (await daysAt(deps, at)).reviewUntil(at);
  await deps.dataSource.query(
    `UPDATE policy_document SET review_until = $2 WHERE id = (SELECT policy_id FROM consultation WHERE id = $1)`,
    [id, until],
  );
  return { until };
}

/** Q6: decided, unless the gate is closed. */
export async function decide(
  { dataSource }: Deps,
  { process: id, argument: { at } }: Request<AfterTask>,
): Promise<{ decided: boolean }> {
  const decided = await pass(dataSource, DECIDE, [id, new Date(at)]);
  return { decided };
}

export async function reopenDecision({ dataSource }: Deps, { process: id }: Request): Promise<void> {
  await dataSource.query(REOPEN, [id]);
}

/** Q7: issued with the difference between draft and final text, unless the gate is closed. */
export async function issue({ dataSource }: Deps, { process: id }: Request): Promise<{ issued: boolean }> {
  const { policy } = await readConsultation(dataSource, id);
  const [row]: { finalText: string | null }[] = await dataSource.query(
    'SELECT final_text AS "finalText" FROM policy_document WHERE id = $1',
    [policy],
  );
  const draft = await readClauses(dataSource, id);
  const diff = draft.length > 0 && row!.finalText ? compareTexts(draft, clausesOf(row!.finalText)) : null;
  const issued = await pass(dataSource, ISSUE, [policy, diff && JSON.stringify(diff), new Date()]);
  return { issued };
}

/** It goes no further: withdrawn by its unit, or not adopted. What was published already stays public. */
export async function end({ dataSource }: Deps, { process: id }: Request): Promise<void> {
  const reason = await withdrawalReason(dataSource, id);
  await transaction(dataSource, async (tx) => {
    await tx.query(
      `UPDATE consultation SET state = 'withdrawn', withdrawn_at = $2, withdrawal_reason = $3
       WHERE id = $1 AND state NOT IN ('answered', 'withdrawn')`,
      [id, new Date(), reason],
    );
    await tx.query(
      `UPDATE policy_document SET state = 'withdrawn', withdrawn_at = $2, decided_at = NULL
       WHERE id = (SELECT policy_id FROM consultation WHERE id = $1) AND state NOT IN ('issued', 'withdrawn')`,
      [id, new Date()],
    );
  });
}

/** Whether the statement was let through by the database's own gate. */
async function pass(dataSource: DataSource, sql: string, values: unknown[]): Promise<boolean> {
  try {
    await dataSource.query(sql, values);
    return true;
  } catch (error) {
    if (isClosedGate(error)) return false;
    throw error;
  }
}

const DECIDE = `
  UPDATE policy_document SET state = 'decided', decided_at = $2
  WHERE id = (SELECT policy_id FROM consultation WHERE id = $1) AND state <> 'decided'`;

const REOPEN = `
  UPDATE policy_document d SET decided_at = NULL,
    state = CASE WHEN c.published_at IS NULL THEN 'draft' ELSE 'consulting' END
  FROM consultation c WHERE c.id = $1 AND d.id = c.policy_id AND d.state = 'decided'`;

const ISSUE = `
  UPDATE policy_document SET state = 'issued', issued_at = $3, diff = $2 WHERE id = $1 AND state <> 'issued'`;
