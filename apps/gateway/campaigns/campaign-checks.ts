import type { EntityManager } from 'typeorm';
import { listScope } from '../../../domain/campaigns/campaign-row.js';
import { invalid } from '../platform/problems/validation.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';

const ofDepartment = (task: LoadedTask): { campaign: string; unit: string } =>
  task.process.facts as { campaign: string; unit: string };

/** Findings that a department speaks of are its own, and stand. */
async function ownFindings(
  tx: EntityManager,
  task: LoadedTask,
  { findings = [] }: { findings?: string[] },
): Promise<void> {
  const { campaign, unit } = ofDepartment(task);
  const rows: { id: string }[] = await tx.query(
    `SELECT id FROM campaign_finding
     WHERE campaign_id = $1 AND unit_code = $2 AND id = ANY($3) AND state = 'open'`,
    [campaign, unit, findings],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = findings.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw invalid(
      ...unknown.map((id) => ({ field: 'decision.findings', message: `no open finding ${id} of this unit` })),
    );
}

/** With its rectification a department contests only what it was never asked about; about the rest its word is given. */
const notYetAsked: Check = async (tx: EntityManager, task, decision: { findings: string[] }) => {
  await ownFindings(tx, task, decision);
  const rows: { id: string }[] = await tx.query(
    'SELECT id FROM campaign_finding WHERE id = ANY($1) AND asked_at IS NOT NULL ORDER BY id',
    [decision.findings],
  );
  if (rows.length > 0)
    throw invalid(
      ...rows.map(({ id }) => ({
        field: 'decision.findings',
        message: `the unit was asked about finding ${id} before`,
      })),
    );
};

/** A list that is reported has been uploaded by the department, for this campaign. */
const ownList: Check = async (tx: EntityManager, task, { list }: { list: string | null }) => {
  if (list === null) return;
  const { campaign, unit } = ofDepartment(task);
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM catalogue_version WHERE id = $1 AND scope = $2 AND state = 'frozen'`,
    [list, listScope(campaign, unit)],
  );
  if (rows.length === 0)
    throw invalid({ field: 'decision.list', message: 'no list that this unit has uploaded' });
};

/** A list that the centre brings has items of every unit that the catalogue lacks. */
const standsIn: Check = async (tx: EntityManager, { process }, { list }: { list: string }) => {
  const { unlisted = [] } = process.facts as { unlisted?: string[] };
  const [found]: { units: string[] }[] = await tx.query(
    `SELECT array(SELECT DISTINCT unit_code FROM catalogue_item WHERE version_id = f.id) AS units
     FROM fallback_list f WHERE id = $1`,
    [list],
  );
  if (!found) throw invalid({ field: 'decision.list', message: 'no list of POST /api/v1/fallback-lists' });
  const { units } = found;
  const missing = unlisted.filter((unit) => !units.includes(unit));
  if (missing.length > 0)
    throw invalid(
      ...missing.map((unit) => ({ field: 'decision.list', message: `the list has no item of unit ${unit}` })),
    );
};

/** What the decisions about a campaign as a whole must satisfy that only the database knows. */
export const wholeCampaignChecks: Checks = { 'supplyFallback/supply': standsIn };

/** The same for the part of a department. */
export const campaignChecks: Checks = {
  'reportList/report': ownList,
  'correctList/report': ownList,
  'confirmFindings/contest': ownFindings,
  'ruleFindings/withdraw': ownFindings,
  'ruleNewFindings/withdraw': ownFindings,
  'rectify/declarePart': ownFindings,
  'rectify/contest': notYetAsked,
  'recheck/bounce': ownFindings,
};
