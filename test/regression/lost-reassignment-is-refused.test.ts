import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../apps/gateway/platform/tokens.js';
import { startTestGateway } from '../support/gateway.js';
import { openTask, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { app, request, query, signIn } = gateway;

const register = async (): Promise<{ process: string; task: string; number: number }> => {
  const { process } = await sendLetter(gateway);
  const task = await openTask(gateway, process, 'register');
  return { process, task, number: Number(task.split('.')[1]) };
};
const reassign = (task: string, assignee: string) =>
  request('POST', `/tasks/${task}/reassign`, { as: 'supervisor', body: { assignee, reason: '调整' } });
const accountOf = async (username: string): Promise<string> =>
  (await query<{ id: string }>('SELECT id FROM account WHERE username = $1', [username]))[0]!.id;

/** Changes a task while a request about it waits, after the request has read it. */
async function whileAsking<T>(process: string, change: string, sent: () => Promise<T>): Promise<T> {
  const runner = app.get<DataSource>(DATA_SOURCE).createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [process]);
    await runner.query(change, [process]);
    const answered = sent();
    for (let waited = 0; waited < 5000 && !(await somebodyWaits()); waited += 20) await sleep(20);
    await runner.commitTransaction();
    return await answered;
  } finally {
    await runner.release();
  }
}

async function somebodyWaits(): Promise<boolean> {
  const rows = await query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

describe('of two reassignments at once', () => {
  it('of two concurrent assignments one succeeds in answer, timeline and audit', async () => {
    await Promise.all(['supervisor', 'mailbox.clerk'].map(signIn));
    for (let round = 0; round < 5; round += 1) {
      const { process, task } = await register();

      const answers = await Promise.all(
        ['mailbox.clerk', 'mailbox.reviewer'].map((assignee) => reassign(task, assignee)),
      );

      const done = await query(`SELECT 1 FROM audit_entry WHERE subject = $1 AND result = 'done'`, [task]);
      const entries = await query(
        `SELECT 1 FROM timeline_entry WHERE process_id = $1 AND type = 'task.delegated'`,
        [process],
      );
      const won = answers.filter(({ status }) => status === 200);
      expect([done.length, entries.length]).toEqual([won.length, won.length]);
      // The second may also come after the first, and then takes the task from whom it was given to.
      for (const { status, body } of answers.filter((answer) => answer.status !== 200))
        expect([status, body.code]).toEqual([409, 'TASK_CLAIMED']);
    }
  });
});

describe('an act on a task that changed after it was read', () => {
  const claimed = (account: string) =>
    `UPDATE task SET assignee = '${account}' WHERE process_id = $1 AND name = 'register'`;
  const closed = `UPDATE task SET state = 'cancelled', closed_at = now() WHERE process_id = $1 AND name = 'register'`;

  it('a reassignment of a task claimed meanwhile is refused', async () => {
    const { process, task } = await register();
    const [reviewer] = await Promise.all([accountOf('mailbox.reviewer'), signIn('supervisor')]);

    const { status, body } = await whileAsking(process, claimed(reviewer), () =>
      reassign(task, 'mailbox.clerk'),
    );

    expect([status, body.code]).toEqual([409, 'TASK_CLAIMED']);
    expect(await query('SELECT 1 FROM audit_entry WHERE subject = $1', [task])).toEqual([]);
  });

  it('a release of a task reassigned meanwhile is refused', async () => {
    const { process, task } = await register();
    const [clerk, reviewer] = await Promise.all([accountOf('mailbox.clerk'), accountOf('mailbox.reviewer')]);
    await query(claimed(clerk), [process]);
    await signIn('mailbox.clerk');

    const { status, body } = await whileAsking(process, claimed(reviewer), () =>
      request('POST', `/tasks/${task}/release`, { as: 'mailbox.clerk' }),
    );

    expect([status, body.code]).toEqual([409, 'TASK_CLAIMED']);
  });

  it('a claim of a task closed meanwhile is refused as not open', async () => {
    const { process, task } = await register();
    await signIn('mailbox.clerk');

    const { status, body } = await whileAsking(process, closed, () =>
      request('POST', `/tasks/${task}/claim`, { as: 'mailbox.clerk' }),
    );

    expect([status, body.code]).toEqual([409, 'TASK_NOT_OPEN']);
  });
});
