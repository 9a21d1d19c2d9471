import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { maskedName, maskText } from '../../../domain/text/mask.js';
import { OneLine, Paragraphs } from '../platform/http/fields.js';
import { Public } from '../platform/identity/actor.js';
import { RateLimit } from '../platform/limits/rate-limit.js';

const PREVIEWS_PER_MINUTE = 30;

export class MaskPreviewBody {
  @ApiProperty({ minLength: 1, maxLength: 50 }) @OneLine(1, 50) writerName!: string;
  @ApiProperty({ minLength: 2, maxLength: 50 }) @OneLine(2, 50) title!: string;
  @ApiProperty({ minLength: 1, maxLength: 5000 }) @Paragraphs(1, 5000) body!: string;
}

export class MaskPreview {
  @ApiProperty({ example: '张**' }) writerName!: string;
  @ApiProperty() title!: string;
  @ApiProperty() body!: string;
  @ApiProperty({
    isArray: true,
    enum: ['phone', 'idNumber', 'email', 'bankCard', 'plate', 'name'],
    description: 'What was hidden in title and body',
  })
  hidden!: string[];
}

/** What the public would read of a letter, as far as masking by form goes. */
@ApiTags('public: portal')
@Public()
@Controller('api/v1/public/mask-preview')
export class MaskPreviewController {
  @Post()
  @HttpCode(200)
  @RateLimit(PREVIEWS_PER_MINUTE)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'portal_preview',
    summary: 'Preview the public text of a letter',
    description:
      'Hides names that are given and numbers by their form. It is a proposal: a reviewer reads a letter before it is ' +
      'published. Nothing is stored.',
  })
  @ApiOkResponse({ type: MaskPreview })
  preview(@Body() { writerName, title, body }: MaskPreviewBody): MaskPreview {
    const masked = { title: maskText(title, [writerName]), body: maskText(body, [writerName]) };
    return {
      writerName: maskedName(writerName),
      title: masked.title.text,
      body: masked.body.text,
      hidden: [...new Set([...masked.title.hidden, ...masked.body.hidden])],
    };
  }
}
