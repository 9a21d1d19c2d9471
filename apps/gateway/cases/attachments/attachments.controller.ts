import { Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  type ApiBodyOptions,
} from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Public, type Actor } from '../../platform/identity/actor.js';
import { IfPresent } from '../../platform/http/fields.js';
import { ApiFile } from '../../platform/http/send-file.js';
import { Id } from '../../platform/http/id-param.js';
import { RateLimit } from '../../platform/limits/rate-limit.js';
import { SenderAddress } from '../../platform/limits/sender.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { FILE_BYTES, FILES } from './attachment-limits.js';
import { AttachmentFiles } from './attachment-files.js';
import { ATTACHMENT_MEDIA_TYPES } from './attachment-type.js';
import { AttachmentView } from './attachment-view.js';
import { Uploads } from './uploads.js';

const UPLOADS_PER_MINUTE = 10;

const FLAG = ['true', 'false'] as const;

export class FileQuery {
  @ApiPropertyOptional({ enum: FLAG, description: 'true: images and PDF for display, in the same sandbox' })
  @IfPresent()
  @IsIn(FLAG)
  inline?: 'true' | 'false';
}

export class UploadedAttachments {
  @ApiProperty({ type: [AttachmentView] }) items!: AttachmentView[];
}

const upload: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file'],
    additionalProperties: false,
    properties: {
      file: { type: 'array', minItems: 1, maxItems: FILES, items: { type: 'string', format: 'binary' } },
    },
  },
};

@ApiTags('attachments')
@Controller('api/v1')
export class AttachmentsController {
  constructor(
    private readonly files: AttachmentFiles,
    private readonly uploads: Uploads,
  ) {}

  @Post('attachments')
  @ApiOperation({
    summary: 'Upload files for the content of a task',
    description: `At most ${FILES} files, each at most ${FILE_BYTES} bytes.`,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(upload)
  @ApiCreatedResponse({ type: UploadedAttachments })
  @ProblemCodes('ATTACHMENT_REJECTED', 'UPLOAD_QUOTA')
  async upload(@Req() request: FastifyRequest, @CurrentActor() actor: Actor): Promise<UploadedAttachments> {
    return { items: await this.uploads.receive(request, { account: actor.id }) };
  }

  @Public()
  @Post('public/attachments')
  @RateLimit(UPLOADS_PER_MINUTE)
  @ApiOperation({
    summary: 'Upload files without an account',
    description: 'For a letter. Files that no submission names are removed after a day.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(upload)
  @ApiCreatedResponse({ type: UploadedAttachments })
  @ProblemCodes('ATTACHMENT_REJECTED', 'UPLOAD_QUOTA')
  async uploadAsCitizen(
    @Req() request: FastifyRequest,
    @SenderAddress() address: string | null,
  ): Promise<UploadedAttachments> {
    return { items: await this.uploads.receive(request, { address }) };
  }

  @Get('attachments/:id')
  @ApiOperation({ summary: 'Download a file of a process' })
  @ApiFile(...ATTACHMENT_MEDIA_TYPES)
  @ProblemCodes('NOT_FOUND')
  async download(
    @Id() id: string,
    @CurrentActor() actor: Actor,
    @Query() { inline }: FileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.files.send(await this.files.readableBy(actor, id), reply, inline === 'true');
  }
}
