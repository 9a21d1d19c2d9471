import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  type ApiBodyOptions,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../secrecy/access-trail.js';
import { CurrentActor, Public, type Actor } from '../../platform/identity/actor.js';
import { ApiFile, sendFile } from '../../platform/http/send-file.js';
import { Id } from '../../platform/http/id-param.js';
import { LetterAccess } from '../../letters/letter-access.js';
import { LetterCredentials } from '../../letters/letter-credentials.js';
import { RateLimit } from '../../platform/limits/rate-limit.js';
import { SenderAddress } from '../../platform/limits/sender.js';
import { POOL } from '../../platform/tokens.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { readableKeys, visibleProcesses } from '../visibility/visibility.js';
import { FILE_BYTES, FILES } from './attachment-limits.js';
import { AttachmentStore } from './attachment-store.js';
import { ATTACHMENT_MEDIA_TYPES } from './attachment-type.js';
import { AttachmentView } from './attachment-view.js';
import { Uploads } from './uploads.js';

const UPLOADS_PER_MINUTE = 10;
const DOWNLOADS_PER_MINUTE = 20;

/** A file with the process that it belongs to, if one names it already. */
type FoundFile = AttachmentView & { readonly process: string | null; readonly secret: boolean | null };

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
    @Inject(POOL) private readonly pool: Pool,
    private readonly store: AttachmentStore,
    private readonly letters: LetterAccess,
    private readonly uploads: Uploads,
  ) {}

  @Post('attachments')
  @ApiOperation({
    summary: `Upload files for a task's content: at most ${FILES}, each at most ${FILE_BYTES} bytes`,
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
  @ApiOperation({ summary: 'Upload files for a letter; removed after a day unless a letter names them' })
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
  @ApiOperation({ summary: 'A file of a process that the account may read' })
  @ApiFile(...ATTACHMENT_MEDIA_TYPES)
  @ProblemCodes('NOT_FOUND')
  async download(
    @Id() id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const visible = visibleProcesses(actor, 4);
    const file = await this.find(
      `a.id = $1 AND (a.uploaded_by = $2 OR EXISTS (SELECT 1 FROM process p
         WHERE p.id = a.process_id AND ($3::text[] IS NULL OR p.key = ANY ($3)) AND ${visible.sql}))`,
      [id, actor.id, readableKeys(actor), ...visible.values],
    );
    return this.send(file, reply);
  }

  @Public()
  @Post('public/letters/attachments/:id')
  @HttpCode(200)
  @RateLimit(DOWNLOADS_PER_MINUTE)
  @ApiOperation({ summary: 'A file of the answer to a letter, or one that came with it' })
  @ApiFile(...ATTACHMENT_MEDIA_TYPES)
  @ProblemCodes('NOT_FOUND', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  async downloadAsCitizen(
    @Id() id: string,
    @Body() credentials: LetterCredentials,
    @SenderAddress() sender: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const readable = await this.letters.readableAttachments(credentials, sender);
    return this.send(await this.find('a.id = $1 AND a.id = ANY ($2::uuid[])', [id, readable]), reply);
  }

  private async find(condition: string, values: unknown[]): Promise<AttachmentView> {
    const { rows } = await this.pool.query<FoundFile>(
      `SELECT a.id, a.name, a.media_type AS "mediaType", a.size, a.process_id AS process, (SELECT ${isSecret('p')}
         FROM process p WHERE p.id = a.process_id) AS secret
       FROM attachment a WHERE ${condition}`,
      values,
    );
    const [file] = rows;
    if (!file) throw new DubanError('NOT_FOUND', 'no such file');
    if (file.secret) noteAccess({ id: file.process!, secret: true });
    return file;
  }

  private send({ id, name, mediaType, size }: AttachmentView, reply: FastifyReply): StreamableFile {
    return sendFile(reply, { name, mediaType, size, content: this.store.open(id) });
  }
}
