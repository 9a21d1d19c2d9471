import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/identity/actor.js';
import { RateLimit } from '../../platform/limits/rate-limit.js';
import { FiguresQuery, PublicFigures, PublicHome, PublicSite } from './portal.dto.js';
import { PortalService } from './portal.service.js';

const READS_PER_MINUTE = 120;
const ONE_MINUTE = 'public, max-age=60';

@ApiTags('public: portal')
@Public()
@Controller('api/v1/public')
export class PortalController {
  constructor(private readonly portal: PortalService) {}

  @Get('home')
  @RateLimit(READS_PER_MINUTE)
  @ApiOperation({
    summary: 'Get figures and current events',
    description:
      'For the home page, counted once a minute. Send the ETag as If-None-Match: 304 while nothing has changed.',
  })
  @ApiOkResponse({ type: PublicHome })
  async home(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicHome | undefined> {
    const home = await this.portal.home();
    const etag = etagOf(home);
    reply.headers({ etag, 'cache-control': ONE_MINUTE });
    if (!matches(request.headers['if-none-match'], etag)) return home;
    reply.status(304);
    return undefined;
  }

  @Get('figures')
  @RateLimit(READS_PER_MINUTE)
  @Header('cache-control', ONE_MINUTE)
  @ApiOperation({
    summary: 'Get the figures of a month',
    description: 'Every share has its denominator. Accusations are in none of the numbers.',
  })
  @ApiOkResponse({ type: PublicFigures })
  figures(@Query() { month }: FiguresQuery): Promise<PublicFigures> {
    return this.portal.figures(month);
  }

  @Get('site')
  @RateLimit(READS_PER_MINUTE)
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'Get texts, contacts and office hours' })
  @ApiOkResponse({ type: PublicSite })
  site(): Promise<PublicSite> {
    return this.portal.site();
  }
}

/** Weak, and without the instant of counting: a page that says the same has not changed. */
function etagOf({ figures: { asOf: _asOf, ...figures }, goingOn }: PublicHome): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([figures, goingOn]))
    .digest('base64url');
  return `W/"${hash.slice(0, 22)}"`;
}

const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim() === etag || tag.trim() === '*');
