import type { Answer } from '../../../e2e/client.js';
import { startTimeTravel, type TimeTravel } from '../../../support/time-travel.js';
import { Play } from '../../../workflows/consultations/play.js';

/** The gate from the side of the API and of the process; the database's own is in gate.test.ts. */
const CLERK = 'jyj.clerk';
const SIGNER = 'jyj.signer';
const [FIRST, SECOND] = ['legal.officer', 'legal.reviewer'] as const;

let world: TimeTravel;
let play: Play;
let policy: string;

beforeAll(async () => {
  world = await startTimeTravel();
  play = new Play(world);
}, 120_000);
afterAll(() => world?.close());

const about = (path: string, body: object, as: string): Promise<Answer> =>
  play.client.ask('POST', `/policy-documents/${policy}${path}`, { as, body });
const reason = { reason: '理由充分' };

async function register(title: string, major: boolean): Promise<void> {
  const body = { title, kind: 'MEASURE', major, reason: '起草单位意见' };
  policy = (await play.client.post<{ id: string }>('/policy-documents', body, { as: CLERK })).id;
  play.id = (await play.client.post<{ id: string }>('/consultations', { policy }, { as: CLERK })).id;
}
async function reviewed(): Promise<void> {
  await play.done('submitReview', 'submit');
  await play.done('legalReview', 'pass');
  await play.open('awaitDecision');
  await play.pass(14);
}
async function unmark(): Promise<Answer> {
  const asked = await about('/unmarkings', reason, FIRST);
  const [{ id: request }] = asked.body.unmarkings.slice(-1) as [{ id: string }];
  return about(`/unmarkings/${request}/decision`, { ...reason, confirm: true }, SECOND);
}
const stateOf = async (): Promise<string> =>
  (await play.client.get<{ state: string }>(`/policy-documents/${policy}`, FIRST)).state;

describe('a policy that was ordinary and is marked major on its way', () => {
  beforeAll(async () => {
    await register('关于学校作息时间的规定', false);
    await play.done('classify', 'ordinary');
    await play.done('choose', 'without');
    await reviewed();
    await play.open('decide');
    expect(await about('/marking', reason, FIRST)).toMatchObject({ status: 200, body: { major: true } });
  });

  it('is not adopted through the API', async () => {
    expect(await play.complete('decide', 'adopt')).toMatchObject({
      status: 409,
      body: { code: 'POLICY_GATE_CLOSED' },
    });
  });

  it('is not adopted by a command that goes round the API either', async () => {
    const { id: task } = await play.commanded('decide', 'adopt');
    const again = await play.open('decide');

    expect(again.id).not.toBe(task);
    expect(await stateOf()).toBe('draft');
  });

  it('is unmarked by two persons of the legal office, with reasons, in the log, and by nobody else', async () => {
    const byClerk = await about('/unmarkings', reason, CLERK);
    const noReason = await about('/unmarkings', {}, FIRST);
    const asked = await about('/unmarkings', reason, FIRST);
    const [{ id: request }] = asked.body.unmarkings as [{ id: string }];
    const alone = await about(`/unmarkings/${request}/decision`, { ...reason, confirm: true }, FIRST);
    const still = await play.complete('decide', 'adopt');
    const both = await about(`/unmarkings/${request}/decision`, { ...reason, confirm: true }, SECOND);
    const twice = await about(`/unmarkings/${request}/decision`, { ...reason, confirm: false }, SECOND);
    const audited = await world.query<{ action: string; result: string }>(
      `SELECT action, result FROM audit_entry WHERE action LIKE 'policy.unmark%' AND subject LIKE $1 ORDER BY id`,
      [`%${policy}%`],
    );

    expect(byClerk).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(noReason).toMatchObject({ status: 400 });
    expect(alone).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
    expect(still).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
    expect(both).toMatchObject({ status: 200, body: { major: false, gateOpen: true } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'POLICY_STATE' } });
    expect(both.body.classifications.map(({ act }: { act: string }) => act)).toEqual([
      ...['PROPOSED_ORDINARY', 'ORDINARY', 'MARKED', 'UNMARKING_ASKED', 'UNMARKED'],
    ]);
    expect(audited.map(({ action, result }) => `${action} ${result}`)).toContain('policy.unmark.ask failed');
    expect(audited.map(({ action, result }) => `${action} ${result}`)).toContain('policy.unmark.decide done');
  });

  it('is stopped once more at its issue when it is marked after the decision, and may be consulted on first', async () => {
    await play.done('decide', 'adopt');
    await play.open('issue');
    await play.client.ask('PUT', `/policy-documents/${policy}/final-text`, {
      as: CLERK,
      body: { documentNumber: 'X〔2027〕1号', text: '第一条 上课时间为八点。' },
    });
    await about('/marking', reason, SECOND);
    const refused = await play.complete('issue', 'issue', {}, SIGNER);
    await play.commanded('issue', 'issue');
    await play.done('decide', 'consult');
    await play.open('prepare');

    expect(refused).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
    expect(await play.client.ask('GET', `/public/policy-documents/${policy}`)).toMatchObject({ status: 404 });
  });

  it('has no field and no other way by which somebody could say that it is issued', async () => {
    const put = await play.client.ask('PUT', `/policy-documents/${policy}/final-text`, {
      as: CLERK,
      body: { documentNumber: 'X', text: 'X', state: 'issued', major: false },
    });
    const registered = await play.client.ask('POST', '/policy-documents', {
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
    const sameTitle = await play.client.ask('POST', '/policy-documents', {
      as: CLERK,
      body: { title: '关于学校作息时间的规定。', kind: 'OTHER', major: false, reason: '理由' },
    });

    expect(put).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(registered).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(sameTitle).toMatchObject({ status: 409, body: { code: 'POLICY_TITLE_TAKEN' } });
  });

  it('is withdrawn by its unit with a reason, and is major again when it comes back', async () => {
    const stranger = await play.ask('POST', '/withdrawal', 'jtj.clerk', reason);
    const withdrawn = await play.ask('POST', '/withdrawal', CLERK, reason);
    await play.until(async () => (await stateOf()) === 'withdrawn');
    await register('关于学校作息时间的规定', false);
    const { major } = await play.client.get<{ major: boolean }>(`/policy-documents/${policy}`, CLERK);

    expect(stranger.status).toBe(404);
    expect(withdrawn.status).toBe(200);
    expect(major).toBe(true);
  });
});

describe('a policy that its unit calls major', () => {
  beforeAll(() => register('关于义务教育招生的办法', true));

  it('is made ordinary only after two persons have unmarked it', async () => {
    const refused = await play.complete('classify', 'ordinary');
    await unmark();
    await play.done('classify', 'ordinary');

    expect(refused).toMatchObject({ status: 409, body: { code: 'POLICY_GATE_CLOSED' } });
    await play.open('choose');
  });

  it('cannot do without a consultation when it is marked again meanwhile', async () => {
    await about('/marking', reason, SECOND);

    expect(await play.complete('choose', 'without')).toMatchObject({
      status: 409,
      body: { code: 'POLICY_GATE_CLOSED' },
    });
  });

  it('warns the legal office of titles that are alike', async () => {
    const body = { title: '关于义务教育招生的暂行办法', kind: 'MEASURE', major: false, reason: '理由' };
    const other = await play.client.post<{ id: string }>('/policy-documents', body, { as: CLERK });
    const { similar } = await play.client.get<{ similar: object[] }>(`/policy-documents/${other.id}`, FIRST);

    expect(similar).toContainEqual(expect.objectContaining({ id: policy, major: true }));
  });

  it('is not there for another unit', async () => {
    expect(await play.client.ask('GET', `/policy-documents/${policy}`, { as: 'jtj.clerk' })).toMatchObject({
      status: 404,
    });
    expect(await play.ask('GET', '', 'jtj.clerk')).toMatchObject({
      status: 404,
    });
  });
});
