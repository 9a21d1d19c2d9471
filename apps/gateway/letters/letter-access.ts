import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { prepared } from '../../../infra/database/prepared.js';
import { FailedAttempts } from '../platform/limits/failed-attempts.js';
import { POOL } from '../platform/tokens.js';
import { LetterAnswers } from './letter-answers.js';
import type { LetterCredentials } from './letter-credentials.js';
import { LetterSecrets } from './letter-secrets.js';

/** A letter opened by its writer. */
export interface OwnLetter {
  readonly id: string;
  readonly letter_no: string;
  readonly query_code_hash: Buffer;
  readonly kind: string;
  readonly title: string;
  readonly received_at: Date;
  readonly version: number;
  readonly state: string;
  readonly facts: {
    readonly mergedInto?: string | null;
    readonly followed?: string | null;
    readonly answered?: boolean;
    readonly reopened?: boolean;
    readonly rating?: string | null;
  };
  readonly confidential: boolean;
  readonly lead_name: string | null;
  readonly merged_no: string | null;
}

/** Opens letters by number and query code. */
@Injectable()
export class LetterAccess {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly secrets: LetterSecrets,
    private readonly answers: LetterAnswers,
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
    const attempt = { kind: 'letter', name, sender, captcha } as const;
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
    const { rows } = await prepared<OwnLetter>(this.pool, FIND, [letterNo]);
    const letter = rows[0];
    // Always compared, so that a wrong number takes as long as a wrong code.
    const matches = await this.secrets.matches(queryCode, letter?.query_code_hash ?? Buffer.alloc(32));
    if (!letter || !matches) throw new DubanError('NOT_FOUND', detail('letters.wrongCredentials'));
    return letter;
  }

  /** Lists the ids of the files that its writer may read: those of the letter and of its answers. */
  async readableAttachments(credentials: LetterCredentials, sender: string | null): Promise<string[]> {
    const letter = await this.open(credentials, sender);
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM attachment WHERE process_id = $1 AND uploaded_by = 'citizen'`,
      [letter.id],
    );
    const answers = await this.answers.of(letter.id);
    return [...rows.map(({ id }) => id), ...answers.flatMap(({ attachment_ids: ids }) => ids)];
  }
}

const FIND = `
  SELECT p.id, l.letter_no, l.query_code_hash, l.kind, l.title, l.received_at, p.version, p.state, p.facts,
    ${isSecret('p')} AS confidential, u.name AS lead_name, m.letter_no AS merged_no
  FROM letter l JOIN process p ON p.id = l.process_id
  LEFT JOIN unit u ON u.code = p.facts ->> 'lead'
  LEFT JOIN process into_ ON into_.id = (p.facts ->> 'mergedInto')::uuid AND NOT ${isSecret('into_')}
  LEFT JOIN letter m ON m.process_id = into_.id
  WHERE l.letter_no = $1`;
