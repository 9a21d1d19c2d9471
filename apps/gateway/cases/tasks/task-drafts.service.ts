import { Injectable } from '@nestjs/common';
import {
  TaskDraftsRepository,
  type DraftKey,
} from '../../../../domain/cases/tasks/task-drafts.repository.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { DRAFT_BYTES, type TaskDraftBody, type TaskDraftView } from './task-drafts.dto.js';
import { assertOpen, assertPerformer } from './task-performer.js';
import { TaskRows } from './task-rows.js';

/** A draft with its entity tag. */
export interface TaggedDraft {
  readonly draft: TaskDraftView;
  readonly etag: string;
}

const ETAG = /^"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"$/;
/** Matches no draft: `If-Match` names none of ours. */
const NO_VERSION = '00000000-0000-0000-0000-000000000000';

/** Drafts of task forms: each account has its own, which nobody else reads. */
@Injectable()
export class TaskDrafts {
  constructor(
    private readonly tasks: TaskRows,
    private readonly drafts: TaskDraftsRepository,
  ) {}

  /** @throws {DubanError} NOT_FOUND when the task is not visible, or has no draft of the account */
  async get(actor: Actor, id: string): Promise<TaggedDraft> {
    const draft = await this.drafts.find(await this.keyOf(actor, id));
    if (!draft) throw new DubanError('NOT_FOUND', detail('cases.noDraft'));
    const { outcome, decision, content, savedAt, version } = draft;
    return { draft: { outcome, decision, content, savedAt: savedAt.toISOString() }, etag: `"${version}"` };
  }

  /**
   * @param ifMatch the header: tag of the draft to replace, or `*`; left out: only if there is none
   * @throws {DubanError} NOT_FOUND, UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED, TASK_NOT_OPEN, PROCESS_ENDED, VALIDATION_FAILED,
   * DRAFT_CHANGED
   */
  async save(actor: Actor, id: string, body: TaskDraftBody, ifMatch?: string): Promise<TaggedDraft> {
    if (Buffer.byteLength(JSON.stringify(body)) > DRAFT_BYTES)
      throw invalid(issue('content', 'cases.draftTooLarge', { bytes: DRAFT_BYTES }));
    const task = await this.tasks.find(actor, id);
    assertPerformer(actor, task);
    assertOpen(task);
    const { outcome = null, decision = null, content = null } = body;
    const savedAt = businessDate();
    const key = { processId: task.process_id, number: task.number, account: actor.id };
    const expected = ifMatch === undefined ? null : ifMatch === '*' ? 'any' : versionOf(ifMatch);
    const version = await this.drafts.save(key, { outcome, decision, content, savedAt }, expected);
    if (version === undefined) {
      assertOpen(await this.tasks.reread(id));
      throw new DubanError('DRAFT_CHANGED');
    }
    return { draft: { outcome, decision, content, savedAt: savedAt.toISOString() }, etag: `"${version}"` };
  }

  /** Idempotent. @throws {DubanError} NOT_FOUND when the task is not visible */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.drafts.delete(await this.keyOf(actor, id));
  }

  private async keyOf(actor: Actor, id: string): Promise<DraftKey> {
    const { process_id: processId, number } = await this.tasks.find(actor, id);
    return { processId, number, account: actor.id };
  }
}

const versionOf = (tag: string): string => ETAG.exec(tag)?.[1] ?? NO_VERSION;
