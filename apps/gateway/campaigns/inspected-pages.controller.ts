import { Controller, Get, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Id } from '../platform/http/id-param.js';
import { ApiFile, sendFile } from '../platform/http/send-file.js';
import { CurrentActor, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { InspectedPageView } from './inspected-pages.dto.js';
import { InspectedPagesService } from './inspected-pages.service.js';

@ApiTags('campaigns')
@Controller('api/v1/campaigns/:id/findings/:finding/page')
export class InspectedPagesController {
  constructor(private readonly pages: InspectedPagesService) {}

  @Get()
  @ApiOperation({
    summary: 'Read the stored page of a finding',
    description:
      'Its text as it was read, without markup, scripts and pictures. Who sees the finding reads it.',
  })
  @ApiOkResponse({ type: InspectedPageView })
  @ProblemCodes('NOT_FOUND')
  get(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('finding') finding: string,
  ): Promise<InspectedPageView> {
    return this.pages.get(actor, id, finding);
  }

  @Get('file')
  @ApiOperation({ summary: 'Download the stored page of a finding' })
  @ApiFile('application/octet-stream')
  @ProblemCodes('NOT_FOUND')
  async file(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('finding') finding: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.pages.file(actor, id, finding));
  }
}
