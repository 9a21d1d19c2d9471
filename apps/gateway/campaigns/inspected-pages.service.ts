import { Injectable } from '@nestjs/common';
import {
  InspectionSourcesRepository,
  type FindingSource,
} from '../../../domain/campaigns/inspection-sources.repository.js';
import { decodeHtml } from '../../../domain/inspection/http/charset.js';
import { pageText } from '../../../domain/inspection/page/page-lines.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { FileAnswer } from '../platform/http/send-file.js';
import type { Actor } from '../platform/identity/actor.js';
import { CampaignAccessService } from './campaign-access.service.js';
import type { InspectedPageView } from './inspected-pages.dto.js';
import { visibleFindings } from './visible-campaigns.js';

/** Pages that findings were seen on, as they were then. Nothing of a stored page is ever run or loaded. */
@Injectable()
export class InspectedPagesService {
  constructor(
    private readonly sources: InspectionSourcesRepository,
    private readonly access: CampaignAccessService,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the page is not stored */
  async get(actor: Actor, campaign: string, finding: string): Promise<InspectedPageView> {
    const { address, foundAt, sha256, bytes, charset, rendered } = await this.find(actor, campaign, finding);
    const { text } = decodeHtml(bytes, `text/html; charset=${charset}`);
    const at = foundAt.toISOString();
    return { address, at, sha256, size: bytes.length, rendered, ...pageText(text) };
  }

  /** The stored bytes, as a file that no browser opens as a page. @throws {DubanError} NOT_FOUND */
  async file(actor: Actor, campaign: string, finding: string): Promise<FileAnswer> {
    const { sha256, bytes } = await this.find(actor, campaign, finding);
    return {
      name: `网页-${sha256.slice(0, 12)}.html`,
      mediaType: 'application/octet-stream',
      content: bytes,
    };
  }

  private async find(actor: Actor, campaign: string, finding: string): Promise<FindingSource> {
    await this.access.assertVisible(actor, campaign);
    const source = await this.sources.ofFinding(campaign, finding, visibleFindings(actor));
    if (!source) throw new DubanError('NOT_FOUND', detail('campaigns.noStoredPage'));
    return source;
  }
}
