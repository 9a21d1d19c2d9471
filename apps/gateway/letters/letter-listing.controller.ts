import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Audited } from '../platform/audit/audited.js';
import { Id } from '../platform/http/id-param.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { LetterListingView, PublicTitleBody, UnlistBody } from './letter-listing.dto.js';
import { LetterListingService, LISTING_ROLE } from './letter-listing.service.js';

/** What the public reads of a letter in lists: a title by staff, never the writer's. */
@ApiTags('letters')
@Controller('api/v1/letters/:id/listing')
export class LetterListingController {
  constructor(private readonly listings: LetterListingService) {}

  @Get()
  @ApiOperation({ summary: 'Get the public title and listing' })
  @ApiOkResponse({ type: LetterListingView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<LetterListingView> {
    return this.listings.get(actor, id);
  }

  @Put('title')
  @Roles(LISTING_ROLE)
  @Audited('letter.title')
  @ApiOperation({
    summary: 'Write the public title',
    description:
      'At most 25 characters. Refused when it holds a name, a telephone or an address. Earlier ones are kept.',
  })
  @ApiOkResponse({ type: LetterListingView })
  @ProblemCodes('NOT_FOUND', 'LISTING_STATE', 'VALIDATION_FAILED')
  writeTitle(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { title }: PublicTitleBody,
  ): Promise<LetterListingView> {
    return this.listings.writeTitle(actor, id, title);
  }

  @Post('unlist')
  @Roles(LISTING_ROLE)
  @HttpCode(200)
  @Audited('letter.unlist')
  @ApiOperation({
    summary: 'Keep a letter off the public lists',
    description: 'Ledgers then count it, and do not show it.',
  })
  @ApiOkResponse({ type: LetterListingView })
  @ProblemCodes('NOT_FOUND', 'LISTING_STATE')
  unlist(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: UnlistBody,
  ): Promise<LetterListingView> {
    return this.listings.unlist(actor, id, reason);
  }

  @Post('relist')
  @Roles(LISTING_ROLE)
  @HttpCode(200)
  @Audited('letter.relist')
  @ApiOperation({ summary: 'Put a letter back on the lists' })
  @ApiOkResponse({ type: LetterListingView })
  @ProblemCodes('NOT_FOUND', 'LISTING_STATE')
  relist(@CurrentActor() actor: Actor, @Id() id: string): Promise<LetterListingView> {
    return this.listings.relist(actor, id);
  }
}
