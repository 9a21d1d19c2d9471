import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import {
  ArrangementPage,
  ArrangementView,
  ChangeBody,
  EntryDecisionBody,
  EntryBody,
  EntryList,
  EntryView,
  NewArrangementBody,
} from './arrangements.dto.js';
import { ArrangementsService } from './arrangements.service.js';
import { EntriesService } from './entries.service.js';

@ApiTags('arrangements')
@Controller('api/v1/arrangements')
export class ArrangementsController {
  constructor(
    private readonly arrangements: ArrangementsService,
    private readonly entries: EntriesService,
  ) {}

  @Post()
  @Roles('info-editor')
  @Idempotent()
  @ApiOperation({
    summary: 'Start the arrangement of a year',
    description: 'Requests topics for interviews, surveys and consultations from the units.',
  })
  @ApiCreatedResponse({ type: ArrangementView })
  @ProblemCodes('UNIT_UNKNOWN')
  create(
    @CurrentActor() actor: Actor,
    @Body() body: NewArrangementBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<ArrangementView> {
    return this.arrangements.create(actor, body, idempotency);
  }

  @Get()
  @ApiOperation({ summary: 'List the arrangements visible to the account' })
  @ApiOkResponse({ type: ArrangementPage })
  async list(@CurrentActor() actor: Actor): Promise<ArrangementPage> {
    return { items: await this.arrangements.list(actor) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an arrangement, with the answers of units' })
  @ApiOkResponse({ type: ArrangementView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ArrangementView> {
    return this.arrangements.get(actor, id);
  }

  @Get(':id/entries')
  @ApiOperation({
    summary: 'List the topics of an arrangement',
    description: 'All for the info office; for a unit its own, and published ones.',
  })
  @ApiOkResponse({ type: EntryList })
  @ProblemCodes('NOT_FOUND')
  async listEntries(@CurrentActor() actor: Actor, @Id() id: string): Promise<EntryList> {
    return { items: await this.entries.list(actor, id) };
  }

  @Post(':id/entries')
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Add a topic of your unit',
    description: 'While the unit has the task for them.',
  })
  @ApiCreatedResponse({ type: EntryView })
  @ProblemCodes('NOT_FOUND', 'ARRANGEMENT_STATE')
  add(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: EntryBody): Promise<EntryView> {
    return this.entries.add(actor, id, body);
  }

  @Put(':id/entries/:entry')
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Replace a topic of your unit',
    description: 'While the unit has the task for them.',
  })
  @ApiOkResponse({ type: EntryView })
  @ProblemCodes('NOT_FOUND', 'ARRANGEMENT_STATE')
  replace(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('entry') entry: string,
    @Body() body: EntryBody,
  ): Promise<EntryView> {
    return this.entries.replace(actor, id, entry, body);
  }

  @Delete(':id/entries/:entry')
  @Roles('agency-clerk')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove a topic of your unit',
    description: 'While the unit has the task for them.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND', 'ARRANGEMENT_STATE')
  remove(@CurrentActor() actor: Actor, @Id() id: string, @Id('entry') entry: string): Promise<void> {
    return this.entries.remove(actor, id, entry);
  }

  @Post(':id/entries/:entry/decision')
  @Roles('info-editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Arrange a topic, or decline it' })
  @ApiOkResponse({ type: EntryView })
  @ProblemCodes('NOT_FOUND', 'ARRANGEMENT_STATE')
  decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('entry') entry: string,
    @Body() body: EntryDecisionBody,
  ): Promise<EntryView> {
    return this.entries.decide(actor, id, entry, body);
  }

  @Post(':id/entries/:entry/changes')
  @Roles('info-editor')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Change the published table',
    description: 'The change and its reason are public.',
  })
  @ApiOkResponse({ type: EntryView })
  @ProblemCodes('NOT_FOUND', 'ARRANGEMENT_STATE', 'PROCESS_ENDED', 'PROCESS_SUSPENDED', 'ENGINE_UNAVAILABLE')
  change(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('entry') entry: string,
    @Body() body: ChangeBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<EntryView> {
    return this.entries.change(actor, id, entry, body, idempotency);
  }
}
