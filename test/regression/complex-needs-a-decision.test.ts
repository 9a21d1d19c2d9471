import { describe, expect, it } from '@jest/globals';
import { computeLadder } from '../../domain/cases/time-limits/ladder.js';
import { parsePolicy } from '../../domain/cases/time-limits/policy.js';
import { policySeeds } from '../../infra/database/seeds/policies.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter } from '../support/letters.js';
import { changeRule } from '../support/rules.js';
import { calendar } from '../domain/cases/time-limits/seeded.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

/** The national limits read strictly: a complaint has 7 working days, 15 once it is decided to be complex. */
const { body: national } = policySeeds().find(({ id }) => id === 'GB-2014')!;
const strict = {
  ...national,
  id: 'GB-STRICT',
  version: 1,
  effectiveFrom: '2015-05-16',
  complexNeedsDecision: true,
};

const inForce = (path: string, body: object = {}): Promise<object> =>
  changeRule(request, { method: 'POST', path, as: 'petition.clerk', body });
const dispatched = async (letterClass: string) => {
  const { process } = await sendLetter(gateway);
  const decision = { class: letterClass, lead: 'ZJJ', coUnits: [] };
  return {
    process,
    ...(await complete(gateway, process, {
      name: 'register',
      as: 'mailbox.clerk',
      outcome: 'dispatch',
      decision,
    })),
  };
};
/** Of the handling clock: its class, its due instant, and the one that a class has under the strict policy. */
const handling = async (process: string, letterClass: string) => {
  const [clock] = await query<{ class: string; started_at: Date; due_at: Date }>(
    `SELECT class, started_at, due_at FROM clock WHERE process_id = $1 AND name = 'handling'`,
    [process],
  );
  const basis = { policy: parsePolicy(strict), calendar, limit: 'handling' };
  const ladder = computeLadder({ ...basis, caseClass: letterClass, startedAt: clock!.started_at.getTime() });
  return { class: clock!.class, due: clock!.due_at, wanted: new Date(ladder!.dueAt) };
};

describe('where the policy wants a decision for it', () => {
  it('a letter cannot be dispatched as complex without a decision', async () => {
    await inForce('/policies', strict);

    const { status, body } = await dispatched('COMPLEX');

    expect({ status, code: body.code, field: body.issues[0].field }).toEqual({
      status: 409,
      code: 'COMPLEX_UNDECIDED',
      field: 'decision.class',
    });
  });

  it('a complaint gets the limit of complex letters only by a decision of a reviewer', async () => {
    const { process } = await dispatched('COMPLAINT');
    await complete(gateway, process, { name: 'sign', as: 'zjj.clerk', outcome: 'sign' });
    const before = await handling(process, 'COMPLAINT');
    await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'complex' });
    const task = await openTask(gateway, process, 'decideComplex');
    const byClerk = await request('POST', `/tasks/${task}/complete`, {
      as: 'mailbox.clerk',
      body: { outcome: 'approve', content: {} },
    });

    const decided = await complete(gateway, process, {
      name: 'decideComplex',
      as: 'mailbox.reviewer',
      outcome: 'approve',
    });

    expect(byClerk.body.code).toBe('ROLE_NOT_ALLOWED');
    expect(decided.status).toBe(200);
    expect(before.class).toBe('COMPLAINT');
    expect(before.due).toEqual(before.wanted);
    const after = await handling(process, 'COMPLEX');
    expect(after.class).toBe('COMPLEX');
    expect(after.due).toEqual(after.wanted);
    expect(after.due.getTime()).toBeGreaterThan(before.due.getTime());
    const { body } = await request('GET', `/processes/${process}/timeline?limit=200`, { as: 'supervisor' });
    const texts = (body.items as { text: string }[]).map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        '办理时限：暂停（复杂事项认定）',
        expect.stringMatching(/^复杂事项认定：认定为复杂/),
        expect.stringMatching(/^办理时限：按认定的类别重计，至\d{4}-\d\d-\d\d$/),
      ]),
    );
  });

  it('a unit may not request the class COMPLEX where it gives no more time', async () => {
    const complaint = await dispatched('COMPLAINT');
    await complete(gateway, complaint.process, { name: 'sign', as: 'zjj.clerk', outcome: 'sign' });
    await complete(gateway, complaint.process, { name: 'draft', as: 'zjj.clerk', outcome: 'complex' });
    await complete(gateway, complaint.process, {
      name: 'decideComplex',
      as: 'mailbox.reviewer',
      outcome: 'approve',
    });
    const again = await complete(gateway, complaint.process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'complex',
    });
    await inForce('/policies/QDN-2015/activate');
    const { process } = await dispatched('COMPLEX');
    await complete(gateway, process, { name: 'sign', as: 'zjj.clerk', outcome: 'sign' });

    const complex = await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'complex' });

    expect(again).toMatchObject({ status: 409, body: { code: 'OUTCOME_NOT_ALLOWED' } });
    expect(complex).toMatchObject({
      status: 409,
      body: { code: 'COMPLEX_NOT_ALLOWED', detailCode: 'letters.complexNoLonger' },
    });
  });
});
