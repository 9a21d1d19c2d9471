import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Idempotency } from '../../../activities/process-commands/command-store.js';
import { formatDay, lastDayOf } from '../../../activities/time-limits/civil-time.js';
import { TimeLimitService } from '../../../activities/time-limits/time-limit-service.js';
import type { Command } from '../../../workflows/engine/commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../attachments/attachment-store.js';
import type { AttachmentView } from '../attachments/attachment-view.js';
import { taskDefinition } from '../definitions/task-forms.js';
import { MeteredCommands } from '../platform/metered-commands.js';
import { prepared } from '../../../infra/database/prepared.js';
import { POOL } from '../platform/tokens.js';
import { stageTitle } from '../processes/process-view.js';
import { LetterAccess, type OwnLetter } from './letter-access.js';
import { readDue, type DueRow } from './letter-due.js';
import type { LetterCredentials } from './letter-credentials.js';
import { assertNoMergeUnderWay } from './merge-target.js';
import type { LetterNotice, LetterStatus } from './public-letters.dto.js';
import { followedLetter, type FollowedLetter } from './followed-letter.js';
import { noticesWhileFollowed, stepsTogether, type NoticeRow } from './followed-progress.js';
import { publicSteps, type StepRow } from './public-steps.js';

const CITIZEN: Command['by'] = { account: 'citizen', unit: '', roles: [] };

interface CitizenTask {
  readonly name: string;
  readonly number: number;
  readonly state: string;
  readonly opened_at: Date;
}
/** Who says that a letter is his. */
export interface Caller {
  readonly credentials: LetterCredentials;
  /** See `@SenderAddress`. */
  readonly sender: string | null;
}

/** What a writer does with a letter that waits for it. */
export interface CitizenAct {
  readonly task: string;
  readonly outcome: string;
  readonly content: object;
  /** Files that the content names. */
  readonly files?: readonly string[];
  /** The refusal when the letter does not wait for it. */
  readonly otherwise: 'RATING_CLOSED' | 'TASK_NOT_OPEN';
}

/** What citizens do with letters they have sent: ask, rate, supplement, object, withdraw. */
@Injectable()
export class CitizenLetters {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly access: LetterAccess,
    private readonly commands: MeteredCommands,
    private readonly attachments: AttachmentStore,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID: see `LetterAccess.open` */
  async lookup({ credentials, sender }: Caller): Promise<LetterStatus> {
    return this.statusOf(await this.access.open(credentials, sender));
  }

  /** After an act of the same request. @throws {DubanError} NOT_FOUND */
  async status({ credentials }: Caller): Promise<LetterStatus> {
    return this.statusOf(await this.access.find(credentials));
  }

  /**
   * Completes the task that waits for the citizen.
   *
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID, `act.otherwise`
   */
  async act({ credentials, sender }: Caller, act: CitizenAct, idempotency?: Idempotency): Promise<void> {
    const letter = await this.access.open(credentials, sender);
    const once = ofLetter(letter, idempotency);
    if (await this.commands.repeated(CITIZEN.account, once)) return;
    const latest = (await this.citizenTasks(letter.id)).findLast(({ name }) => name === act.task);
    const refusal = new DubanError(act.otherwise, 'the letter does not wait for this now');
    // With a key it may be the request that closes the task, sent twice at once: that is for the command store to say.
    if (!latest || (latest.state !== 'open' && !idempotency)) throw refusal;
    const { files = [] } = act;
    try {
      await this.commands.send({
        process: { id: letter.id },
        command: { kind: 'complete', task: latest.number, outcome: act.outcome, decision: {}, by: CITIZEN },
        content: act.content,
        idempotency: once,
        ...(files.length > 0 && {
          within: (tx) => this.attachments.attach(tx, files, { process: letter.id, uploadedBy: 'citizen' }),
        }),
      });
    } catch (error) {
      const closed = error instanceof DubanError && ['TASK_NOT_OPEN', 'PROCESS_ENDED'].includes(error.code);
      throw closed ? refusal : error;
    }
  }

  /**
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID; MESSAGE_NOT_EXPECTED once it is answered, and while
   * another is being merged into it; PROCESS_ENDED
   */
  async withdraw(
    { credentials, sender }: Caller,
    reason: string | undefined,
    idempotency?: Idempotency,
  ): Promise<void> {
    const letter = await this.access.open(credentials, sender);
    await this.commands.send({
      process: { id: letter.id },
      command: { kind: 'message', name: 'withdraw', decision: {}, by: CITIZEN },
      content: { reason },
      idempotency: ofLetter(letter, idempotency),
      within: (tx) => assertNoMergeUnderWay(tx, letter.id),
    });
  }

  private async statusOf(letter: OwnLetter): Promise<LetterStatus> {
    const followed = await this.followed(letter);
    const leader = letter.facts.mergedInto == null ? null : followed; // null: it goes its own way again
    const [tasks, due, answer, notices, steps] = await Promise.all([
      this.citizenTasks(letter.id),
      this.due(letter.id, leader),
      this.access.answer(letter),
      this.notices(letter.id, followed),
      this.steps(letter.id, followed),
    ]);
    const open = tasks.filter(({ state }) => state === 'open');
    const stage = letter.stage ?? 'submitted';
    const shownDue = letter.confidential ? undefined : due;
    return {
      letterNo: letter.letter_no,
      kind: letter.kind,
      title: letter.title,
      receivedAt: letter.received_at.toISOString(),
      stage,
      state: stageTitle('mailbox-letter', letter.version, stage) ?? stage,
      unit: letter.confidential ? null : (letter.lead_name ?? leader?.lead_name ?? null),
      dueDate: shownDue?.due_at ? formatDay(lastDayOf(shownDue.due_at.getTime())) : null,
      dueAt: shownDue?.due_at?.toISOString() ?? null,
      provisional: shownDue?.provisional ?? false,
      reply: answer?.reply ?? null,
      replyAttachments: await this.files(answer?.attachment_ids ?? []),
      rating: letter.facts.rating ?? null,
      allowed: [...open.map(({ name }) => name), ...(mayWithdraw(letter) ? ['withdraw'] : [])],
      waitsUntil: open[0] ? await this.expiryOf(letter, open[0]) : null,
      notices,
      timeline: publicSteps(steps, letter.confidential),
      mergedInto: letter.merged_no,
    };
  }

  private async citizenTasks(process: string): Promise<CitizenTask[]> {
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

  /** Without a limit of its own, the one that the letter had that it follows. */
  private async due(process: string, leader: FollowedLetter | null): Promise<DueRow | undefined> {
    const due = await readDue(this.pool, process);
    return due ?? (leader ? readDue(this.pool, leader.id, leader.until) : undefined);
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

  private async steps(process: string, followed: FollowedLetter | null): Promise<StepRow[]> {
    const { rows } = await prepared<StepRow>(this.pool, STEPS, [process]);
    return followed ? stepsTogether(rows, await this.steps(followed.id, null), followed) : rows;
  }

  private async files(ids: readonly string[]): Promise<AttachmentView[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.pool.query<AttachmentView>(
      `SELECT id, name, media_type AS "mediaType", size FROM attachment WHERE id = ANY ($1::uuid[]) ORDER BY at, id`,
      [ids],
    );
    return rows;
  }

  /**
   * As the process told it when it moved the limit, else computed as the process itself did when it opened the task.
   * Nothing while the process is suspended: what is left is counted when it is resumed.
   */
  private async expiryOf(letter: OwnLetter, task: CitizenTask): Promise<string | null> {
    if (letter.state === 'suspended') return null;
    const moved = await prepared<{ to: string }>(this.pool, MOVED_LIMIT, [letter.id, task.number]);
    if (moved.rows[0]) return moved.rows[0].to;
    const limit = taskDefinition('mailbox-letter', letter.version, task.name)?.expires;
    if (limit === undefined) return null;
    const at = await this.timeLimits.courseInstant({ limit, from: task.opened_at.getTime() });
    return at === null ? null : new Date(at).toISOString();
  }
}

const MOVED_LIMIT = `
  SELECT data ->> 'to' AS to FROM timeline_entry
  WHERE process_id = $1 AND task = $2 AND type = 'limit.moved' ORDER BY seq DESC LIMIT 1`;

/** All citizens share one account: the keys of each letter are its own. */
const ofLetter = ({ id }: OwnLetter, idempotency?: Idempotency): Idempotency | undefined =>
  idempotency && { ...idempotency, scope: `citizen/${id}` };

const mayWithdraw = ({ state, facts }: OwnLetter): boolean => state === 'running' && facts.answered !== true;

/** What offices wrote for the writer to read, by the outcome that carries it. */
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

const STEPS = `
  SELECT e.at, e.stage, u.short_name AS signing_unit,
    CASE WHEN e.type = 'clock.recalculated' THEN (e.data ->> 'dueAt')::timestamptz END AS postponed_to
  FROM timeline_entry e
  LEFT JOIN task t ON e.type = 'task.opened' AND t.process_id = e.process_id AND t.number = e.task AND t.name = 'sign'
  LEFT JOIN unit u ON t.number IS NOT NULL AND u.code = e.unit
  WHERE e.process_id = $1 AND (e.type = 'stage.entered' OR t.number IS NOT NULL OR (e.type = 'clock.recalculated'
    AND e.data ->> 'change' = 'later' AND e.data ->> 'clock' IN ('handling', 'rework', 'reopen') AND NOT e.data ? 'task'))
  ORDER BY e.seq`;
