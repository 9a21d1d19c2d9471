import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { LetterStatusRepository, type OwnLetter } from '../../../domain/letters/letter-status.repository.js';
import { detail } from '../../../domain/messages/index.js';
import type { Command } from '../../../workflows/engine/definition/commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { LetterAccess } from './letter-access.js';
import type { LetterCredentials } from './letter-credentials.js';
import { LetterStatusService } from './letter-status.service.js';
import { assertNoMergeUnderWay } from './merge-target.js';
import type { LetterStatus, RATINGS } from './public-letters.dto.js';

const CITIZEN: Command['by'] = { account: 'citizen', unit: '', roles: [] };

/** Non-final ratings of one letter. Each takes room in the history of its process, which is bounded. */
const MAX_RATINGS = 30;

/** A request of somebody who claims to be the writer of a letter. */
export interface Caller {
  readonly credentials: LetterCredentials;
  /** See `@SenderAddress`. */
  readonly sender: string | null;
}

/** A writer's completion of a task that is open for him. */
export interface CitizenCompletion {
  readonly task: string;
  readonly outcome: string;
  readonly content: object;
  /** Files that the content names. */
  readonly files?: readonly string[];
  /** Error code if the task is not open. */
  readonly refusal: 'RATING_CLOSED' | 'FOLLOW_UP_NOT_ALLOWED' | 'TASK_NOT_OPEN';
}

export interface Rating {
  readonly rating: (typeof RATINGS)[number];
  readonly final: boolean;
  readonly content: object;
}

/** What citizens can do with their letters: look up, rate, ask a follow-up question, supplement, object, withdraw. */
@Injectable()
export class CitizenLettersService {
  constructor(
    private readonly access: LetterAccess,
    private readonly letters: LetterStatusRepository,
    private readonly statuses: LetterStatusService,
    private readonly commands: MeteredCommands,
    private readonly attachments: AttachmentStore,
  ) {}

  /** @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID: see `LetterAccess.open` */
  async lookup({ credentials, sender }: Caller): Promise<LetterStatus> {
    return this.statuses.read(await this.access.open(credentials, sender));
  }

  /** Reads the status without counting an attempt: for a request that has opened the letter. @throws {DubanError} NOT_FOUND */
  async status({ credentials }: Caller): Promise<LetterStatus> {
    return this.statuses.read(await this.access.find(credentials));
  }

  /**
   * Completes a task that is open for the citizen.
   *
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID, `completion.refusal`
   */
  async complete(caller: Caller, completion: CitizenCompletion, idempotency?: Idempotency): Promise<void> {
    const { files = [], outcome, content } = completion;
    await this.sendWhileOpen(caller, completion, idempotency, (task) => ({
      command: { kind: 'complete', task, outcome, decision: {}, by: CITIZEN },
      content,
      ...(files.length > 0 && {
        within: (tx: EntityManager, process: string) =>
          this.attachments.attach(tx, files, { process, uploadedBy: 'citizen' }),
      }),
    }));
  }

  /**
   * Rates the answer, or changes the rating while the rating window is open: the last one counts. A final rating closes the
   * window.
   *
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID, RATING_CLOSED; RATE_LIMITED for a letter that has
   * been rated so often that only a final rating is accepted
   */
  async rate(caller: Caller, { rating, final, content }: Rating, idempotency?: Idempotency): Promise<void> {
    const waiting = { task: 'rate', refusal: 'RATING_CLOSED' } as const;
    if (final) return this.complete(caller, { ...waiting, outcome: OUTCOMES[rating], content }, idempotency);
    const command = { kind: 'message', name: 'rate', decision: { rating }, by: CITIZEN } as const;
    await this.sendWhileOpen(caller, waiting, idempotency, () => ({
      command,
      content,
      within: assertMayRateAgain,
    }));
  }

  /**
   * Asks the answering unit a follow-up question: once, while the rating window is open.
   *
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID, FOLLOW_UP_NOT_ALLOWED
   */
  async followUp(caller: Caller, text: string, idempotency?: Idempotency): Promise<void> {
    const waiting = { task: 'rate', refusal: 'FOLLOW_UP_NOT_ALLOWED' } as const;
    const command = { kind: 'message', name: 'followUp', decision: {}, by: CITIZEN } as const;
    await this.sendWhileOpen(caller, waiting, idempotency, () => ({ command, content: { text } }));
  }

  /**
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID; MESSAGE_NOT_EXPECTED once the letter is answered, and
   * while another one is being merged into it; PROCESS_ENDED
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

  /** Sends a command while a task is open for the writer. A repeated request returns without sending it again. */
  private async sendWhileOpen(
    { credentials, sender }: Caller,
    { task, refusal: code }: Pick<CitizenCompletion, 'task' | 'refusal'>,
    idempotency: Idempotency | undefined,
    request: (task: number) => CitizenRequest,
  ): Promise<void> {
    const letter = await this.access.open(credentials, sender);
    const once = ofLetter(letter, idempotency);
    if (await this.commands.repeated(CITIZEN.account, once)) return;
    const latest = (await this.letters.citizenTasks(letter.id)).findLast(({ name }) => name === task);
    const refusal = new DubanError(code, detail('letters.notWaiting'));
    // With a key this may be the request that closed the task, sent twice at once: the command store decides.
    if (!latest || (latest.state !== 'open' && !idempotency)) throw refusal;
    const { within, ...sent } = request(latest.number);
    try {
      await this.commands.send({
        process: { id: letter.id },
        ...sent,
        idempotency: once,
        ...(within && { within: (tx) => within(tx, letter.id) }),
      });
    } catch (error) {
      throw error instanceof DubanError && NOT_WAITING.includes(error.code) ? refusal : error;
    }
  }
}

async function assertMayRateAgain(tx: EntityManager, process: string): Promise<void> {
  if ((await new LetterStatusRepository(tx).countRatings(process)) >= MAX_RATINGS)
    throw new DubanError('RATE_LIMITED', detail('letters.ratingsUsedUp', { max: MAX_RATINGS }));
}

interface CitizenRequest {
  readonly command: Command;
  readonly content: object;
  readonly within?: (tx: EntityManager, process: string) => Promise<void>;
}

/** Codes with which a process refuses what it does not wait for. */
const NOT_WAITING: readonly string[] = ['TASK_NOT_OPEN', 'MESSAGE_NOT_EXPECTED', 'PROCESS_ENDED'];

const OUTCOMES = {
  SATISFIED: 'satisfied',
  BASICALLY_SATISFIED: 'basicallySatisfied',
  DISSATISFIED: 'dissatisfied',
} as const;

/** Scopes the key to the letter, because all citizens share one account. */
const ofLetter = ({ id }: OwnLetter, idempotency?: Idempotency): Idempotency | undefined =>
  idempotency && { ...idempotency, scope: `citizen/${id}` };
