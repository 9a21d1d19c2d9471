import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { LimitQuery } from '../platform/paging/page.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { OpinionGroupsService } from './opinion-groups.service.js';
import {
  ChangedView,
  GroupBody,
  GroupPage,
  GroupView,
  MembersBody,
  ModerationBody,
  OpinionPage,
  OpinionsQuery,
  SuggestionPage,
  VerdictBody,
} from './opinions.dto.js';
import { OpinionsService } from './opinions.service.js';

@ApiTags('consultations')
@Controller('api/v1/consultations/:id')
export class OpinionsController {
  constructor(
    private readonly opinions: OpinionsService,
    private readonly groups: OpinionGroupsService,
  ) {}

  @Get('opinions')
  @ApiOperation({ summary: 'List opinions with moderation and verdicts' })
  @ApiOkResponse({ type: OpinionPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: OpinionsQuery): Promise<OpinionPage> {
    return this.opinions.list(actor, id, query);
  }

  @Post('opinions/moderation')
  @Roles('agency-clerk', 'info-editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish opinions or hold them with a reason' })
  @ApiOkResponse({ type: ChangedView })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  async moderate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ModerationBody,
  ): Promise<ChangedView> {
    return { changed: await this.opinions.moderate(actor, id, body) };
  }

  @Post('opinions/verdicts')
  @Roles('agency-clerk')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Answer opinions singly or by group',
    description: 'A verdict (采纳, 部分采纳, 不采纳, 另案处理) with its reason; a later one replaces it.',
  })
  @ApiOkResponse({ type: ChangedView })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  async decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: VerdictBody,
  ): Promise<ChangedView> {
    return { changed: await this.opinions.decide(actor, id, body) };
  }

  @Get('opinion-groups')
  @ApiOperation({ summary: 'List groups of opinions' })
  @ApiOkResponse({ type: GroupPage })
  @ProblemCodes('NOT_FOUND')
  async groupList(@CurrentActor() actor: Actor, @Id() id: string): Promise<GroupPage> {
    return { items: await this.groups.list(actor, id), nextCursor: null };
  }

  @Get('opinion-groups/suggestions')
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Suggest groups of similar opinions',
    description: 'Nothing is grouped by this: a person creates the groups.',
  })
  @ApiOkResponse({ type: SuggestionPage })
  @ProblemCodes('NOT_FOUND')
  async suggestions(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() { limit }: LimitQuery,
  ): Promise<SuggestionPage> {
    return { items: await this.groups.suggestions(actor, id, limit), nextCursor: null };
  }

  @Post('opinion-groups')
  @Roles('agency-clerk')
  @ApiOperation({ summary: 'Group opinions' })
  @ApiCreatedResponse({ type: GroupView })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  create(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: GroupBody): Promise<GroupView> {
    return this.groups.create(actor, id, body);
  }

  @Post('opinion-groups/:group/members')
  @Roles('agency-clerk')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add opinions to a group or remove them' })
  @ApiOkResponse({ type: GroupView })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('group') group: string,
    @Body() body: MembersBody,
  ): Promise<GroupView> {
    return this.groups.change(actor, id, group, body);
  }
}
