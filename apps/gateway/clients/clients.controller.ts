import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Name } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { PageQuery } from '../platform/paging/page.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import {
  ClientActPage,
  ClientList,
  ClientView,
  ClientWithSecret,
  EndClientBody,
  NewClientBody,
  RotateSecretBody,
} from './clients.dto.js';
import { ClientsService } from './clients.service.js';

/** Programs with credentials of their own. */
@ApiTags('administration')
@Controller('api/v1/clients')
@Roles('admin-security', 'admin-system', 'admin-audit')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Get()
  @ApiOperation({ summary: 'List programs' })
  @ApiOkResponse({ type: ClientList })
  async list(): Promise<ClientList> {
    return { items: await this.clients.list() };
  }

  @Get(':id/acts')
  @ApiOperation({
    summary: 'List what a program did',
    description: 'Latest first: its entries of the audit log, without their objects.',
  })
  @ApiOkResponse({ type: ClientActPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  acts(@Name('id') id: string, @Query() query: PageQuery): Promise<ClientActPage> {
    return this.clients.acts(id, query);
  }

  @Post()
  @Roles('admin-security')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Create a program', description: 'Answers its secret, this once.' })
  @ApiCreatedResponse({ type: ClientWithSecret })
  @ProblemCodes('CLIENT_ID_TAKEN')
  create(
    @CurrentActor() by: Actor,
    @Body() body: NewClientBody,
    @ClientIp() ip: string,
  ): Promise<ClientWithSecret> {
    return this.clients.create({ by, ip }, body);
  }

  @Post(':id/rotate')
  @Roles('admin-security')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: "Change a program's secret",
    description: 'Answers the new one, this once. The old one stays valid for the overlap.',
  })
  @ApiOkResponse({ type: ClientWithSecret })
  @ProblemCodes('NOT_FOUND', 'CLIENT_ENDED')
  rotate(
    @CurrentActor() by: Actor,
    @Name('id') id: string,
    @Body() body: RotateSecretBody,
    @ClientIp() ip: string,
  ): Promise<ClientWithSecret> {
    return this.clients.rotate({ by, ip }, id, body);
  }

  @Post(':id/end')
  @Roles('admin-security')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a program for good' })
  @ApiOkResponse({ type: ClientView })
  @ProblemCodes('NOT_FOUND', 'CLIENT_ENDED')
  end(
    @CurrentActor() by: Actor,
    @Name('id') id: string,
    @Body() { reason }: EndClientBody,
    @ClientIp() ip: string,
  ): Promise<ClientView> {
    return this.clients.end({ by, ip }, id, reason);
  }
}
