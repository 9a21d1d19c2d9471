import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { letterRoute } from '../../../domain/letters/letter-route.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { dayOf, yearOf } from '../../../domain/time/civil-time.js';
import { mailboxLetter } from '../../../workflows/letters/definition.js';
import type { LetterRoute } from '../../../workflows/letters/route.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { issue } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { prepared, preparedIn } from '../../../infra/database/prepared.js';
import { DATA_SOURCE, POOL } from '../platform/tokens.js';
import { Captcha } from '../platform/captcha/captcha.js';
import { PublicInput } from '../platform/public-input/public-input.js';
import { LetterSecrets } from './letter-secrets.js';
import type { SubmitLetterBody, SubmittedLetter } from './public-letters.dto.js';

/** From one address to one subject, before it is flagged. */
const PER_HOUR = 20;

/** Kinds of letters that are hidden from the units they name (RULES.md 0.11). */
const ACCUSING = ['REPORT', 'COMPLAINT'];

const CITIZEN = 'citizen';

/** All letters are one subject for public-input: a repeated text is noticed across letters. */
const ALL_LETTERS = '6c657474-6572-4000-8000-000000000000';

/**
 * Scopes an Idempotency-Key to the exact letter (without its challenge), because all citizens share one account. A letter is
 * never refused because another citizen has used its key, and only the same letter gets the same receipt.
 */
const scopedToLetter = (idempotency: Idempotency): Idempotency => ({
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
   * Stores a letter and starts its process. Once this resolves the letter is stored, even if Temporal is unreachable.
   *
   * The challenge is consumed in the same transaction. A letter that repeats another one is stored and flagged.
   *
   * @param ip null if the address does not identify the sender
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID, UNIT_UNKNOWN, CONFLICT_OF_INTEREST, ATTACHMENT_REJECTED
   */
  async receive(letter: SubmitLetterBody, ip: string | null, given?: Idempotency): Promise<SubmittedLetter> {
    const idempotency = given && scopedToLetter(given);
    const earlier = await this.commands.repeated(CITIZEN, idempotency); // its challenge has been consumed
    if (earlier) return this.receiptOf(earlier.process);
    const solved = await this.captcha.check(letter.captcha);
    const namedUnits = [...new Set(letter.namedUnits ?? [])];
    await assertUnits(this.pool, { namedUnits });
    const hiddenFrom = ACCUSING.includes(letter.kind) ? namedUnits : [];
    const route = await this.routeFor(hiddenFrom);
    // Triage may find the letter to be an accusation: keep the route for that case.
    const accusing =
      hiddenFrom.length < namedUnits.length ? await letterRoute(this.dataSource, namedUnits) : null;
    const id = randomUUID();
    let letterNo = '';
    const queryCodeHash = await this.secrets.hashOf(await this.secrets.codeFor(id));
    const outcome = await this.commands.start(mailboxLetter, {
      id,
      subject: async (tx) => (letterNo = await nextNumber(tx)),
      input: {
        ...route,
        kind: letter.kind,
        namedUnits,
        wantsPublic: letter.wantsPublic,
        ...(accusing && { accusing }),
      },
      confidential: letter.kind === 'REPORT',
      hiddenFrom,
      account: CITIZEN,
      idempotency,
      within: async (tx) => {
        const text = `${letter.title}\n${letter.body}`;
        const admitted = await this.publicInput.admit(
          { perHour: PER_HOUR, subject: ALL_LETTERS, captcha: solved, text, ip },
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
    // Two concurrent requests with one key get the receipt of the first.
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

  private async routeFor(hiddenFrom: readonly string[]): Promise<LetterRoute> {
    const found = await letterRoute(this.dataSource, hiddenFrom);
    if (found) {
      const { hiddenFrom: _hidden, ...route } = found;
      return route;
    }
    throw DubanError.ofFields('CONFLICT_OF_INTEREST', [issue('namedUnits', 'letters.noOfficeForWriter')]);
  }
}

/**
 * Draws the next number of the year in the transaction that stores the letter, so that a refused letter leaves no gap.
 * Letters queue for the year's row for some milliseconds, far less than the engine needs for each.
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
