import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { letterRoute } from '../../../domain/letters/letter-route.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { dayOf, yearOf } from '../../../domain/time/civil-time.js';
import type { LetterInput } from '../../../workflows/letters/behaviour.js';
import type { LetterRoute } from '../../../workflows/letters/route.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { prepared, preparedIn } from '../../../infra/database/prepared.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { Captcha } from '../platform/captcha/captcha.js';
import { PublicInput } from '../platform/public-input/public-input.js';
import { LetterSecrets } from './letter-secrets.js';
import type { SubmitLetterBody, SubmittedLetter } from './public-letters.dto.js';

/** A letter of one of these kinds is hidden from the units it names: RULES.md 0.11. */
const ACCUSING = ['REPORT', 'COMPLAINT'];

const CITIZEN = 'citizen';

/** All letters are one column: a text that many send is noticed whichever letter it stands in. */
const ALL_LETTERS = '6c657474-6572-4000-8000-000000000000';

/**
 * All citizens share one account, and nothing tells them apart before they have a letter: a key counts for one letter to
 * the last character, whichever challenge comes with it. So nobody's letter is refused because somebody else has used its
 * key, and a receipt is given only to who sends the very letter again.
 */
const ofRequest = (idempotency: Idempotency): Idempotency => ({
  ...idempotency,
  scope: `citizen/${idempotency.bodyHash.toString('hex')}`,
});

/** Receives citizens' letters. */
@Injectable()
export class LetterReceipt {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
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
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID, UNIT_UNKNOWN, CONFLICT_OF_INTEREST, ATTACHMENT_REJECTED
   */
  async receive(letter: SubmitLetterBody, ip: string | null, given?: Idempotency): Promise<SubmittedLetter> {
    const idempotency = given && ofRequest(given);
    const earlier = await this.commands.repeated(CITIZEN, idempotency); // its challenge is used up by now
    if (earlier) return this.receiptOf(earlier.process);
    const solved = await this.captcha.check(letter.captcha);
    const namedUnits = [...new Set(letter.namedUnits ?? [])];
    await this.checkUnits(namedUnits);
    const hiddenFrom = ACCUSING.includes(letter.kind) ? namedUnits : [];
    const route = await this.routeFor(hiddenFrom);
    // An accusation may turn out to be one only when it is read.
    const accusing =
      hiddenFrom.length < namedUnits.length ? await letterRoute(this.dataSource, namedUnits) : null;
    const id = randomUUID();
    let letterNo = '';
    const queryCodeHash = await this.secrets.hashOf(await this.secrets.codeFor(id));
    const outcome = await this.commands.start({
      id,
      key: 'mailbox-letter',
      version: 1,
      subject: async (tx) => (letterNo = await nextNumber(tx)),
      input: {
        ...route,
        kind: letter.kind,
        namedUnits,
        wantsPublic: letter.wantsPublic,
        ...(accusing && { accusing }),
      } satisfies LetterInput,
      confidential: letter.kind === 'REPORT',
      hiddenFrom,
      account: CITIZEN,
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
          businessDate(),
        ]);
        await this.attachments.attach(tx, letter.attachmentIds ?? [], { process: id, uploadedBy: CITIZEN });
      },
    });
    // A request that was sent twice at once is answered with the letter of the first one.
    if (outcome.repeated) return this.receiptOf(outcome.process);
    return { letterNo, queryCode: await this.secrets.codeFor(id) };
  }

  private async receiptOf(process: string): Promise<SubmittedLetter> {
    const { rows } = await prepared<{ letter_no: string }>(
      this.pool,
      'SELECT letter_no FROM letter WHERE process_id = $1',
      [process],
    );
    return { letterNo: rows[0]!.letter_no, queryCode: await this.secrets.codeFor(process) };
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

  private async routeFor(hidden: readonly string[]): Promise<LetterRoute> {
    const found = await letterRoute(this.dataSource, hidden);
    if (found) {
      const { hiddenFrom: _hidden, ...route } = found;
      return route;
    }
    const message =
      'every office that could handle it is among the accused: write to the discipline authority directly';
    throw new DubanError('CONFLICT_OF_INTEREST', message, { issues: [{ field: 'namedUnits', message }] });
  }
}

/**
 * Drawn in the transaction that stores the letter, so that one that is refused leaves no gap. Letters queue for the
 * year's row until that commits: some milliseconds, far below what the engine needs for each.
 */
async function nextNumber(tx: EntityManager): Promise<string> {
  const year = yearOf(dayOf(businessNow()));
  const [row] = await preparedIn<{ last: number }>(tx, NEXT_NUMBER, [year]);
  return `ZX${year}${String(row!.last).padStart(6, '0')}`;
}

const NEXT_NUMBER = `
  INSERT INTO letter_number (year, last) VALUES ($1, 1)
  ON CONFLICT (year) DO UPDATE SET last = letter_number.last + 1 RETURNING last`;

const INSERT = `
  INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, body, writer_name, writer_phone, writer_email,
    writer_address, wants_public, named_units, flagged, received_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
