import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { OpinionGroupsRepository } from '../../../domain/consultations/opinion-groups.repository.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import { suggestGroups } from '../../../domain/consultations/similar-opinions.js';
import { detail } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { ConsultationsService } from './consultations.service.js';
import { changeOpinions } from './opinion-changes.js';
import type { GroupBody, GroupView, MembersBody, SuggestionView } from './opinions.dto.js';
import { OpinionsService } from './opinions.service.js';

/** Compared at once; opinions that get a group or a verdict make room for the next ones. */
const MAX_COMPARED = 5_000;

/** Groups of opinions that say the same: the program suggests, a person groups. */
@Injectable()
export class OpinionGroupsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly groups: OpinionGroupsRepository,
    private readonly opinions: OpinionsRepository,
    private readonly consultations: ConsultationsService,
    private readonly opinionsService: OpinionsService,
  ) {}

  /** Suggests groups of opinions without a group and a verdict. @throws {DubanError} NOT_FOUND */
  async suggestions(actor: Actor, id: string, limit: number): Promise<SuggestionView[]> {
    await this.consultations.assertOwn(actor, id);
    const suggested = await suggestGroups(await this.opinions.ungrouped(id, MAX_COMPARED), limit);
    return suggested.map(({ opinion, similar }) => ({ opinion, similar: [...similar] }));
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN */
  async create(actor: Actor, id: string, { opinions, summary }: GroupBody): Promise<GroupView> {
    await this.consultations.assertOwn(actor, id);
    await this.opinionsService.assertKnown(id, opinions, 'published');
    const group = randomUUID();
    await changeOpinions(this.dataSource, id, async (tx) => {
      const groups = new OpinionGroupsRepository(tx);
      const [createdBy, createdAt] = [actor.id, businessDate()];
      await groups.add({ id: group, consultationId: id, summary, createdBy, createdAt });
      await groups.join(id, opinions, group);
    });
    return this.one(id, group);
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN */
  async change(actor: Actor, id: string, group: string, { add, remove }: MembersBody): Promise<GroupView> {
    await this.consultations.assertOwn(actor, id);
    await this.one(id, group);
    await this.opinionsService.assertKnown(id, add, 'published');
    await changeOpinions(this.dataSource, id, async (tx) => {
      const groups = new OpinionGroupsRepository(tx);
      await groups.join(id, add, group);
      await groups.leave(id, remove, group);
    });
    return this.one(id, group);
  }

  /** Oldest first. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<GroupView[]> {
    await this.consultations.row(actor, id);
    return this.groups.list(id);
  }

  private async one(id: string, group: string): Promise<GroupView> {
    const row = await this.groups.find(id, group);
    if (!row) throw new DubanError('NOT_FOUND', detail('consultations.noGroup'));
    return row;
  }
}
