import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import { listScope } from '../../../domain/campaigns/catalogue/catalogue-scopes.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { measureDepartments } from '../../../domain/campaigns/department-measures.js';
import { FindingsRepository, type ShownFinding } from '../../../domain/campaigns/findings.repository.js';
import { FINDING_KINDS, type FindingKind } from '../../../domain/campaigns/measures/findings.js';
import { detail } from '../../../domain/messages/index.js';
import { equal, oneOf } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { toProcessView } from '../cases/processes/process-view.js';
import { CampaignAccessService } from './campaign-access.service.js';
import { visibleFindings, visibleUnits } from './visible-campaigns.js';
import {
  findingFilters,
  itemFilters,
  type DepartmentView,
  type FindingPage,
  type FindingsQuery,
  type FindingView,
  type ItemPage,
  type ItemsQuery,
} from './campaigns.dto.js';

/** Results of a campaign: departments, items and findings. Departments read their own part. */
@Injectable()
export class CampaignResultsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly campaigns: CampaignsRepository,
    private readonly catalogues: CataloguesRepository,
    private readonly allFindings: FindingsRepository,
    private readonly access: CampaignAccessService,
  ) {}

  /** In the campaign's order. @throws {DubanError} NOT_FOUND */
  async departments(actor: Actor, id: string): Promise<DepartmentView[]> {
    await this.access.assertVisible(actor, id);
    const units = visibleUnits(actor);
    const measured = await measureDepartments(this.dataSource, id);
    const processes = new Map((await this.campaigns.departmentProcesses(id)).map((row) => [row.unit, row]));
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
          found,
          left,
        };
      });
  }

  /** By unit and place in its list. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async items(actor: Actor, id: string, query: ItemsQuery): Promise<ItemPage> {
    await this.access.assertVisible(actor, id);
    const where = [
      equal('i.version_id', id),
      oneOf('i.unit_code', visibleUnits(actor)),
      ...itemFilters(query),
    ];
    return this.catalogues.itemPage(query, where, ({ number: _number, ...item }) => item);
  }

  /** Departments see findings that were issued to them. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async findings(actor: Actor, id: string, query: FindingsQuery): Promise<FindingPage> {
    await this.access.assertVisible(actor, id);
    const where = [equal('f.campaign_id', id), visibleFindings(actor), ...findingFilters(query)];
    return this.allFindings.page(query, where, toFindingView);
  }

  /**
   * A person's decision on a finding that is not certain, before it is issued to its unit.
   *
   * @throws {DubanError} NOT_FOUND also when it is no longer to be reviewed
   */
  async review(
    actor: Actor,
    id: string,
    { finding, verdict }: { finding: string; verdict: 'confirm' | 'dismiss' },
  ): Promise<FindingView> {
    await this.access.assertVisible(actor, id);
    const state = verdict === 'confirm' ? 'open' : 'dismissed';
    if (!(await this.allFindings.review(id, finding, state)))
      throw new DubanError('NOT_FOUND', detail('campaigns.noFindingToReview'));
    return toFindingView((await this.allFindings.find(finding))!);
  }
}

const toFindingView = ({ foundAt, ...row }: ShownFinding): FindingView => ({
  ...row,
  title: FINDING_KINDS[row.kind as FindingKind],
  foundAt: foundAt.toISOString(),
});
