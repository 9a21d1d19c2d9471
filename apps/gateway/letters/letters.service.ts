import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Idempotency } from '../../../activities/process-commands/command-store.js';
import { ProcessCommands } from '../../../activities/process-commands/process-commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { definitionOf } from '../definitions/task-forms.js';
import { prepared } from '../platform/prepared.js';
import { POOL } from '../platform/tokens.js';
import { LetterSecrets } from './letter-secrets.js';
import type { LetterCredentials, LetterStatus, SubmitLetterBody, SubmittedLetter } from './letters.dto.js';

const CENTRE = 'QGZ';
const GOVERNMENT_OFFICE = 'ZFB';
const CITIZEN = { account: 'citizen', unit: '', roles: [] };

interface LetterRow {
  readonly id: string;
  readonly letter_no: string;
  readonly query_code_hash: Buffer;
  readonly title: string;
  readonly received_at: Date;
  readonly version: number;
  readonly state: string;
  readonly stage: string | null;
  readonly facts: Record<string, unknown>;
  readonly confidential: boolean;
  readonly lead_name: string | null;
  readonly merged_no: string | null;
}

/** What citizens do with their letters: write, ask, rate, supplement, object, withdraw. */
@Injectable()
export class LettersService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: ProcessCommands,
    private readonly secrets: LetterSecrets,
  ) {}

  /**
   * Receives a letter. Once this resolves the letter is stored, whether or not the process engine can be reached.
   *
   * @throws {DubanError} UNIT_UNKNOWN, IDEMPOTENCY_KEY_REUSED
   */
  async submit(letter: SubmitLetterBody, idempotency?: Idempotency): Promise<SubmittedLetter> {
    const namedUnits = [...new Set(letter.namedUnits ?? [])];
    await this.checkUnits(namedUnits);
    // A letter that accuses a unit must never reach it: RULES.md 0.11.
    const accuses = letter.kind === 'REPORT' || letter.kind === 'COMPLAINT';
    const hiddenFrom = accuses ? namedUnits : [];
    const id = randomUUID();
    const letterNo = await this.nextNumber();
    const queryCodeHash = await this.secrets.hashOf(await this.secrets.codeFor(id));
    const outcome = await this.commands.start({
      id,
      key: 'mailbox-letter',
      version: 1,
      subject: letterNo,
      input: {
        office: hiddenFrom.includes(CENTRE) ? GOVERNMENT_OFFICE : CENTRE,
        kind: letter.kind,
        namedUnits,
        wantsPublic: letter.wantsPublic,
      },
      confidential: letter.kind === 'REPORT',
      hiddenFrom,
      account: 'citizen',
      idempotency,
      within: async (tx) => {
        await tx.query(
          `INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, body, writer_name, writer_phone,
             writer_email, writer_address, wants_public, named_units, received_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now())`,
          [
            id,
            letterNo,
            queryCodeHash,
            letter.kind,
            letter.title,
            letter.body,
            letter.writerName,
            letter.phone,
            letter.email ?? null,
            letter.address ?? null,
            letter.wantsPublic,
            namedUnits,
          ],
        );
      },
    });
    // A repeated request is answered with the letter of the first one.
    return {
      letterNo: await this.numberOf(outcome.process),
      queryCode: await this.secrets.codeFor(outcome.process),
    };
  }

  /** @throws {DubanError} NOT_FOUND, the same for a wrong number and a wrong code */
  async lookup(credentials: LetterCredentials): Promise<LetterStatus> {
    const letter = await this.find(credentials);
    const open = await this.openCitizenTasks(letter.id);
    const followed = (letter.facts['mergedInto'] as string | undefined) ?? letter.id;
    const stage = letter.stage ?? 'submitted';
    return {
      letterNo: letter.letter_no,
      title: letter.title,
      receivedAt: letter.received_at.toISOString(),
      stage,
      state: definitionOf('mailbox-letter', letter.version)?.stages[stage] ?? stage,
      unit: letter.confidential ? null : letter.lead_name,
      dueAt: letter.confidential ? null : await this.handlingDue(letter.id),
      reply: await this.answer(followed),
      allowed: [...open.map(({ name }) => name), ...(canWithdraw(letter) ? ['withdraw'] : [])],
      mergedInto: letter.merged_no,
    };
  }

  /** Completes the task that waits for the citizen. @throws {DubanError} NOT_FOUND, and `otherwise` when none waits */
  async act(
    credentials: LetterCredentials,
    request: { task: string; outcome: string; content: object; otherwise: 'RATING_CLOSED' | 'TASK_NOT_OPEN' },
  ): Promise<LetterStatus> {
    const letter = await this.find(credentials);
    const task = (await this.openCitizenTasks(letter.id)).find(({ name }) => name === request.task);
    if (!task) throw new DubanError(request.otherwise, 'the letter does not wait for this now');
    await this.commands.send({
      process: { id: letter.id },
      command: { kind: 'complete', task: task.number, outcome: request.outcome, decision: {}, by: CITIZEN },
      content: request.content,
    });
    return this.lookup(credentials);
  }

  async withdraw(credentials: LetterCredentials, reason: string | undefined): Promise<LetterStatus> {
    const letter = await this.find(credentials);
    await this.commands.send({
      process: { id: letter.id },
      command: { kind: 'message', name: 'withdraw', decision: {}, by: CITIZEN },
      content: { reason },
    });
    return this.lookup(credentials);
  }

  private async find({ letterNo, queryCode }: LetterCredentials): Promise<LetterRow> {
    const { rows } = await prepared<LetterRow>(
      this.pool,
      `SELECT p.id, l.letter_no, l.query_code_hash, l.title, l.received_at, p.version, p.state, p.stage, p.facts,
         p.confidential, u.name AS lead_name, m.letter_no AS merged_no
       FROM letter l JOIN process p ON p.id = l.process_id
       LEFT JOIN unit u ON u.code = p.facts ->> 'lead'
       LEFT JOIN letter m ON m.process_id::text = p.facts ->> 'mergedInto'
       WHERE l.letter_no = $1`,
      [letterNo],
    );
    const letter = rows[0];
    // Compared in any case, so that a wrong number takes as long as a wrong code.
    const matches = await this.secrets.matches(queryCode, letter?.query_code_hash ?? Buffer.alloc(32));
    if (!letter || !matches) throw new DubanError('NOT_FOUND', 'no letter with this number and query code');
    return letter;
  }

  private async openCitizenTasks(process: string): Promise<{ name: string; number: number }[]> {
    const { rows } = await prepared<{ name: string; number: number }>(
      this.pool,
      `SELECT name, number FROM task WHERE process_id = $1 AND role = 'citizen' AND state = 'open'`,
      [process],
    );
    return rows;
  }

  private async handlingDue(process: string): Promise<string | null> {
    const { rows } = await prepared<{ due_at: Date | null }>(
      this.pool,
      `SELECT due_at FROM clock WHERE process_id = $1 AND name = 'handling' ORDER BY number DESC LIMIT 1`,
      [process],
    );
    return rows[0]?.due_at?.toISOString() ?? null;
  }

  private async answer(process: string): Promise<string | null> {
    const { rows } = await prepared<{ reply: string | null }>(
      this.pool,
      `SELECT c.body ->> 'reply' AS reply FROM process p
       JOIN task t ON t.process_id = p.id AND t.number = (p.facts ->> 'replyTask')::int
       JOIN content c ON c.command_id = t.command_id
       WHERE p.id = $1 AND (p.facts ->> 'answered')::boolean AND NOT p.confidential`,
      [process],
    );
    return rows[0]?.reply ?? null;
  }

  private async nextNumber(): Promise<string> {
    // Asia/Shanghai: the year of the citizen's calendar.
    const year = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4));
    const { rows } = await prepared<{ last: number }>(
      this.pool,
      `INSERT INTO letter_number (year, last) VALUES ($1, 1)
       ON CONFLICT (year) DO UPDATE SET last = letter_number.last + 1 RETURNING last`,
      [year],
    );
    return `ZX${year}${String(rows[0]!.last).padStart(6, '0')}`;
  }

  private async numberOf(process: string): Promise<string> {
    const { rows } = await prepared<{ letter_no: string }>(
      this.pool,
      'SELECT letter_no FROM letter WHERE process_id = $1',
      [process],
    );
    return rows[0]!.letter_no;
  }

  private async checkUnits(codes: readonly string[]): Promise<void> {
    if (codes.length === 0) return;
    const { rows } = await this.pool.query<{ code: string }>('SELECT code FROM unit WHERE code = ANY ($1)', [
      codes,
    ]);
    const known = new Set(rows.map(({ code }) => code));
    const issues = codes
      .filter((code) => !known.has(code))
      .map((code) => ({ field: 'namedUnits', message: `no unit '${code}'` }));
    if (issues.length > 0) throw new DubanError('UNIT_UNKNOWN', issues[0]!.message, { issues });
  }
}

const canWithdraw = (letter: LetterRow): boolean =>
  letter.state === 'running' && letter.facts['answered'] !== true;
