import { afterAll, expect, it } from '@jest/globals';
import { ADMINISTRATORS, ROLES } from '../../../infra/database/seeds/roles.js';
import { createTestDatabase } from '../../support/database.js';

const database = await createTestDatabase();
afterAll(() => database.drop());
const give = (roles: readonly string[]): Promise<unknown> =>
  database.dataSource.query(`UPDATE account SET roles = $1 WHERE username = 'zjj.clerk'`, [roles]);

it('the database knows every role and no other', async () => {
  for (const { id } of ROLES) await give([id]);

  await expect(give(['nonsense'])).rejects.toThrow(/account_roles_check/);
});

const others = ROLES.map(({ id }) => id);
it.each(ADMINISTRATORS.flatMap((admin) => others.map((other) => [admin, other] as const)))(
  'the database refuses %s beside %s',
  async (admin, other) => {
    await expect(give([other, admin])).rejects.toThrow(/account_administrators_check/);
  },
);

it('the database refuses an active account without a password', async () => {
  const change = database.dataSource.query(
    `UPDATE account SET password_hash = NULL WHERE username = 'zjj.clerk'`,
  );

  await expect(change).rejects.toThrow(/account_password_check/);
});

it('the database refuses a role that one person grants alone', async () => {
  const grant = database.dataSource.query(
    `INSERT INTO role_grant (id, account_id, role, reason, state, proposed_by, proposed_at, decided_by, decided_at)
     SELECT gen_random_uuid(), a.id, 'supervisor', '…', 'confirmed', s.id, now(), s.id, now()
     FROM account a, account s WHERE a.username = 'zjj.clerk' AND s.username = 'admin.security'`,
  );

  await expect(grant).rejects.toThrow(/role_grant_two_persons_check/);
});
