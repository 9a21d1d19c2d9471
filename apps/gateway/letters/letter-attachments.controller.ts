import { Body, Controller, HttpCode, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AttachmentFiles } from '../cases/attachments/attachment-files.js';
import { ATTACHMENT_MEDIA_TYPES } from '../cases/attachments/attachment-type.js';
import { Id } from '../platform/http/id-param.js';
import { ApiFile } from '../platform/http/send-file.js';
import { Public } from '../platform/identity/actor.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { SenderAddress } from '../platform/limits/sender.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { LetterAccess } from './letter-access.js';
import { LetterCredentials } from './letter-credentials.js';

const DOWNLOADS_PER_MINUTE = 20;

/** The files of a letter, for its writer. */
@ApiTags('attachments')
@Controller('api/v1/public/letters')
export class LetterAttachmentsController {
  constructor(
    private readonly letters: LetterAccess,
    private readonly files: AttachmentFiles,
  ) {}

  @Public()
  @Post('attachments/:id')
  @HttpCode(200)
  @RateLimit(DOWNLOADS_PER_MINUTE)
  @ApiOperation({
    operationId: 'attachments_downloadAsCitizen',
    summary: 'Download a file of a letter',
    description: 'Files of the letter and of its answers.',
  })
  @ApiFile(...ATTACHMENT_MEDIA_TYPES)
  @ProblemCodes('NOT_FOUND', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  async downloadAsCitizen(
    @Id() id: string,
    @Body() credentials: LetterCredentials,
    @SenderAddress() sender: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const readable = await this.letters.readableAttachments(credentials, sender);
    return this.files.send(await this.files.oneOf(readable, id), reply);
  }
}
