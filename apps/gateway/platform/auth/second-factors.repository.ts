import { RecoveryCode, SecondFactor } from '../../../../infra/database/entities/accounts.js';
import { queryRow, type Database } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';

export class SecondFactorsRepository {
  constructor(private readonly db: Database) {}

  find(accountId: string): Promise<SecondFactor | null> {
    return this.db.getRepository(SecondFactor).findOneBy({ accountId });
  }

  /** Stores a key that no code has confirmed yet. The one in use stays. */
  async propose(accountId: string, pending: Buffer): Promise<void> {
    await this.db.getRepository(SecondFactor).upsert({ accountId, pending }, ['accountId']);
  }

  /** Puts the pending key into use. @param step of the code that confirmed it, which is used up */
  async confirm(accountId: string, key: Buffer, { step, at }: { step: number; at: Date }): Promise<void> {
    await this.db
      .getRepository(SecondFactor)
      .update({ accountId }, { key, since: at, pending: null, lastStep: String(step), failures: 0 });
  }

  /** Uses up a time step. @returns false: it, or a later one, was used before */
  async useStep(accountId: string, step: number): Promise<boolean> {
    const statement = sql`UPDATE second_factor SET last_step = ${String(step)}::bigint, failures = 0
      WHERE account_id = ${accountId} AND last_step < ${String(step)}::bigint RETURNING account_id`;
    return (await queryRow(this.db, statement)) !== undefined;
  }

  async countFailure(accountId: string): Promise<void> {
    await this.db.getRepository(SecondFactor).increment({ accountId }, 'failures', 1);
  }

  async forgetFailures(accountId: string): Promise<void> {
    await this.db.getRepository(SecondFactor).update({ accountId }, { failures: 0 });
  }

  /** @returns false: the account had none */
  async delete(accountId: string): Promise<boolean> {
    await this.db.getRepository(RecoveryCode).delete({ accountId });
    const { affected } = await this.db.getRepository(SecondFactor).delete({ accountId });
    return (affected ?? 0) > 0;
  }

  recoveryCodes(accountId: string): Promise<RecoveryCode[]> {
    return this.db.getRepository(RecoveryCode).findBy({ accountId });
  }

  async replaceRecoveryCodes(accountId: string, codes: readonly RecoveryCode[]): Promise<void> {
    await this.db.getRepository(RecoveryCode).delete({ accountId });
    await this.db.getRepository(RecoveryCode).insert([...codes]);
  }

  /** @returns false: it was used before */
  async useRecoveryCode(id: string): Promise<boolean> {
    const { affected } = await this.db.getRepository(RecoveryCode).delete({ id });
    return (affected ?? 0) > 0;
  }
}
