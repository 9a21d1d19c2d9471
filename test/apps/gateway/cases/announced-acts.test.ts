import { beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import {
  complete,
  letterInProgress,
  openTask,
  sendLetter,
  type SentLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

interface Announced {
  readonly name: string;
  readonly allowed: boolean;
  readonly refusal?: { readonly code: string; readonly text: string };
  readonly example: object;
}

/** Every act that a task announces as refused, with the code that it announces and the one it is answered with. */
async function refusalsOf(
  id: string,
  as: string,
): Promise<{ act: string; announced?: string; answered: string }[]> {
  const { body: task } = await request('GET', `/tasks/${id}`, { as });
  const refused = (task.outcomes as Announced[]).filter(({ allowed }) => !allowed);
  const acts = ['claim', 'release', 'delegate', 'reassign'].filter((act) => !task.acts[act].allowed);
  const bodies: Record<string, object> = {
    delegate: { to: 'zjj.clerk' },
    reassign: { assignee: 'zjj.clerk', reason: '人员调整' },
  };
  const answers = [
    ...refused.map(async ({ name, refusal, example }) => {
      const { body } = await request('POST', `/tasks/${id}/complete`, {
        as,
        body: { outcome: name, ...example },
      });
      return { act: name, announced: refusal?.code, answered: body.code as string };
    }),
    ...acts.map(async (act) => {
      const { body } = await request('POST', `/tasks/${id}/${act}`, {
        as,
        ...(bodies[act] && { body: bodies[act] }),
      });
      return { act, announced: task.acts[act].refusal.code as string, answered: body.code as string };
    }),
  ];
  return Promise.all(answers);
}

async function outcome(id: string, as: string, name: string): Promise<Announced> {
  const { body } = await request('GET', `/tasks/${id}`, { as });
  return (body.outcomes as Announced[]).find((one) => one.name === name)!;
}

/** Accounts that look at every task: performers, colleagues with other roles, other units, a supervisor. */
const READERS = ['mailbox.clerk', 'mailbox.reviewer', 'zjj.clerk', 'zjj.signer', 'supervisor'];

/** One course of a letter that opens most of its tasks; `at` is run with the open tasks before each step. */
async function walk(at: (id: string) => Promise<void>): Promise<void> {
  const letter = await sendLetter(gateway);
  const steps: [string, string, string, object?][] = [
    ['register', 'mailbox.clerk', 'accept'],
    ['assign', 'mailbox.clerk', 'assign', { class: 'CONSULT', lead: 'ZJJ', coUnits: [] }],
    ['sign', 'zjj.clerk', 'dispute'],
    ['rule', 'mailbox.clerk', 'refuse'],
    ['sign', 'zjj.clerk', 'sign'],
    ['draft', 'zjj.clerk', 'complex'],
    ['decideComplex', 'mailbox.reviewer', 'refuse'],
    ['draft', 'zjj.clerk', 'extension'],
    ['decideExtension', 'mailbox.clerk', 'refuse'],
    ['draft', 'zjj.clerk', 'submit'],
    ['signOff', 'zjj.signer', 'sign'],
    ['review', 'mailbox.reviewer', 'fail'],
    ['rework', 'zjj.clerk', 'submit'],
    ['signRework', 'zjj.signer', 'sign'],
    ['review', 'mailbox.reviewer', 'pass'],
  ];
  for (const [name, as, chosen, decision] of steps) {
    await at(await openTask(gateway, letter.process, name));
    const { status, body } = await complete(gateway, letter.process, {
      ...{ name, as, outcome: chosen },
      ...(decision && { decision }),
    });
    if (status !== 200) throw new Error(`${name}/${chosen}: ${JSON.stringify(body)}`);
  }
}

describe('what tasks announce', () => {
  it('every announced refusal is the answer to the act', async () => {
    const found: { act: string; announced?: string; answered: string }[] = [];
    await walk(async (id) => {
      for (const as of READERS) {
        const { status } = await request('GET', `/tasks/${id}`, { as });
        if (status === 200) found.push(...(await refusalsOf(id, as)));
      }
    });

    expect(found.filter(({ announced, answered }) => announced !== answered)).toEqual([]);
    expect(new Set(found.map(({ answered }) => answered))).toEqual(
      new Set(['UNIT_NOT_ALLOWED', 'ROLE_NOT_ALLOWED', 'OUTCOME_NOT_ALLOWED', 'FORBIDDEN']),
    );
  });

  describe('of a letter in progress', () => {
    let letter: SentLetter;
    let draft: string;

    beforeAll(async () => {
      letter = await letterInProgress(gateway);
      draft = await openTask(gateway, letter.process, 'draft');
    });

    it('an outcome that the process rules out is listed with the reason', async () => {
      const other = await letterInProgress(gateway);
      await complete(gateway, other.process, { name: 'draft', as: 'zjj.clerk', outcome: 'extension' });
      await complete(gateway, other.process, {
        name: 'decideExtension',
        as: 'mailbox.clerk',
        outcome: 'refuse',
      });
      const id = await openTask(gateway, other.process, 'draft');

      expect(await outcome(id, 'zjj.clerk', 'extension')).toMatchObject({
        allowed: false,
        refusal: { code: 'OUTCOME_NOT_ALLOWED', text: '延期申请已经审批，每件只审批一次' },
      });
    });

    it('an extension that is requested too late is announced as refused', async () => {
      const other = await letterInProgress(gateway);
      await query(
        `UPDATE clock SET due_at = now() + interval '1 hour' WHERE process_id = $1 AND name = 'handling'`,
        [other.process],
      );
      const id = await openTask(gateway, other.process, 'draft');

      expect((await outcome(id, 'zjj.clerk', 'extension')).refusal?.code).toBe('EXTENSION_NOT_ALLOWED');
      const { body } = await complete(gateway, other.process, {
        ...{ name: 'draft', as: 'zjj.clerk', outcome: 'extension' },
      });
      expect(body.code).toBe('EXTENSION_NOT_ALLOWED');
    });

    it('the drafter of an answer is announced the four-eyes rule before signing it', async () => {
      await query(`UPDATE account SET roles = roles || '{agency-signer}' WHERE username = 'jyj.clerk'`);
      const other = await letterInProgress(gateway, 'JYJ');
      await complete(gateway, other.process, { name: 'draft', as: 'jyj.clerk', outcome: 'submit' });
      const id = await openTask(gateway, other.process, 'signOff');

      expect((await outcome(id, 'jyj.clerk', 'sign')).refusal?.code).toBe('FOUR_EYES');
      const { body } = await complete(gateway, other.process, {
        ...{ name: 'signOff', as: 'jyj.clerk', outcome: 'sign' },
      });
      expect(body.code).toBe('FOUR_EYES');
    });

    it('every outcome of a suspended process is announced as refused', async () => {
      const other = await letterInProgress(gateway);
      await request('POST', `/processes/${other.process}/suspend`, {
        as: 'supervisor',
        body: { reason: '等待核查' },
      });
      const id = await openTask(gateway, other.process, 'draft');

      expect(await refusalsOf(id, 'zjj.clerk')).toContainEqual({
        ...{ act: 'submit', announced: 'PROCESS_SUSPENDED', answered: 'PROCESS_SUSPENDED' },
      });
    });

    it('a process announces an order to the supervisor only', async () => {
      const messages = async (as: string): Promise<object> =>
        (await request('GET', `/processes/${letter.process}`, { as })).body.acts.messages[0];

      expect(await messages('supervisor')).toMatchObject({ name: 'order', title: '督办', allowed: true });
      expect(await messages('zjj.clerk')).toMatchObject({ allowed: false, refusal: { code: 'FORBIDDEN' } });
    });

    it('a closed task announces no outcome', async () => {
      const [first] = await query<{ number: number }>(
        `SELECT number FROM task WHERE process_id = $1 AND state <> 'open' ORDER BY number LIMIT 1`,
        [letter.process],
      );
      const { body }: Answer = await request('GET', `/tasks/${letter.process}.${first!.number}`, {
        as: 'mailbox.clerk',
      });

      expect([body.outcomes, body.acts.claim.refusal.code]).toEqual([[], 'TASK_NOT_OPEN']);
    });

    it('a task claimed by another is announced as such', async () => {
      const other = await letterInProgress(gateway);
      const id = await openTask(gateway, other.process, 'draft');
      await query(
        `UPDATE task SET assignee = (SELECT id FROM account WHERE username = 'zjj.signer') WHERE process_id = $1 AND state = 'open'`,
        [other.process],
      );

      const found = await refusalsOf(id, 'zjj.clerk');
      expect(new Set(found.filter(({ act }) => act !== 'reassign').map(({ answered }) => answered))).toEqual(
        new Set(['TASK_CLAIMED']),
      );
      expect(draft).not.toBe(id);
    });
  });
});
