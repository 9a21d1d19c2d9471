import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { TaskRow } from '../tasks/task-view.js';

type Check = (pool: Pool, task: TaskRow, decision: never) => Promise<void>;

/**
 * What a decision on a letter must satisfy that only the database knows; asked before the process hears of it.
 *
 * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST, UNIT_OUTSIDE_COUNTY, MERGE_TARGET_INVALID
 */
export async function checkDecision(
  pool: Pool,
  task: TaskRow,
  outcome: string,
  decision: unknown,
): Promise<void> {
  if (task.process_key !== 'mailbox-letter') return;
  await CHECKS[`${task.name}/${outcome}`]?.(pool, task, decision as never);
}

const addressees: Check = (pool, task, decision: { lead: string; coUnits: string[] }) =>
  checkUnits(pool, task, { 'decision.lead': [decision.lead], 'decision.coUnits': decision.coUnits });

const CHECKS: Readonly<Record<string, Check>> = {
  'register/dispatch': addressees,
  'assign/assign': addressees,
  'superiorRule/assign': addressees,
  'draft/askCoUnits': (pool, task, decision: { units: string[] }) =>
    checkUnits(pool, task, { 'decision.units': decision.units }),
  'sign/redispatch': async (pool, task, decision: { unit: string }) => {
    await checkUnits(pool, task, { 'decision.unit': [decision.unit] });
    const { rows } = await pool.query(
      `SELECT 1 FROM unit WHERE code = $1 AND $2 = ANY (path) AND code <> $2
         AND EXISTS (SELECT 1 FROM unit county WHERE county.code = $2 AND county.kind = 'COUNTY')`,
      [decision.unit, task.unit],
    );
    if (rows.length === 0)
      throw refusal('UNIT_OUTSIDE_COUNTY', 'decision.unit', `must be an office of ${task.unit}`);
  },
  'register/merge': async (pool, task, decision: { into: string }) => {
    const { rows } = await pool.query(
      `SELECT 1 FROM process WHERE id = $1 AND id <> $2 AND key = 'mailbox-letter' AND NOT confidential
         AND state IN ('running', 'suspended', 'completed') AND NOT facts ? 'mergedInto'`,
      [decision.into, task.process_id],
    );
    if (rows.length === 0) {
      throw refusal(
        'MERGE_TARGET_INVALID',
        'decision.into',
        'must be another letter that is not merged itself',
      );
    }
  },
};

async function checkUnits(
  pool: Pool,
  task: TaskRow,
  fields: Record<string, readonly string[]>,
): Promise<void> {
  const codes = [...new Set(Object.values(fields).flat())];
  const { rows } = await pool.query<{ code: string; conflict: boolean }>(
    `SELECT u.code, u.path && p.hidden_from AS conflict FROM unit u, process p
     WHERE u.code = ANY ($1) AND p.id = $2`,
    [codes, task.process_id],
  );
  const known = new Map(rows.map((row) => [row.code, row.conflict]));
  for (const [field, units] of Object.entries(fields)) {
    for (const code of units) {
      if (!known.has(code)) throw refusal('UNIT_UNKNOWN', field, `no unit '${code}': see GET /api/v1/units`);
      if (known.get(code))
        throw refusal('CONFLICT_OF_INTEREST', field, `the letter accuses '${code}' or a unit above it`);
    }
  }
}

const refusal = (
  code: 'UNIT_UNKNOWN' | 'CONFLICT_OF_INTEREST' | 'UNIT_OUTSIDE_COUNTY' | 'MERGE_TARGET_INVALID',
  field: string,
  message: string,
) => new DubanError(code, `${field}: ${message}`, { issues: [{ field, message }] });
