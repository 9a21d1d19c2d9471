import type { DataSource } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import { FindingsRepository, type OpenFindings } from './findings.repository.js';
import { withHeartbeat, type InspectDeps } from './inspect-campaign.js';
import { InspectionResultsRepository } from './inspection-results.repository.js';
import { readCampaign } from './read-campaign.js';
import { retryLinks, wouldSettle } from './link-retries.js';

/**
 * Issues findings to their units: those that are certain, links that have failed on another day as well, and those that
 * a person has confirmed (state `open` already). All others stay as found and are held against nobody.
 */
export async function issueFindings(
  deps: InspectDeps,
  { process: id }: { process: string },
): Promise<OpenFindings> {
  const { dataSource } = deps;
  const { site } = await readCampaign(dataSource, id);
  // By now it is another day, unless the review was quick.
  const now = new Date();
  const suspected = await new InspectionResultsRepository(dataSource).suspectedLinks(id);
  const links = suspected.filter((link) => wouldSettle(link, now));
  await withHeartbeat(null, (_, signal) => retryLinks(deps, { site, links }, signal));
  return transaction(dataSource, async (tx) => {
    const findings = new FindingsRepository(tx);
    await findings.openCertain(id);
    await findings.ask(id, now);
    return findings.countOpenByUnit(id);
  });
}

/**
 * Opens findings that have become certain since, such as links that failed on another day. Their units have not been
 * asked about them, and may contest them while they rectify.
 */
export function openCertain(dataSource: DataSource, id: string): Promise<OpenFindings> {
  return transaction(dataSource, async (tx) => {
    const findings = new FindingsRepository(tx);
    await findings.openCertain(id);
    return findings.countOpenByUnit(id);
  });
}
