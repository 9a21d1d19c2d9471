import { Injectable } from '@nestjs/common';
import { LetterFilesRepository } from '../../../domain/letters/letter-files.repository.js';
import { LetterStatusRepository, type OwnLetter } from '../../../domain/letters/letter-status.repository.js';
import { MergedLettersRepository } from '../../../domain/letters/merged-letters.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { FailedAttempts } from '../platform/limits/failed-attempts.js';
import type { LetterCredentials } from './letter-credentials.js';
import { LetterSecrets } from './letter-secrets.js';

/** Opens letters by number and query code. */
@Injectable()
export class LetterAccess {
  constructor(
    private readonly letters: LetterStatusRepository,
    private readonly merged: MergedLettersRepository,
    private readonly letterFiles: LetterFilesRepository,
    private readonly secrets: LetterSecrets,
    private readonly failures: FailedAttempts,
  ) {}

  /**
   * Opens a letter and counts a failed attempt.
   *
   * @param sender see `@SenderAddress`
   * @throws {DubanError} NOT_FOUND, the same for a wrong number and a wrong code; after many failed attempts
   * CAPTCHA_REQUIRED and CAPTCHA_INVALID, for the right code as well
   */
  async open(credentials: LetterCredentials, sender: string | null): Promise<OwnLetter> {
    const { letterNo: name, captcha } = credentials;
    const attempt = { kind: 'code', name, sender, captcha } as const;
    await this.failures.admit(attempt);
    try {
      return await this.find(credentials);
    } catch (error) {
      if (error instanceof DubanError && error.code === 'NOT_FOUND') await this.failures.fail(attempt);
      throw error;
    }
  }

  /** As `open`, without counting attempts: for a request that has opened the letter. @throws {DubanError} NOT_FOUND */
  async find({ letterNo, queryCode }: LetterCredentials): Promise<OwnLetter> {
    const letter = await this.letters.find(letterNo);
    // Always compared, so that a wrong number takes as long as a wrong code.
    const matches = await this.secrets.matches(queryCode, letter?.queryCodeHash ?? Buffer.alloc(32));
    if (!letter || !matches) throw new DubanError('NOT_FOUND', detail('letters.wrongCredentials'));
    return letter;
  }

  /** Lists the ids of the files that its writer may read: those of the letter and of its answers. */
  async readableAttachments(credentials: LetterCredentials, sender: string | null): Promise<string[]> {
    const letter = await this.open(credentials, sender);
    const [sent, answers] = await Promise.all([
      this.letterFiles.ofWriter(letter.id),
      this.merged.answers(letter.id),
    ]);
    return [...sent, ...answers.flatMap(({ attachmentIds }) => attachmentIds)];
  }
}
