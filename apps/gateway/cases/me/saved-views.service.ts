import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { detail, issue } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { SavedViewsRepository } from './saved-views.repository.js';
import {
  toSavedViewView,
  type SavedViewBody,
  type SavedViewPage,
  type SavedViewView,
} from './saved-views.dto.js';

/** Views that an account may save. */
const MAX_OWN = 50;
/** Views that are listed, shared ones included. */
const MAX_LISTED = 500;

/** Saved views: only their account changes them; shared ones are read in its unit. */
@Injectable()
export class SavedViewsService {
  constructor(private readonly views: SavedViewsRepository) {}

  async list(actor: Actor, page: string | undefined): Promise<SavedViewPage> {
    const rows = await this.views.list(actor, page, MAX_LISTED);
    return { items: rows.map((row) => toSavedViewView(row, actor.id)), nextCursor: null };
  }

  /** @throws {DubanError} VALIDATION_FAILED when the account has 50 views */
  async create(actor: Actor, body: SavedViewBody): Promise<SavedViewView> {
    if ((await this.views.count(actor.id)) >= MAX_OWN)
      throw invalid(issue('name', 'cases.tooManyViews', { max: MAX_OWN }));
    return this.save(actor, randomUUID(), body);
  }

  /** @throws {DubanError} NOT_FOUND unless the account has saved it */
  async replace(actor: Actor, id: string, body: SavedViewBody): Promise<SavedViewView> {
    if (!(await this.views.findOwn(id, actor.id))) throw new DubanError('NOT_FOUND', detail('cases.noView'));
    return this.save(actor, id, body);
  }

  /** @throws {DubanError} NOT_FOUND unless the account has saved it */
  async delete(actor: Actor, id: string): Promise<void> {
    if (!(await this.views.delete(id, actor.id))) throw new DubanError('NOT_FOUND', detail('cases.noView'));
  }

  private async save(actor: Actor, id: string, { order, ...body }: SavedViewBody): Promise<SavedViewView> {
    const owner = { id, accountId: actor.id, unitCode: actor.unit, savedAt: businessDate() };
    const row = { ...owner, ...body, listOrder: order ?? null };
    await this.views.save(row);
    return toSavedViewView({ ...row, by: actor.title }, actor.id);
  }
}
