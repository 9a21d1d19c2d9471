import { Controller, Get, Param, Res, type PipeTransform, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TABLE_FORMATS, type TableFormat } from '../../../domain/arrangements/arrangement-table.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Public } from '../platform/identity/actor.js';
import { ApiFile, documentFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { PublicArrangement } from './arrangements.dto.js';
import { PublicArrangementsService } from './public-arrangements.service.js';

/** Files are large, and rendered after each change. */
const FILES_PER_MINUTE = 20;

const YEAR = { type: 'integer', minimum: 2000, maximum: 2100 } as const;
const year: PipeTransform<string, number> = {
  transform: (text) => {
    const value = /^\d{4}$/.test(text) ? Number(text) : NaN;
    if (value >= YEAR.minimum && value <= YEAR.maximum) return value;
    throw new DubanError('NOT_FOUND', detail('arrangements.nonePublished'));
  },
};

@ApiTags('public: arrangements')
@Public()
@Controller('api/v1/public/arrangements')
export class PublicArrangementsController {
  constructor(private readonly arrangements: PublicArrangementsService) {}

  @Get(':year')
  @ApiOperation({
    summary: 'Get the published table of a year',
    description: 'Interviews, surveys and consultations, and later changes with their reasons.',
  })
  @ApiParam({ name: 'year', schema: YEAR })
  @ApiOkResponse({ type: PublicArrangement })
  @ProblemCodes('NOT_FOUND')
  get(@Param('year', year) year: number): Promise<PublicArrangement> {
    return this.arrangements.get(year);
  }

  @Get(':year/table.:format')
  @RateLimit(FILES_PER_MINUTE)
  @ApiOperation({ summary: 'Download the table (XLSX, DOCX or PDF)' })
  @ApiParam({ name: 'year', schema: YEAR })
  @ApiParam({ name: 'format', enum: TABLE_FORMATS })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async file(
    @Param('year', year) year: number,
    @Param('format') format: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!isFormat(format))
      throw new DubanError('NOT_FOUND', detail('arrangements.fileFormat', { formats: TABLE_FORMATS }));
    const { title, bytes } = await this.arrangements.file(year, format);
    return sendFile(reply, documentFile({ title, format, bytes }));
  }
}

const isFormat = (format: string): format is TableFormat =>
  (TABLE_FORMATS as readonly string[]).includes(format);
