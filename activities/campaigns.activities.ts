import type {
  FindingsArgument,
  RecheckArgument,
  RulingArgument,
} from '../workflows/campaigns/department/behaviour.js';
import type { FallbackArgument, SettledList } from '../workflows/campaigns/behaviour.js';
import {
  makeBulletin,
  makeNotices,
  makeProblemReport,
  makeReport,
} from '../domain/campaigns/campaign-documents.js';
import { compileCatalogue, freezeCatalogue, replaceFallback } from '../domain/campaigns/compile-catalogue.js';
import { applyRecheck, reinspect, settleFindings } from '../domain/campaigns/department-steps.js';
import { issueFindings, openCertain } from '../domain/campaigns/issue-findings.js';
import { FindingsRepository } from '../domain/campaigns/findings.repository.js';
import { inspectCampaign, type InspectDeps } from '../domain/campaigns/inspect-campaign.js';

interface Request<A = unknown> {
  readonly process: string;
  readonly argument: A;
}

/** The steps of a campaign and of its departments, by activity type. Each is idempotent. */
export function createCampaignSteps(deps: InspectDeps) {
  const { dataSource } = deps;
  return {
    'service-item-campaign.compileCatalogue': (request: Request<readonly SettledList[]>) =>
      compileCatalogue(dataSource, request),
    'service-item-campaign.takeFallback': (request: Request<FallbackArgument>) =>
      replaceFallback(dataSource, request),
    'service-item-campaign.freezeCatalogue': ({ process }: Request) => freezeCatalogue(dataSource, process),
    'service-item-campaign.inspect': (request: Request) => inspectCampaign(deps, request, 1),
    'service-item-campaign.handDown': (request: Request) => issueFindings(deps, request),
    'service-item-campaign.makeReport': ({ process }: Request) => makeReport(dataSource, process),
    'service-item-campaign.openRectification': async ({ process }: Request) => {
      const opened = await openCertain(dataSource, process);
      await makeNotices(dataSource, process);
      return opened;
    },
    'service-item-campaign.inspectAgain': (request: Request) => inspectCampaign(deps, request, 2),
    'service-item-campaign.makeProblemReport': ({ process }: Request) =>
      makeProblemReport(dataSource, process),
    'service-item-campaign.publishBulletin': ({ process }: Request) => makeBulletin(dataSource, process),
    'service-item-campaign.carryOver': async ({ process }: Request) => {
      const { findings } = await new FindingsRepository(dataSource).countOpenByUnit(process);
      return { open: findings };
    },
    'campaign-department.settleFindings': ({ argument }: Request<RulingArgument>) =>
      settleFindings(dataSource, argument),
    'campaign-department.settleNewFindings': ({ argument }: Request<RulingArgument>) =>
      settleFindings(dataSource, argument),
    'campaign-department.reinspect': ({ argument }: Request<FindingsArgument>) => reinspect(deps, argument),
    'campaign-department.applyRecheck': ({ argument }: Request<RecheckArgument>) =>
      applyRecheck(dataSource, argument),
  };
}
