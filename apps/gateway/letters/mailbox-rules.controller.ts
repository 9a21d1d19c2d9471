import { Controller, Get, Header, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApiBlocks, HasBlocks, type DocumentBlock } from '../platform/http/document-blocks.dto.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';
import { Public } from '../platform/identity/actor.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { MailboxRulesService } from './mailbox-rules.service.js';

const READS_PER_MINUTE = 120;
const FILES_PER_MINUTE = 20;
const FORMATS = ['docx', 'pdf'] as const;

export class MailboxRulesFileQuery {
  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format!: (typeof FORMATS)[number];
}

@HasBlocks()
export class MailboxRulesView {
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'Title of the policy in force' }) policy!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date' }) effectiveFrom!: string;
  @ApiBlocks() body!: readonly DocumentBlock[];
}

@ApiTags('public: letters')
@Public()
@Controller('api/v1/public/letter-rules')
export class MailboxRulesController {
  constructor(private readonly rules: MailboxRulesService) {}

  @Get()
  @RateLimit(READS_PER_MINUTE)
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({
    summary: 'Get the rules of the mailbox',
    description: 'Limits, cards and accountability of letters, in words, as the policy in force has them.',
  })
  @ApiOkResponse({ type: MailboxRulesView })
  get(): Promise<MailboxRulesView> {
    return this.rules.get();
  }

  @Get('document')
  @RateLimit(FILES_PER_MINUTE)
  @ApiOperation({ summary: 'Download the rules of the mailbox' })
  @ApiFile(MEDIA_TYPES.docx, MEDIA_TYPES.pdf)
  async document(
    @Query() { format }: MailboxRulesFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.rules.file(format));
  }
}
