import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool, QueryResult } from 'pg';
import type { Idempotency } from '../../../activities/process-commands/command-store.js';
import { dayOf, formatDay } from '../../../activities/time-limits/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../attachments/attachment-store.js';
import { MeteredCommands } from '../platform/metered-commands.js';
import { prepared, preparedIn } from '../../../infra/database/prepared.js';
import { POOL } from '../platform/tokens.js';
import { Captcha } from '../public-input/captcha.js';
import { PublicInput } from '../public-input/public-input.js';
import { LetterSecrets } from './letter-secrets.js';
import type { SubmitLetterBody, SubmittedLetter } from './public-letters.dto.js';

/** Who registers letters: 州群众工作中心; when a letter accuses it, 州人民政府办公室. */
const OFFICES = ['QGZ', 'ZFB'];
/** A letter of one of these kinds never reaches the units it names: RULES.md 0.11. */
const ACCUSING = ['REPORT', 'COMPLAINT'];

/** All letters are one column: a text that many send is noticed whichever letter it stands in. */
const ALL_LETTERS = '6c657474-6572-4000-8000-000000000000';

/** Receives citizens' letters. */
@Injectable()
export class LetterReceipt {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: MeteredCommands,
    private readonly attachments: AttachmentStore,
    private readonly secrets: LetterSecrets,
    private readonly captcha: Captcha,
    private readonly publicInput: PublicInput,
  ) {}

  /**
   * Once this resolves the letter is stored, whether or not the process engine can be reached.
   *
   * The challenge is used up together with the letter. A letter that repeats another is received as well, and flagged.
   *
   * @param ip null where the address says nothing of who sends it
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID, UNIT_UNKNOWN, CONFLICT_OF_INTEREST, ATTACHMENT_REJECTED,
   * IDEMPOTENCY_KEY_REUSED
   */
  async receive(
    letter: SubmitLetterBody,
    ip: string | null,
    idempotency?: Idempotency,
  ): Promise<SubmittedLetter> {
    const solved = await this.captcha.check(letter.captcha);
    const namedUnits = [...new Set(letter.namedUnits ?? [])];
    await this.checkUnits(namedUnits);
    const hiddenFrom = ACCUSING.includes(letter.kind) ? namedUnits : [];
    const office = await this.officeFor(hiddenFrom);
    const id = randomUUID();
    const letterNo = await this.nextNumber();
    const queryCodeHash = await this.secrets.hashOf(await this.secrets.codeFor(id));
    const outcome = await this.commands.start({
      id,
      key: 'mailbox-letter',
      version: 1,
      subject: letterNo,
      input: { office, kind: letter.kind, namedUnits, wantsPublic: letter.wantsPublic },
      confidential: letter.kind === 'REPORT',
      hiddenFrom,
      account: 'citizen',
      idempotency,
      within: async (tx) => {
        const text = `${letter.title}\n${letter.body}`;
        const admitted = await this.publicInput.admit(
          { column: 'letter', subject: ALL_LETTERS, captcha: solved, text, ip },
          tx,
        );
        await preparedIn(tx, INSERT, [
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
          admitted.setAside,
        ]);
        await this.attachments.attach(tx, letter.attachmentIds ?? [], { process: id, uploadedBy: 'citizen' });
      },
    });
    // A repeated request is answered with the letter of the first one.
    return {
      letterNo: outcome.repeated ? await this.numberOf(outcome.process) : letterNo,
      queryCode: await this.secrets.codeFor(outcome.process),
    };
  }

  /**
   * Taken before the letter is stored, so that letters do not queue for it; a number may so remain unused. For the same
   * reason its own commit does not wait for the disk. No number is given twice by that: the letter's commit waits, and
   * brings everything written before it to the disk as well.
   */
  private async nextNumber(): Promise<string> {
    const year = Number(formatDay(dayOf(Date.now())).slice(0, 4));
    const results = (await this.pool.query(`
      BEGIN; SET LOCAL synchronous_commit = off;
      INSERT INTO letter_number (year, last) VALUES (${year}, 1)
        ON CONFLICT (year) DO UPDATE SET last = letter_number.last + 1 RETURNING last;
      COMMIT`)) as unknown as QueryResult<{ last: number }>[];
    return `ZX${year}${String(results[2]!.rows[0]!.last).padStart(6, '0')}`;
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
      .map((code) => ({ field: 'namedUnits', message: `no unit '${code}': see GET /api/v1/units` }));
    if (issues.length > 0) throw new DubanError('UNIT_UNKNOWN', issues[0]!.message, { issues });
  }

  /** The first office that the letter accuses neither itself nor through a body above it. */
  private async officeFor(hiddenFrom: readonly string[]): Promise<string> {
    if (hiddenFrom.length === 0) return OFFICES[0]!;
    const { rows } = await this.pool.query<{ code: string }>(
      `SELECT code FROM unit WHERE code = ANY ($1::text[]) AND NOT path && $2::text[]
       ORDER BY array_position($1::text[], code) LIMIT 1`,
      [OFFICES, hiddenFrom],
    );
    if (rows[0]) return rows[0].code;
    const message =
      'every office that could receive it is among the accused: write to the discipline authority directly';
    throw new DubanError('CONFLICT_OF_INTEREST', message, { issues: [{ field: 'namedUnits', message }] });
  }
}

const INSERT = `
  INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, body, writer_name, writer_phone, writer_email,
    writer_address, wants_public, named_units, flagged, received_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())`;
