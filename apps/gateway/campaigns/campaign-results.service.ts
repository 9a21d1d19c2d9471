import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  CampaignsRepository,
  type CampaignWithProcess,
} from '../../../domain/campaigns/campaigns.repository.js';
import { listScope } from '../../../domain/campaigns/catalogue/catalogue-scopes.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { measureDepartments } from '../../../domain/campaigns/department-measures.js';
import {
  FindingsRepository,
  type ReviewVerdict,
  type UnitFindings,
} from '../../../domain/campaigns/findings.repository.js';
import { resultSheet } from '../../../domain/campaigns/documents/result-sheet.js';
import { render } from '../../../domain/documents/render.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { detail } from '../../../domain/messages/index.js';
import { equal, oneOf } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { campaignDepartment } from '../../../workflows/campaigns/department/definition.js';
import type { Actor } from '../platform/identity/actor.js';
import { documentFile, type FileAnswer } from '../platform/http/send-file.js';
import { keysetQuery } from '../platform/paging/page.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { toProcessView } from '../cases/processes/process-view.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { CampaignAccessService } from './campaign-access.service.js';
import { visibleCampaigns, visibleFindings, visibleUnits } from './visible-campaigns.js';
import { itemFilters, type DepartmentView, type ItemPage, type ItemsQuery } from './campaigns.dto.js';
import { toFindingView } from './finding-view.js';
import {
  findingFilters,
  type FindingCounts,
  type FindingPage,
  type FindingsQuery,
  type FindingView,
} from './findings.dto.js';

/** Results of a campaign: departments, items and findings. Departments read their own part. */
@Injectable()
export class CampaignResultsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly campaigns: CampaignsRepository,
    private readonly catalogues: CataloguesRepository,
    private readonly allFindings: FindingsRepository,
    private readonly access: CampaignAccessService,
    private readonly visibility: Visibility,
  ) {}

  /** In the campaign's order. @throws {DubanError} NOT_FOUND */
  async departments(actor: Actor, id: string): Promise<DepartmentView[]> {
    await this.access.assertVisible(actor, id);
    const units = visibleUnits(actor);
    const measured = await measureDepartments(this.dataSource, id);
    const parts = await this.campaigns.departmentProcesses(id, this.visibility.cardUnits(actor));
    const processes = new Map(parts.map((row) => [row.unit, row]));
    const counts = new Map(
      (await this.allFindings.countByUnit(id)).map(({ unit, states }) => [unit, states] as const),
    );
    const lists = await this.catalogues.newestFrozen(measured.map(({ unit }) => listScope(id, unit)));
    return measured
      .filter(({ unit }) => units === null || units.includes(unit))
      .map(({ unit, name, found, left }) => {
        const process = processes.get(unit);
        return {
          unit,
          name,
          process: process ? toProcessView(process) : null,
          list: lists.get(listScope(id, unit)) ?? null,
          listTask: process?.listTask ?? null,
          reported: process?.reported ? { ...process.reported, at: instant(process.reported.at) } : null,
          found,
          left,
          findings: countsOf(counts.get(unit) ?? {}, units === null),
          card: process?.card ?? null,
        };
      });
  }

  /** 检查情况表 of what `departments` shows, as XLSX. @throws {DubanError} NOT_FOUND */
  async sheet(actor: Actor, id: string): Promise<FileAnswer> {
    const campaign = await this.campaigns.findWithProcess(id, visibleCampaigns(actor));
    if (!campaign) throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
    const units = visibleUnits(actor);
    const measured = await measureDepartments(this.dataSource, id);
    const shown = measured.filter(({ unit }) => units === null || units.includes(unit));
    const made = { by: campaign.centreName, on: formatDay(dayOf(businessNow())) };
    const bytes = await render('xlsx', [resultSheet(shown, made)]);
    return documentFile({ title: `${campaign.title}检查情况表`, format: 'xlsx', bytes });
  }

  /** By unit and place in its list. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async items(actor: Actor, id: string, query: ItemsQuery): Promise<ItemPage> {
    const campaign = await this.campaigns.findWithProcess(id, visibleCampaigns(actor));
    if (!campaign) throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
    const versions = await this.versionsOf(campaign, query.list);
    const where = [oneOf('i.unit_code', visibleUnits(actor)), ...itemFilters(query)];
    return this.catalogues.itemPage(query, versions, where, ({ number: _number, ...item }) => item);
  }

  private async versionsOf(
    { id, fallbackVersion }: CampaignWithProcess,
    list: ItemsQuery['list'],
  ): Promise<readonly string[]> {
    if (list === 'reported') return this.campaigns.reportedLists(id);
    if (list === 'fallback') return fallbackVersion === null ? [] : [fallbackVersion];
    return [id];
  }

  /** Departments see findings that were issued to them. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async findings(actor: Actor, id: string, query: FindingsQuery): Promise<FindingPage> {
    await this.access.assertVisible(actor, id);
    const where = [equal('f.campaign_id', id), visibleFindings(actor), ...findingFilters(query)];
    const readsText = this.readsText(actor);
    return this.allFindings.page(keysetQuery(query), where, (row) => toFindingView(row, readsText));
  }

  /** Whether an account reads what units and centre have written. */
  private readsText(actor: Actor): boolean {
    return this.visibility.readsContent(actor, campaignDepartment.definition.key);
  }

  /**
   * A person's decision on a finding that is not certain, before it is issued to its unit.
   *
   * @throws {DubanError} NOT_FOUND also when it is no longer to be reviewed
   */
  async review(
    actor: Actor,
    id: string,
    { finding, verdict }: { finding: string; verdict: ReviewVerdict },
  ): Promise<FindingView> {
    await this.access.assertVisible(actor, id);
    if (!(await this.allFindings.review(id, finding, verdict)))
      throw new DubanError('NOT_FOUND', detail('campaigns.noFindingToReview'));
    return toFindingView((await this.allFindings.find(finding))!, this.readsText(actor));
  }
}

const instant = (at: string): string => new Date(at).toISOString();

/** @param all whether the account sees findings before they are issued */
function countsOf(
  { found = 0, dismissed = 0, open = 0, withdrawn = 0, rectified = 0 }: UnitFindings['states'],
  all: boolean,
): FindingCounts {
  return { found: all ? found : 0, dismissed: all ? dismissed : 0, open, withdrawn, rectified };
}
