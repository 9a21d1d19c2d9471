import { Injectable } from '@nestjs/common';
import { LEVEL_TITLES, STATE_TITLES } from '../../../../domain/cases/cards/card-titles.js';
import {
  NotificationsRepository,
  type NotificationRow,
} from '../../../../domain/cases/notifications/notifications.repository.js';
import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { textOf } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import type { Actor } from '../../platform/identity/actor.js';
import { taskDefinition } from '../definitions/task-forms.js';
import { toProcessView } from '../processes/process-view.js';
import { Businesses } from '../registration/businesses.js';
import { Visibility } from '../visibility/visibility.js';
import {
  notificationFilters,
  type NotificationPage,
  type NotificationsQuery,
  type NotificationView,
  type ReadBody,
} from './notifications.dto.js';

/** Notifications of the account in the page. One of a case that the account no longer sees does not exist for it. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly visibility: Visibility,
    private readonly businesses: Businesses,
  ) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: NotificationsQuery): Promise<NotificationPage> {
    const visible = this.visibility.processes(actor);
    const where = [visible, ...notificationFilters(query)];
    const [page, unread] = await Promise.all([
      this.notifications.page(actor.id, query, { where, matter: this.businesses.matter }, (row) =>
        toView(row, this.visibility.readsContent(actor, row.key)),
      ),
      this.notifications.countUnread(actor.id, visible),
    ]);
    return { items: page.items, unread, nextCursor: page.nextCursor };
  }

  /** Idempotent. */
  markRead(actor: Actor, body: ReadBody): Promise<void> {
    return this.notifications.markRead(actor.id, body, businessDate());
  }
}

/** @param readsContent whether the account reads the writer's words */
function toView(row: NotificationRow & ProcessRow, readsContent: boolean): NotificationView {
  noteAccess(row);
  return {
    id: row.notification,
    kind: row.kind,
    text:
      row.principal === null
        ? textFor(row)
        : textOf('cases.notifyOnBehalfOf', { principal: row.principal, text: textFor(row) }),
    processId: row.id,
    processKey: row.key,
    subject: row.subject,
    matter: readsContent ? row.matter : null,
    task: row.task === null ? null : `${row.id}.${row.task}`,
    card: row.card,
    at: row.at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}

/** Cards that the unit explains or contests. */
const isContestable = (level: NotificationRow['level']): boolean => level === 'yellow' || level === 'red';

function textFor(row: NotificationRow & ProcessRow): string {
  const { subject } = row;
  const { stageTitle, title } = toProcessView(row);
  const step = stageTitle ?? title;
  const task =
    row.task_name === null ? '' : (taskDefinition(row.key, row.version, row.task_name)?.title ?? '');
  const level = row.level === null ? '' : LEVEL_TITLES[row.level];
  const result = row.card_state === null ? '' : STATE_TITLES[row.card_state];
  switch (row.kind) {
    case 'taskAssigned':
      return textOf('cases.notifyTaskAssigned', { task, subject });
    case 'taskBack':
      return textOf('cases.notifyTaskBack', { task, subject });
    case 'limitWarning':
      return textOf('cases.notifyLimitWarning', { step, subject });
    case 'cardIssued':
      return textOf(isContestable(row.level) ? 'cases.notifyCardToAnswer' : 'cases.notifyCardIssued', {
        ...{ level, step, subject },
      });
    case 'ordered':
      return textOf('cases.notifyOrdered', { task, subject });
    case 'redated':
      return textOf('cases.notifyRedated', { title, subject });
    case 'appealDecided':
      return textOf('cases.notifyAppealDecided', { level, result, subject });
  }
}
