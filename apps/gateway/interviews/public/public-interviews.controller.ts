import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AttachmentStore } from '../../cases/attachments/attachment-store.js';
import { Public } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { InterviewDocumentsService } from '../documents/interview-documents.service.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../../platform/http/send-file.js';
import {
  InterviewPreviewView,
  PublicInterviewPage,
  PublicInterviewsQuery,
  ReviewView,
} from './public-interviews.dto.js';
import { PublicInterviewsService } from './public-interviews.service.js';

@ApiTags('public: interviews')
@Public()
@Controller('api/v1/public/interviews')
export class PublicInterviewsController {
  constructor(
    private readonly interviews: PublicInterviewsService,
    private readonly documents: InterviewDocumentsService,
    private readonly attachments: AttachmentStore,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List announced interviews' })
  @ApiOkResponse({ type: PublicInterviewPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PublicInterviewsQuery): Promise<PublicInterviewPage> {
    return this.interviews.list(query);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get the preview of an interview',
    description: 'Topic, time, guests, background, notices, and whether questions are accepted.',
  })
  @ApiOkResponse({ type: InterviewPreviewView })
  @ProblemCodes('NOT_FOUND')
  preview(@Id() id: string): Promise<InterviewPreviewView> {
    return this.interviews.preview(id);
  }

  @Get(':id/review')
  @ApiOperation({
    summary: 'Get an interview afterwards',
    description: 'Utterances, questions and answers, documents.',
  })
  @ApiOkResponse({ type: ReviewView })
  @ProblemCodes('NOT_FOUND')
  review(@Id() id: string): Promise<ReviewView> {
    return this.interviews.review(id);
  }

  @Get(':id/images/:image')
  @ApiOperation({ summary: 'Download an image of an utterance' })
  @ApiFile('image/jpeg', 'image/png', 'image/gif')
  @ProblemCodes('NOT_FOUND')
  async image(
    @Id() id: string,
    @Id('image') image: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { id: attachment, mediaType, size } = await this.interviews.image(id, image);
    void reply.headers({
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache', // its utterance may be retracted
    });
    return new StreamableFile(this.attachments.open(attachment), { type: mediaType, length: size });
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'Download the transcript (DOCX or PDF)' })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async document(
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.documents.publicFile(id, document));
  }
}
