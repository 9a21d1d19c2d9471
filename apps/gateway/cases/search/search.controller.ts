import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { SearchPage, SearchQuery } from './search.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  @ApiOperation({
    summary: 'Search cases and units',
    description:
      'Cases whose number begins with `q`, then those whose title, text or answer contains all of its words; newest ' +
      'first. Only what the account may see, and texts only where it reads them. Secret cases are found by number only.',
  })
  @ApiOkResponse({ type: SearchPage })
  @ProblemCodes('VALIDATION_FAILED', 'CURSOR_INVALID')
  find(@CurrentActor() actor: Actor, @Query() query: SearchQuery): Promise<SearchPage> {
    return this.search.find(actor, query);
  }
}
