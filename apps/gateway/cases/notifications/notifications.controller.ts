import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { NotificationPage, NotificationsQuery, ReadBody } from './notifications.dto.js';
import { NotificationsService } from './notifications.service.js';

@ApiTags('me')
@Controller('api/v1/me/notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @ApiOperation({
    summary: 'List own notifications, newest first',
    description:
      'Of tasks assigned or returned to the account, warnings, cards and decided appeals of its unit, and corrected days.',
  })
  @ApiOkResponse({ type: NotificationPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: NotificationsQuery): Promise<NotificationPage> {
    return this.notifications.list(actor, query);
  }

  @Post('read')
  @HttpCode(204)
  @ApiOperation({ summary: 'Mark own notifications as read' })
  @ApiNoContentResponse()
  @ProblemCodes('VALIDATION_FAILED')
  read(@CurrentActor() actor: Actor, @Body() body: ReadBody): Promise<void> {
    return this.notifications.markRead(actor, body);
  }
}
