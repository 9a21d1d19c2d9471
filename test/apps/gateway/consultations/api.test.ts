import type { Answer } from '../../../e2e/client.js';
import { startTimeTravel, type TimeTravel } from '../../../support/time-travel.js';
import { ConsultationRun } from '../../../workflows/consultations/consultation-run.js';

/** The gate as API and process enforce it; the database's own is in test/domain/consultations/gate.test.ts. */
const CLERK = 'jyj.clerk';
const SIGNER = 'jyj.signer';
const [FIRST, SECOND] = ['legal.officer', 'legal.reviewer'] as const;

let world: TimeTravel;
let run: ConsultationRun;
let policy: string;

beforeAll(async () => {
  world = await startTimeTravel();
  run = new ConsultationRun(world);
}, 120_000);
afterAll(() => world?.close());

const about = (path: string, body: object, as: string): Promise<Answer> =>
  run.client.request('POST', `/policy-documents/${policy}${path}`, { as, body });
const reason = { reason: '理由充分' };

async function register(title: string, major: boolean): Promise<void> {
  const body = { title, kind: 'MEASURE', major, reason: '起草单位意见' };
  policy = (await run.client.post<{ id: string }>('/policy-documents', body, { as: CLERK })).id;
  run.id = (await run.client.post<{ id: string }>('/consultations', { policy }, { as: CLERK })).id;
}
async function reviewed(): Promise<void> {
  await run.done('submitReview', 'submit');
  await run.done('legalReview', 'pass');
  await run.open('awaitDecision');
  await run.pass(14);
}
async function unmark(): Promise<Answer> {
  const asked = await about('/unmarkings', reason, FIRST);
  const [{ id: sent }] = asked.body.unmarkings.slice(-1) as [{ id: string }];
  return about(`/unmarkings/${sent}/decision`, { ...reason, confirm: true }, SECOND);
}
const stateOf = async (): Promise<string> =>
  (await run.client.get<{ state: string }>(`/policy-documents/${policy}`, FIRST)).state;

describe('an ordinary policy that is marked major during its procedure', () => {
  beforeAll(async () => {
    await register('关于学校作息时间的规定', false);
    await run.done('classify', 'ordinary');
    await run.done('choose', 'without');
    await reviewed();
    await run.open('decide');
    expect(await about('/marking', reason, FIRST)).toMatchObject({ status: 200, body: { major: true } });
  });

  it('a policy marked major without a consultation cannot be adopted', async () => {
    expect(await run.complete('decide', 'adopt')).toMatchObject({
      status: 409,
      body: { code: 'POLICY_GATE_CLOSED', detailCode: 'consultations.gateClosed' },
    });
  });

  it('a command that bypasses the API cannot adopt a policy behind the gate', async () => {
    const { id: task } = await run.commanded('decide', 'adopt');
    const again = await run.open('decide');

    expect(again.id).not.toBe(task);
    expect(await stateOf()).toBe('draft');
  });

  it('two persons of the legal office unmark a policy, with reasons and on record', async () => {
    const byClerk = await about('/unmarkings', reason, CLERK);
    const noReason = await about('/unmarkings', {}, FIRST);
    const asked = await about('/unmarkings', reason, FIRST);
    const [{ id: sent }] = asked.body.unmarkings as [{ id: string }];
    const alone = await about(`/unmarkings/${sent}/decision`, { ...reason, confirm: true }, FIRST);
    const still = await run.complete('decide', 'adopt');
    const both = await about(`/unmarkings/${sent}/decision`, { ...reason, confirm: true }, SECOND);
    const twice = await about(`/unmarkings/${sent}/decision`, { ...reason, confirm: false }, SECOND);
    const audited = await world.query<{ action: string; result: string }>(
      `SELECT action, result FROM audit_entry WHERE action LIKE 'policy.unmark%' AND subject LIKE $1 ORDER BY id`,
      [`%${policy}%`],
    );

    expect(byClerk).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(noReason).toMatchObject({ status: 400 });
    expect(alone).toMatchObject({
      status: 409,
      body: { code: 'FOUR_EYES', detailCode: 'consultations.unmarkingBySecond' },
    });
    expect(still).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
    expect(both).toMatchObject({ status: 200, body: { major: false, gateOpen: true } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'POLICY_STATE' } });
    expect(both.body.classifications.map(({ act }: { act: string }) => act)).toEqual([
      ...['PROPOSED_ORDINARY', 'ORDINARY', 'MARKED', 'UNMARKING_ASKED', 'UNMARKED'],
    ]);
    expect(audited.map(({ action, result }) => `${action} ${result}`)).toContain('policy.unmark.ask failed');
    expect(audited.map(({ action, result }) => `${action} ${result}`)).toContain('policy.unmark.decide done');
  });

  it('a policy marked major after its decision is not issued before a consultation', async () => {
    await run.done('decide', 'adopt');
    await run.open('issue');
    await run.client.request('PUT', `/policy-documents/${policy}/final-text`, {
      as: CLERK,
      body: { documentNumber: 'X〔2027〕1号', text: '第一条 上课时间为八点。' },
    });
    await about('/marking', reason, SECOND);
    const refused = await run.complete('issue', 'issue', {}, SIGNER);
    await run.commanded('issue', 'issue');
    await run.done('decide', 'consult');
    await run.open('prepare');

    expect(refused).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
    expect(await run.client.request('GET', `/public/policy-documents/${policy}`)).toMatchObject({
      status: 404,
    });
  });

  it('no field of the API sets the state of a policy or repeats a title', async () => {
    const put = await run.client.request('PUT', `/policy-documents/${policy}/final-text`, {
      as: CLERK,
      body: { documentNumber: 'X', text: 'X', state: 'issued', major: false },
    });
    const registered = await run.client.request('POST', '/policy-documents', {
      as: CLERK,
      body: {
        title: '另一规定',
        kind: 'OTHER',
        major: false,
        reason: '理由',
        state: 'issued',
        issuedAt: '2026-01-01',
      },
    });
    const sameTitle = await run.client.request('POST', '/policy-documents', {
      as: CLERK,
      body: { title: '关于学校作息时间的规定。', kind: 'OTHER', major: false, reason: '理由' },
    });

    expect(put).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(registered).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(sameTitle).toMatchObject({ status: 409, body: { code: 'POLICY_TITLE_TAKEN' } });
  });

  it('a withdrawn major policy is major again when it is registered again', async () => {
    const stranger = await run.request('POST', '/withdrawal', 'jtj.clerk', reason);
    const withdrawn = await run.request('POST', '/withdrawal', CLERK, reason);
    await run.until(async () => (await stateOf()) === 'withdrawn');
    await register('关于学校作息时间的规定', false);
    const { major } = await run.client.get<{ major: boolean }>(`/policy-documents/${policy}`, CLERK);

    expect(stranger.status).toBe(404);
    expect(withdrawn.status).toBe(200);
    expect(major).toBe(true);
  });
});

describe('a policy that its unit registered as major', () => {
  beforeAll(() => register('关于义务教育招生的办法', true));

  it('a major policy is classified as ordinary only after two persons unmarked it', async () => {
    const refused = await run.complete('classify', 'ordinary');
    await unmark();
    await run.done('classify', 'ordinary');

    expect(refused).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
    await run.open('choose');
  });

  it('a policy that is marked again cannot skip the consultation', async () => {
    await about('/marking', reason, SECOND);

    expect(await run.complete('choose', 'without')).toMatchObject({
      status: 409,
      body: { code: 'POLICY_GATE_CLOSED' },
    });
  });

  it('a policy shows the legal office policies with similar titles', async () => {
    const body = { title: '关于义务教育招生的暂行办法', kind: 'MEASURE', major: false, reason: '理由' };
    const other = await run.client.post<{ id: string }>('/policy-documents', body, { as: CLERK });
    const { similar } = await run.client.get<{ similar: object[] }>(`/policy-documents/${other.id}`, FIRST);

    expect(similar).toContainEqual(expect.objectContaining({ id: policy, major: true }));
  });

  it('a policy and its consultation do not exist for another unit', async () => {
    expect(await run.client.request('GET', `/policy-documents/${policy}`, { as: 'jtj.clerk' })).toMatchObject(
      {
        status: 404,
      },
    );
    expect(await run.request('GET', '', 'jtj.clerk')).toMatchObject({
      status: 404,
    });
  });
});
