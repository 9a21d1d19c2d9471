import { Injectable } from '@nestjs/common';
import { LEVEL_TITLES } from '../../../domain/cases/cards/card-titles.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay, lastDayOf } from '../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { DutyListRepository } from '../../../domain/cases/duty/duty-list.repository.js';
import { today } from '../../../domain/cases/duty/in-force.js';
import { LetterFilesRepository } from '../../../domain/letters/letter-files.repository.js';
import {
  LetterStatusRepository,
  type CitizenTask,
  type LetterDue,
  type OwnLetter,
} from '../../../domain/letters/letter-status.repository.js';
import {
  MergedLettersRepository,
  type Answer,
  type FollowedLetter,
} from '../../../domain/letters/merged-letters.repository.js';
import { taskDefinition } from '../cases/definitions/task-forms.js';
import { letterActs } from './letter-acts.js';
import { noticesWhileFollowed, stepsTogether } from './followed-progress.js';
import type {
  LetterContact,
  LetterLateness,
  LetterNotice,
  LetterReply,
  LetterStatus,
  WrittenLetterView,
} from './public-letters.dto.js';
import { publicProgress, stateTitle, type PublicProgress } from './public-steps.js';
import { routedBy } from './routed-by.js';

/** Reads the status of a letter for its writer: only what is meant for the writer, and only what holds now. */
@Injectable()
export class LetterStatusService {
  constructor(
    private readonly letters: LetterStatusRepository,
    private readonly merged: MergedLettersRepository,
    private readonly files: LetterFilesRepository,
    private readonly timeLimits: TimeLimitService,
    private readonly duty: DutyListRepository,
  ) {}

  async read(letter: OwnLetter): Promise<LetterStatus> {
    const followed = await this.followed(letter);
    const leader = letter.facts.mergedInto == null ? null : followed; // null once the two are separated
    const [written, routedBy, tasks, due, replies, notices, progress, followUp] = await Promise.all([
      this.written(letter.id),
      this.routedBy(letter),
      this.letters.citizenTasks(letter.id),
      this.due(letter.id, leader),
      this.replies(letter.id),
      this.notices(letter.id, followed),
      this.progress(letter, followed),
      this.letters.followUp(letter.id),
    ]);
    const open = tasks.filter(({ state }) => state === 'open');
    const until = open[0] ? await this.expiryOf(letter, open[0]) : null;
    const acts = letterActs({ letter, tasks, until });
    const { state, hasUnit, hasDueDate, suspension, steps } = progress;
    // A letter closed without an answer has no due date: its clock was paused and never resumed.
    const shownDue = hasDueDate && !(state === 'closed' && replies.length === 0) ? due : undefined;
    return {
      letterNo: letter.letterNo,
      kind: letter.kind,
      title: letter.title,
      receivedAt: letter.receivedAt.toISOString(),
      written,
      routedBy,
      stage: state,
      state: stateTitle(state),
      unit: hasUnit ? (letter.leadName ?? leader?.leadName ?? null) : null,
      contact: hasUnit ? await this.contact(letter.facts.lead ?? leader?.lead) : null,
      dueDate: shownDue?.dueAt ? formatDay(lastDayOf(shownDue.dueAt.getTime())) : null,
      dueAt: shownDue?.dueAt?.toISOString() ?? null,
      provisional: shownDue?.provisional ?? false,
      lateness: shownDue ? await this.latenessOf(shownDue) : null,
      suspension,
      reply: replies.at(-1)?.reply ?? null,
      replyAttachments: replies.at(-1)?.attachments ?? [],
      replies,
      rating: letter.facts.rating ?? null,
      allowed: acts.filter(({ allowed }) => allowed).map(({ act }) => act),
      acts,
      followUp: followUp ? { at: followUp.at.toISOString(), text: followUp.text } : null,
      waitsUntil: until,
      notices,
      timeline: steps,
      mergedInto: letter.mergedNo,
    };
  }

  /** The service telephone of the unit that answers; the name only where the register says that it is public. */
  private async contact(unit: string | null | undefined): Promise<LetterContact | null> {
    if (unit == null) return null;
    const found = (await this.duty.contacts([unit], 'mailbox', today())).get(unit);
    return found ? { phone: found.phone, name: found.isPublic ? found.name : null } : null;
  }

  /** Null while the clock is in time, and while it is paused for something that is not the unit's delay. */
  private async latenessOf(due: LetterDue): Promise<LetterLateness | null> {
    const { dueAt, signedAt, card } = due;
    const waits = due.state === 'paused' && signedAt === null;
    const at = signedAt?.getTime() ?? businessNow();
    if (dueAt === null || waits || at <= dueAt.getTime()) return null;
    await this.timeLimits.ready();
    const { region } = this.timeLimits.policy(due.policyId, due.policyVersion);
    const promised = lastDayOf(dueAt.getTime());
    return {
      promisedOn: formatDay(promised),
      signedOn: signedAt && formatDay(dayOf(signedAt.getTime())),
      workingDays: this.timeLimits.calendar().region(region).workingDaysBetween(promised, dayOf(at)),
      card: card && { ...card, title: LEVEL_TITLES[card.level] },
    };
  }

  private async written(letter: string): Promise<WrittenLetterView> {
    const [written, files] = await Promise.all([
      this.letters.written(letter),
      this.files.ofWriter(letter).then((ids) => this.files.list(ids)),
    ]);
    return { ...written!, attachments: files };
  }

  /** Null while no office is to decide, and for an accusation, whose way is secret. */
  private async routedBy({ id, confidential }: OwnLetter): Promise<string | null> {
    const task = confidential ? undefined : await this.letters.routingTask(id);
    if (!task?.dueAt) return null;
    await this.timeLimits.ready();
    return routedBy(this.timeLimits, task.dueAt.getTime(), task.name === 'assign' ? [] : ['assign']);
  }

  private async followed({ id, facts }: OwnLetter): Promise<FollowedLetter | null> {
    if (facts.mergedInto == null && facts.followed == null) return null;
    return (await this.merged.followed(id)) ?? null;
  }

  /** The due date of the letter, or of the letter it follows while it has none of its own. */
  private async due(letter: string, leader: FollowedLetter | null): Promise<LetterDue | undefined> {
    const due = await this.letters.due(letter);
    return due ?? (leader ? this.letters.due(leader.id, leader.until) : undefined);
  }

  private async replies(letter: string): Promise<LetterReply[]> {
    const answers = await this.merged.answers(letter);
    const ids = answers.flatMap(({ attachmentIds }) => attachmentIds);
    const files = ids.length === 0 ? [] : await this.files.list(ids);
    return answers.map(({ at, reply, attachmentIds }: Answer) => ({
      at: at.toISOString(),
      reply,
      attachments: files.filter(({ id }) => attachmentIds.includes(id)),
    }));
  }

  private async notices(letter: string, followed: FollowedLetter | null): Promise<LetterNotice[]> {
    const own = await this.letters.notices(letter);
    const shared = followed ? noticesWhileFollowed(await this.letters.notices(followed.id), followed) : [];
    return [...own, ...shared]
      .sort((one, other) => one.at.getTime() - other.at.getTime())
      .map(({ at, kind, text }) => ({ at: at.toISOString(), kind, text }));
  }

  /** A merged letter shows the progress of the letter it follows, with the state `merged`. */
  private async progress(letter: OwnLetter, followed: FollowedLetter | null): Promise<PublicProgress> {
    const own = await this.letters.progress(letter.id);
    const { state, ...progress } = publicProgress(own, letter);
    if (!followed) return { state, ...progress };
    return {
      ...publicProgress(stepsTogether(own, await this.letters.progress(followed.id), followed), letter),
      state,
    };
  }

  /**
   * When the task times out: as the event `limit.moved` says, else computed as the process did when it opened the task. Null
   * while the process is suspended, because the rest is counted when it resumes.
   */
  private async expiryOf(letter: OwnLetter, task: CitizenTask): Promise<string | null> {
    if (letter.state === 'suspended') return null;
    const moved = await this.letters.movedTimeout(letter.id, task.number);
    if (moved !== undefined) return moved;
    const limit = taskDefinition('mailbox-letter', letter.version, task.name)?.expires;
    if (limit === undefined) return null;
    const at = await this.timeLimits.timeoutInstant({ limit, from: task.openedAt.getTime() });
    return at === null ? null : new Date(at).toISOString();
  }
}
