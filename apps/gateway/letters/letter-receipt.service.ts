import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { LetterReceiptRepository } from '../../../domain/letters/letter-receipt.repository.js';
import { letterRoute } from '../../../domain/letters/letter-route.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { dayOf, parseDay, yearOf } from '../../../domain/time/civil-time.js';
import { mailboxLetter } from '../../../workflows/letters/definition.js';
import type { LetterRoute } from '../../../workflows/letters/route.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { issue } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { invalid } from '../platform/problems/validation.js';
import { Captcha } from '../platform/captcha/captcha.js';
import { PublicInput } from '../platform/public-input/public-input.js';
import { LetterSecrets } from './letter-secrets.js';
import type { SubmitLetterBody, SubmittedLetter } from './public-letters.dto.js';
import { routedBy } from './routed-by.js';

/** From one address to one subject, before it is flagged. */
const PER_HOUR = 20;

/** Kinds of letters that are hidden from the units they name (信访条例 of 2005, art. 23). */
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

function assertNotInFuture(eventOn: string | undefined): void {
  if (eventOn !== undefined && parseDay(eventOn) > dayOf(businessNow()))
    throw invalid(issue('eventOn', 'letters.eventInFuture'));
}

/** Receives citizens' letters. */
@Injectable()
export class LetterReceiptService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly letters: LetterReceiptRepository,
    private readonly commands: MeteredCommands,
    private readonly attachments: AttachmentStore,
    private readonly secrets: LetterSecrets,
    private readonly captcha: Captcha,
    private readonly publicInput: PublicInput,
    private readonly timeLimits: TimeLimitService,
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
    const { captcha, attachmentIds = [], phone, email, address, ...written } = letter;
    const idempotency = given && scopedToLetter(given);
    const earlier = await this.commands.repeated(CITIZEN, idempotency); // its challenge has been consumed
    if (earlier) return this.receiptOf(earlier.process);
    assertNotInFuture(letter.eventOn);
    const solved = await this.captcha.check(captcha);
    const namedUnits = [...new Set(letter.namedUnits ?? [])];
    await assertUnits(this.dataSource, { namedUnits });
    const hiddenFrom = ACCUSING.includes(letter.kind) ? namedUnits : [];
    const route = await this.routeFor(hiddenFrom);
    // Triage may find the letter to be an accusation: keep the route for that case.
    const accusing =
      hiddenFrom.length < namedUnits.length ? await letterRoute(this.dataSource, namedUnits) : null;
    const id = randomUUID();
    const year = yearOf(dayOf(businessNow()));
    let letterNo = '';
    const routed = await this.routedBy(letter.kind, businessNow());
    const queryCodeHash = await this.secrets.hashOf(await this.secrets.codeFor(id));
    const outcome = await this.commands.start(mailboxLetter, {
      id,
      subject: async (tx) => (letterNo = await new LetterReceiptRepository(tx).nextNumber(year)),
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
        await new LetterReceiptRepository(tx).add({
          ...written, // fields with the names of their columns
          processId: id,
          letterNo,
          queryCodeHash,
          writerPhone: phone,
          writerEmail: email ?? null,
          writerAddress: address ?? null,
          eventOn: letter.eventOn ?? null,
          eventPlace: letter.eventPlace ?? null,
          namedUnits,
          flagged: admitted.heldFor,
          solved: null,
          receivedAt: businessDate(),
          erasedAt: null,
        });
        await this.attachments.attach(tx, attachmentIds, { process: id, uploadedBy: CITIZEN });
      },
    });
    // Two concurrent requests with one key get the receipt of the first.
    if (outcome.repeated) return this.receiptOf(outcome.process);
    return { letterNo, queryCode: await this.secrets.codeFor(id), routedBy: routed };
  }

  private async receiptOf(process: string): Promise<SubmittedLetter> {
    const { letterNo, receivedAt, kind } = await this.letters.receiptOf(process);
    return {
      letterNo,
      queryCode: await this.secrets.codeFor(process),
      routedBy: await this.routedBy(kind, receivedAt.getTime()),
    };
  }

  private async routedBy(kind: string, receivedAt: number): Promise<string | null> {
    if (kind === 'REPORT') return null;
    await this.timeLimits.ready();
    return routedBy(this.timeLimits, receivedAt, ['triage', 'assign']);
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
