import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { PublicCampaignPage, PublicCampaignsQuery, PublicCampaignView } from './public-campaigns.dto.js';
import { PublicCampaignsService } from './public-campaigns.service.js';

const READS_PER_MINUTE = 120;
const FILES_PER_MINUTE = 20;

@ApiTags('public: campaigns')
@Public()
@Controller('api/v1/public/campaigns')
export class PublicCampaignsController {
  constructor(private readonly campaigns: PublicCampaignsService) {}

  @Get()
  @RateLimit(READS_PER_MINUTE)
  @ApiOperation({ summary: 'List issued campaign bulletins, latest first' })
  @ApiOkResponse({ type: PublicCampaignPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PublicCampaignsQuery): Promise<PublicCampaignPage> {
    return this.campaigns.list(query);
  }

  @Get(':id')
  @RateLimit(READS_PER_MINUTE)
  @ApiOperation({
    summary: 'Get the bulletin of a campaign',
    description:
      'Its text with the tables by unit. A campaign exists for the public once its bulletin is issued.',
  })
  @ApiOkResponse({ type: PublicCampaignView })
  @ProblemCodes('NOT_FOUND')
  get(@Id() id: string): Promise<PublicCampaignView> {
    return this.campaigns.get(id);
  }

  @Get(':id/table.xlsx')
  @RateLimit(FILES_PER_MINUTE)
  @ApiOperation({ summary: 'Download the results by unit (XLSX)' })
  @ApiFile(MEDIA_TYPES.xlsx)
  @ProblemCodes('NOT_FOUND')
  async table(@Id() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return sendFile(reply, await this.campaigns.table(id));
  }

  @Get(':id/documents/:document')
  @RateLimit(FILES_PER_MINUTE)
  @ApiOperation({ summary: 'Download the bulletin (DOCX or PDF)' })
  @ApiFile(MEDIA_TYPES.docx, MEDIA_TYPES.pdf)
  @ProblemCodes('NOT_FOUND')
  async document(
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.campaigns.file(id, document));
  }
}
