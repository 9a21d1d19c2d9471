import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Idempotency } from '../../../activities/process-commands/command-store.js';
import { dayOf, yearOf } from '../../../activities/time-limits/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../attachments/attachment-store.js';
import { MeteredCommands } from '../platform/metered-commands.js';
import { prepared, preparedIn } from '../../../infra/database/prepared.js';
import { POOL } from '../platform/tokens.js';
import { LetterSecrets } from './letter-secrets.js';
import type { SubmitLetterBody, SubmittedLetter } from './public-letters.dto.js';

/** Who registers letters: 州群众工作中心; when a letter accuses it, 州人民政府办公室. */
const OFFICES = ['QGZ', 'ZFB'];
/** A letter of one of these kinds never reaches the units it names: RULES.md 0.11. */
const ACCUSING = ['REPORT', 'COMPLAINT'];

/** Receives citizens' letters. */
@Injectable()
export class LetterReceipt {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: MeteredCommands,
    private readonly attachments: AttachmentStore,
    private readonly secrets: LetterSecrets,
  ) {}

  /**
   * Once this resolves the letter is stored, whether or not the process engine can be reached.
   *
   * @throws {DubanError} UNIT_UNKNOWN, CONFLICT_OF_INTEREST, ATTACHMENT_REJECTED, IDEMPOTENCY_KEY_REUSED
   */
  async receive(letter: SubmitLetterBody, idempotency?: Idempotency): Promise<SubmittedLetter> {
    const namedUnits = [...new Set(letter.namedUnits ?? [])];
    await this.checkUnits(namedUnits);
    const hiddenFrom = ACCUSING.includes(letter.kind) ? namedUnits : [];
    const office = await this.officeFor(hiddenFrom);
    const id = randomUUID();
    let letterNo = '';
    const queryCodeHash = await this.secrets.hashOf(await this.secrets.codeFor(id));
    const outcome = await this.commands.start({
      id,
      key: 'mailbox-letter',
      version: 1,
      subject: async (tx) => (letterNo = await nextNumber(tx)),
      input: { office, kind: letter.kind, namedUnits, wantsPublic: letter.wantsPublic },
      confidential: letter.kind === 'REPORT',
      hiddenFrom,
      account: 'citizen',
      idempotency,
      within: async (tx) => {
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

/**
 * Drawn in the transaction that stores the letter, so that one that is refused leaves no gap. Letters queue for the
 * year's row until that commits: some milliseconds, far below what the engine needs for each.
 */
async function nextNumber(tx: EntityManager): Promise<string> {
  const year = yearOf(dayOf(Date.now()));
  const [row] = await preparedIn<{ last: number }>(tx, NEXT_NUMBER, [year]);
  return `ZX${year}${String(row!.last).padStart(6, '0')}`;
}

const NEXT_NUMBER = `
  INSERT INTO letter_number (year, last) VALUES ($1, 1)
  ON CONFLICT (year) DO UPDATE SET last = letter_number.last + 1 RETURNING last`;

const INSERT = `
  INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, body, writer_name, writer_phone, writer_email,
    writer_address, wants_public, named_units, received_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now())`;
