import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { formatDay, lastDayOf } from '../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { prepared } from '../../../infra/database/prepared.js';
import type { AttachmentView } from '../cases/attachments/attachment-view.js';
import { taskDefinition } from '../cases/definitions/task-forms.js';
import { POOL } from '../platform/tokens.js';
import { followedLetter, type FollowedLetter } from './followed-letter.js';
import { noticesWhileFollowed, stepsTogether, type NoticeRow } from './followed-progress.js';
import type { OwnLetter } from './letter-access.js';
import { LetterAnswers, type Answer } from './letter-answers.js';
import { readDue, type DueRow } from './letter-due.js';
import type { LetterNotice, LetterReply, LetterStatus } from './public-letters.dto.js';
import {
  PROGRESS_ROWS,
  publicProgress,
  stateTitle,
  type PublicProgress,
  type ProgressRow,
} from './public-steps.js';

/** A task of the writer, open or closed. */
export interface CitizenTask {
  readonly name: string;
  readonly number: number;
  readonly state: string;
  readonly opened_at: Date;
}

/** Reads the status of a letter for its writer: only what is meant for the writer, and only what holds now. */
@Injectable()
export class LetterStatusReader {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly answers: LetterAnswers,
    private readonly timeLimits: TimeLimitService,
  ) {}

  async read(letter: OwnLetter): Promise<LetterStatus> {
    const followed = await this.followed(letter);
    const leader = letter.facts.mergedInto == null ? null : followed; // null once the two are separated
    const [tasks, due, replies, notices, progress] = await Promise.all([
      this.citizenTasks(letter.id),
      this.due(letter.id, leader),
      this.replies(letter.id),
      this.notices(letter.id, followed),
      this.progress(letter, followed),
    ]);
    const open = tasks.filter(({ state }) => state === 'open');
    const { state, hasUnit, hasDueDate, suspension, steps } = progress;
    // A letter closed without an answer has no due date: its clock was paused and never resumed.
    const shownDue = hasDueDate && !(state === 'closed' && replies.length === 0) ? due : undefined;
    return {
      letterNo: letter.letter_no,
      kind: letter.kind,
      title: letter.title,
      receivedAt: letter.received_at.toISOString(),
      stage: state,
      state: stateTitle(state),
      unit: hasUnit ? (letter.lead_name ?? leader?.lead_name ?? null) : null,
      dueDate: shownDue?.due_at ? formatDay(lastDayOf(shownDue.due_at.getTime())) : null,
      dueAt: shownDue?.due_at?.toISOString() ?? null,
      provisional: shownDue?.provisional ?? false,
      suspension,
      reply: replies.at(-1)?.reply ?? null,
      replyAttachments: replies.at(-1)?.attachments ?? [],
      replies,
      rating: letter.facts.rating ?? null,
      allowed: letter.state === 'running' ? [...open.map(({ name }) => name), ...withdrawal(letter)] : [],
      waitsUntil: open[0] ? await this.expiryOf(letter, open[0]) : null,
      notices,
      timeline: steps,
      mergedInto: letter.merged_no,
    };
  }

  /** Lists all tasks of the writer, oldest first. */
  async citizenTasks(process: string): Promise<CitizenTask[]> {
    const { rows } = await prepared<CitizenTask>(
      this.pool,
      `SELECT name, number, state, opened_at FROM task WHERE process_id = $1 AND role = 'citizen' ORDER BY number`,
      [process],
    );
    return rows;
  }

  private async followed({ id, facts }: OwnLetter): Promise<FollowedLetter | null> {
    return facts.mergedInto != null || facts.followed != null ? followedLetter(this.pool, id) : null;
  }

  /** The due date of the letter, or of the letter it follows while it has none of its own. */
  private async due(process: string, leader: FollowedLetter | null): Promise<DueRow | undefined> {
    const due = await readDue(this.pool, process);
    return due ?? (leader ? readDue(this.pool, leader.id, leader.until) : undefined);
  }

  private async replies(process: string): Promise<LetterReply[]> {
    const answers = await this.answers.of(process);
    const files = await this.files(answers.flatMap(({ attachment_ids: ids }) => ids));
    return answers.map(({ at, reply, attachment_ids: ids }: Answer) => ({
      at: at.toISOString(),
      reply,
      attachments: files.filter(({ id }) => ids.includes(id)),
    }));
  }

  private async files(ids: readonly string[]): Promise<AttachmentView[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.pool.query<AttachmentView>(
      `SELECT id, name, media_type AS "mediaType", size FROM attachment WHERE id = ANY ($1::uuid[]) ORDER BY at, id`,
      [ids],
    );
    return rows;
  }

  private async notices(process: string, followed: FollowedLetter | null): Promise<LetterNotice[]> {
    const rows = await this.noticeRows(process);
    const shared = followed ? noticesWhileFollowed(await this.noticeRows(followed.id), followed) : [];
    return [...rows, ...shared]
      .sort((one, other) => one.at.getTime() - other.at.getTime())
      .map(({ at, kind, text }) => ({ at: at.toISOString(), kind, text }));
  }

  private async noticeRows(process: string): Promise<NoticeRow[]> {
    const { rows } = await prepared<NoticeRow>(this.pool, NOTICES, [process]);
    return rows;
  }

  /** A merged letter shows the progress of the letter it follows, with the state `merged`. */
  private async progress(letter: OwnLetter, followed: FollowedLetter | null): Promise<PublicProgress> {
    const own = await this.progressRows(letter.id);
    const { state, ...progress } = publicProgress(own, letter);
    if (!followed) return { state, ...progress };
    return {
      ...publicProgress(stepsTogether(own, await this.progressRows(followed.id), followed), letter),
      state,
    };
  }

  private async progressRows(process: string): Promise<ProgressRow[]> {
    const { rows } = await prepared<ProgressRow>(this.pool, PROGRESS_ROWS, [process]);
    return rows;
  }

  /**
   * When the task times out: as the event `limit.moved` says, else computed as the process did when it opened the task. Null
   * while the process is suspended, because the rest is counted when it resumes.
   */
  private async expiryOf(letter: OwnLetter, task: CitizenTask): Promise<string | null> {
    if (letter.state === 'suspended') return null;
    const moved = await prepared<{ to: string }>(this.pool, MOVED_LIMIT, [letter.id, task.number]);
    if (moved.rows[0]) return moved.rows[0].to;
    const limit = taskDefinition('mailbox-letter', letter.version, task.name)?.expires;
    if (limit === undefined) return null;
    const at = await this.timeLimits.timeoutInstant({ limit, from: task.opened_at.getTime() });
    return at === null ? null : new Date(at).toISOString();
  }
}

/** A letter may be withdrawn until its first answer. */
const withdrawal = ({ facts }: OwnLetter): string[] =>
  facts.answered === true || facts.reopened === true ? [] : ['withdraw'];

const MOVED_LIMIT = `
  SELECT data ->> 'to' AS to FROM timeline_entry
  WHERE process_id = $1 AND task = $2 AND type = 'limit.moved' ORDER BY seq DESC LIMIT 1`;

/** Texts that offices wrote for the writer, by the outcome that carries them. */
const NOTICES = `
  SELECT t.closed_at AS at, n.kind, c.body ->> n.field AS text, t.number AS task
  FROM task t
  JOIN (VALUES ('register', 'askForMore', 'QUESTION', 'question'), ('register', 'reject', 'REJECTION', 'explanation'),
    ('reconsider', 'uphold', 'REJECTION', 'explanation'), ('draft', 'interim', 'INTERIM', 'message'),
    ('rework', 'interim', 'INTERIM', 'message'), ('redo', 'interim', 'INTERIM', 'message'),
    ('reviewRating', 'close', 'EXPLANATION', 'explanation'), ('reviewSuspension', 'end', 'EXPLANATION', 'explanation')
  ) AS n (name, outcome, kind, field) ON n.name = t.name AND n.outcome = t.outcome
  JOIN content c ON c.command_id = t.command_id
  WHERE t.process_id = $1
  UNION ALL
  SELECT e.at, 'SEPARATED', '您的来信并入的信件已终止办理,您的来信现恢复单独登记审核。', NULL
  FROM timeline_entry e JOIN content c ON c.command_id = (e.data ->> 'command')::uuid
  WHERE e.process_id = $1 AND e.type = 'message.received' AND e.data ->> 'name' = 'parent'
    AND c.decision ->> 'stands' = 'gone'
  ORDER BY 1`;
