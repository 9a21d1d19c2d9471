import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import type { Command } from '../../../workflows/engine/definition/commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { LetterAccess, type OwnLetter } from './letter-access.js';
import type { LetterCredentials } from './letter-credentials.js';
import { LetterStatusReader } from './letter-status.js';
import { assertNoMergeUnderWay } from './merge-target.js';
import type { LetterStatus, RATINGS } from './public-letters.dto.js';

const CITIZEN: Command['by'] = { account: 'citizen', unit: '', roles: [] };

/** Ratings of one letter that are not final: each stands in the history of its process, whose room is bounded. */
const MOST_RATINGS = 30;

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

export interface Rating {
  readonly rating: (typeof RATINGS)[number];
  readonly final: boolean;
  readonly content: object;
}

/** What citizens do with letters they have sent: ask, rate, supplement, object, withdraw. */
@Injectable()
export class CitizenLetters {
  constructor(
    private readonly access: LetterAccess,
    private readonly statuses: LetterStatusReader,
    private readonly commands: MeteredCommands,
    private readonly attachments: AttachmentStore,
  ) {}

  /** @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID: see `LetterAccess.open` */
  async lookup({ credentials, sender }: Caller): Promise<LetterStatus> {
    return this.statuses.read(await this.access.open(credentials, sender));
  }

  /** After an act of the same request. @throws {DubanError} NOT_FOUND */
  async status({ credentials }: Caller): Promise<LetterStatus> {
    return this.statuses.read(await this.access.find(credentials));
  }

  /**
   * Completes the task that waits for the citizen.
   *
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID, `act.otherwise`
   */
  async act(caller: Caller, act: CitizenAct, idempotency?: Idempotency): Promise<void> {
    const { files = [], outcome, content } = act;
    await this.whileOpen(caller, act, idempotency, (task) => ({
      command: { kind: 'complete', task, outcome, decision: {}, by: CITIZEN },
      content,
      ...(files.length > 0 && {
        within: (tx: EntityManager, process: string) =>
          this.attachments.attach(tx, files, { process, uploadedBy: 'citizen' }),
      }),
    }));
  }

  /**
   * Rates the answer, or changes the rating, as long as the rating window is open: the last one counts. One that is final
   * closes the window at once.
   *
   * @throws {DubanError} NOT_FOUND, CAPTCHA_REQUIRED, CAPTCHA_INVALID, RATING_CLOSED; RATE_LIMITED for a letter that has
   * been rated so often that only a final rating is taken
   */
  async rate(caller: Caller, { rating, final, content }: Rating, idempotency?: Idempotency): Promise<void> {
    const waiting = { task: 'rate', otherwise: 'RATING_CLOSED' } as const;
    if (final) return this.act(caller, { ...waiting, outcome: OUTCOMES[rating], content }, idempotency);
    const command = { kind: 'message', name: 'rate', decision: { rating }, by: CITIZEN } as const;
    await this.whileOpen(caller, waiting, idempotency, () => ({
      command,
      content,
      within: assertMayRateAgain,
    }));
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

  /** Sends what the writer does as long as a task waits for him; a request that has been obeyed before is done already. */
  private async whileOpen(
    { credentials, sender }: Caller,
    { task, otherwise }: Pick<CitizenAct, 'task' | 'otherwise'>,
    idempotency: Idempotency | undefined,
    request: (task: number) => CitizenRequest,
  ): Promise<void> {
    const letter = await this.access.open(credentials, sender);
    const once = ofLetter(letter, idempotency);
    if (await this.commands.repeated(CITIZEN.account, once)) return;
    const latest = (await this.statuses.citizenTasks(letter.id)).findLast(({ name }) => name === task);
    const refusal = new DubanError(otherwise, 'the letter does not wait for this now');
    // With a key it may be the request that closes the task, sent twice at once: that is for the command store to say.
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
  const [rated]: { times: number }[] = await tx.query(
    `SELECT count(*)::int AS times FROM timeline_entry
     WHERE process_id = $1 AND type = 'message.received' AND data ->> 'name' = 'rate'`,
    [process],
  );
  if (rated!.times >= MOST_RATINGS)
    throw new DubanError(
      'RATE_LIMITED',
      `a rating may be changed ${MOST_RATINGS} times: send the one that counts with 'final'`,
    );
}

interface CitizenRequest {
  readonly command: Command;
  readonly content: object;
  readonly within?: (tx: EntityManager, process: string) => Promise<void>;
}

/** How a process refuses what it does not wait for. */
const NOT_WAITING: readonly string[] = ['TASK_NOT_OPEN', 'MESSAGE_NOT_EXPECTED', 'PROCESS_ENDED'];

const OUTCOMES = {
  SATISFIED: 'satisfied',
  BASICALLY_SATISFIED: 'basicallySatisfied',
  DISSATISFIED: 'dissatisfied',
} as const;

/** All citizens share one account: the keys of each letter are its own. */
const ofLetter = ({ id }: OwnLetter, idempotency?: Idempotency): Idempotency | undefined =>
  idempotency && { ...idempotency, scope: `citizen/${id}` };
