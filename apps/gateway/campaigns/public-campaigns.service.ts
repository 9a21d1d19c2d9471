import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { readBulletin, type IssuedBulletin } from '../../../domain/campaigns/campaign-documents.js';
import {
  CampaignsRepository,
  type PublishedCampaign,
} from '../../../domain/campaigns/campaigns.repository.js';
import { resultSheet } from '../../../domain/campaigns/documents/result-sheet.js';
import { render } from '../../../domain/documents/render.js';
import { detail } from '../../../domain/messages/index.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { StoredDocumentsService } from '../cases/documents/stored-documents.service.js';
import { Cached } from '../cases/portal/cached.js';
import { shownBlocks } from '../platform/http/document-blocks.dto.js';
import { documentFile, type FileAnswer } from '../platform/http/send-file.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { PUBLIC_DOCUMENTS } from './visible-campaigns.js';
import type {
  PublicCampaignItem,
  PublicCampaignPage,
  PublicCampaignsQuery,
  PublicCampaignView,
} from './public-campaigns.dto.js';

/** Nothing changes any more; not for ever, because memory is finite. */
const KEPT_MS = 600_000;
const KEPT = 20;

/** Campaigns whose bulletin is issued, for the public. Others do not exist (404). */
@Injectable()
export class PublicCampaignsService {
  private readonly bulletins = new Cached<IssuedBulletin>(KEPT_MS, KEPT);
  private readonly sheets = new Cached<Buffer>(KEPT_MS, KEPT);

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly campaigns: CampaignsRepository,
    private readonly documents: StoredDocumentsService,
  ) {}

  /** Latest first. @throws {DubanError} CURSOR_INVALID */
  list(query: PublicCampaignsQuery): Promise<PublicCampaignPage> {
    return this.campaigns.publishedPage(query, toItem);
  }

  /** @throws {DubanError} NOT_FOUND */
  async get(id: string): Promise<PublicCampaignView> {
    const campaign = await this.published(id);
    const { text } = await this.bulletin(campaign);
    const files = await this.documents.list(id, PUBLIC_DOCUMENTS);
    const newest = Math.max(...files.map(({ version }) => version));
    return {
      ...toItem(campaign),
      bulletin: text.title,
      recipients: text.recipients ?? '',
      body: shownBlocks(text.body),
      annexes: text.annexes.map(({ title, body }) => ({ title, body: shownBlocks(body) })),
      files: files
        .filter(({ version }) => version === newest)
        .map(({ id: file, format, size }) => ({ id: file, format, size })),
    };
  }

  /** 检查情况表 as XLSX. @throws {DubanError} NOT_FOUND */
  async table(id: string): Promise<FileAnswer> {
    const campaign = await this.published(id);
    const bytes = await this.sheets.get(id, async () => {
      const { units } = await this.bulletin(campaign);
      const made = { by: campaign.inspector, on: dayIssued(campaign) };
      return render('xlsx', [resultSheet(units, made)]);
    });
    return documentFile({ title: `${campaign.title}检查情况表`, format: 'xlsx', bytes });
  }

  /** The bulletin as a document. @throws {DubanError} NOT_FOUND */
  async file(id: string, document: string): Promise<FileAnswer> {
    await this.published(id);
    return this.documents.file(id, document, PUBLIC_DOCUMENTS);
  }

  private bulletin(campaign: PublishedCampaign): Promise<IssuedBulletin> {
    return this.bulletins.get(campaign.id, () =>
      readBulletin(this.dataSource, campaign.id, dayIssued(campaign)),
    );
  }

  private async published(id: string): Promise<PublishedCampaign> {
    const campaign = await this.campaigns.published(id);
    if (!campaign) throw new DubanError('NOT_FOUND', detail('campaigns.noBulletin'));
    return campaign;
  }
}

const dayIssued = ({ publishedAt }: PublishedCampaign): string => formatDay(dayOf(publishedAt.getTime()));

const toItem = ({ publishedAt, ...campaign }: PublishedCampaign): PublicCampaignItem => ({
  ...campaign,
  publishedAt: publishedAt.toISOString(),
});
