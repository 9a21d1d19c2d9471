import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { Id } from '../../platform/http/id-param.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { CountsView } from './counts.dto.js';
import { CountsService } from './counts.service.js';
import { PreferencesDto } from './preferences.dto.js';
import { PreferencesRepository } from './preferences.repository.js';
import { SavedViewBody, SavedViewPage, SavedViewsQuery, SavedViewView } from './saved-views.dto.js';
import { SavedViewsService } from './saved-views.service.js';

@ApiTags('me')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly counts: CountsService,
    private readonly preferences: PreferencesRepository,
    private readonly views: SavedViewsService,
  ) {}

  @Get('counts')
  @ApiOperation({ summary: 'Count the work of account and unit' })
  @ApiOkResponse({ type: CountsView })
  getCounts(@CurrentActor() actor: Actor): Promise<CountsView> {
    return this.counts.of(actor);
  }

  @Get('preferences')
  @ApiOperation({ summary: 'Get the preferences of the account' })
  @ApiOkResponse({ type: PreferencesDto })
  async getPreferences(@CurrentActor() { id }: Actor): Promise<PreferencesDto> {
    return (await this.preferences.find(id))?.body ?? {};
  }

  @Put('preferences')
  @ApiOperation({ summary: 'Replace the preferences of the account' })
  @ApiOkResponse({ type: PreferencesDto })
  async putPreferences(@CurrentActor() { id }: Actor, @Body() body: PreferencesDto): Promise<PreferencesDto> {
    await this.preferences.save({ accountId: id, body, savedAt: businessDate() });
    return body;
  }

  @Get('views')
  @ApiOperation({
    summary: 'List saved views',
    description: 'Own views and those that are shared in the unit, by page and name.',
  })
  @ApiOkResponse({ type: SavedViewPage })
  listViews(@CurrentActor() actor: Actor, @Query() { page }: SavedViewsQuery): Promise<SavedViewPage> {
    return this.views.list(actor, page);
  }

  @Post('views')
  @ApiOperation({ summary: 'Save a view', description: 'An account has at most 50.' })
  @ApiCreatedResponse({ type: SavedViewView })
  createView(@CurrentActor() actor: Actor, @Body() body: SavedViewBody): Promise<SavedViewView> {
    return this.views.create(actor, body);
  }

  @Put('views/:id')
  @ApiOperation({ summary: 'Replace a view of the account' })
  @ApiOkResponse({ type: SavedViewView })
  @ProblemCodes('NOT_FOUND')
  replaceView(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: SavedViewBody,
  ): Promise<SavedViewView> {
    return this.views.replace(actor, id, body);
  }

  @Delete('views/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a view of the account' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  deleteView(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.views.delete(actor, id);
  }
}
