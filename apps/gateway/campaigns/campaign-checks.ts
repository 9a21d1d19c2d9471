import type { EntityManager } from 'typeorm';
import { listScope } from '../../../domain/campaigns/catalogue/catalogue-scopes.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { FindingsRepository } from '../../../domain/campaigns/findings.repository.js';
import { issue } from '../../../domain/messages/index.js';
import { invalid } from '../platform/problems/validation.js';
import { namesOfficer } from '../cases/tasks/name-officer.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';
import type { LoadedTask } from '../cases/tasks/task-rows.js';

const departmentOf = (task: LoadedTask): { campaign: string; unit: string } =>
  task.process.facts as { campaign: string; unit: string };

/** The findings that a department names are its own, and open. */
async function ownFindings(
  tx: EntityManager,
  task: LoadedTask,
  { findings = [] }: { findings?: string[] },
): Promise<void> {
  const { campaign, unit } = departmentOf(task);
  const open = await new FindingsRepository(tx).openOf(campaign, unit, findings);
  const others = findings.filter((id) => !open.has(id));
  if (others.length > 0)
    throw invalid(
      ...others.map((finding) => issue('decision.findings', 'campaigns.findingNotOpen', { finding })),
    );
}

/** With its rectification a department contests only findings that it was never asked about. */
const notYetAsked: Check = async (tx: EntityManager, task, decision: { findings: string[] }) => {
  await ownFindings(tx, task, decision);
  const asked = await new FindingsRepository(tx).asked(decision.findings);
  if (asked.length > 0)
    throw invalid(
      ...asked.map((finding) => issue('decision.findings', 'campaigns.findingAskedBefore', { finding })),
    );
};

/** A reported list was uploaded by the department, for this campaign. */
const ownList: Check = async (tx: EntityManager, task, { list }: { list: string | null }) => {
  if (list === null) return;
  const { campaign, unit } = departmentOf(task);
  if (!(await new CataloguesRepository(tx).isFrozen(list, listScope(campaign, unit))))
    throw invalid(issue('decision.list', 'campaigns.listNotUploaded'));
};

/** A supplied fallback list has items of every unit that the catalogue lacks. */
const coversUnlisted: Check = async (tx: EntityManager, { process }, { list }: { list: string }) => {
  const { unlisted = [] } = process.facts as { unlisted?: string[] };
  const catalogues = new CataloguesRepository(tx);
  if (!(await catalogues.hasFallbackList(list)))
    throw invalid(issue('decision.list', 'campaigns.fallbackListUnknown'));
  const listed = (await catalogues.units(list)).map(({ unit }) => unit);
  const missing = unlisted.filter((unit) => !listed.includes(unit));
  if (missing.length > 0)
    throw invalid(
      ...missing.map((unit) => issue('decision.list', 'campaigns.fallbackListLacksUnit', { unit })),
    );
};

/** Checks of decisions about a campaign as a whole. */
export const wholeCampaignChecks: Checks = { 'supplyFallback/supply': coversUnlisted };

/** Checks of decisions about the part of a department. */
export const campaignChecks: Checks = {
  'nameContact/name': namesOfficer('campaign', { name: 'name', phone: 'phone' }),
  'reportList/report': ownList,
  'correctList/report': ownList,
  'confirmFindings/contest': ownFindings,
  'ruleFindings/withdraw': ownFindings,
  'ruleNewFindings/withdraw': ownFindings,
  'rectify/declarePart': ownFindings,
  'rectify/contest': notYetAsked,
  'recheck/bounce': ownFindings,
};
