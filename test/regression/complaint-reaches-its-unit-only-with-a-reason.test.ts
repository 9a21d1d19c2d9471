import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const clerk = 'mailbox.clerk';
const BRIBERY = { kind: 'COMPLAINT', title: '反映问题', body: '举报州住建局某科长在办证时受贿，请查处。' };

const dispatch = (process: string, lead: string, content: object = {}, coUnits: string[] = []) =>
  complete(gateway, process, {
    name: 'register',
    as: clerk,
    outcome: 'dispatch',
    decision: { class: 'COMPLAINT', lead, coUnits },
    content,
  });
const sees = async (as: string, process: string): Promise<boolean> =>
  (await request('GET', `/processes/${process}`, { as })).status === 200;

it('an ordinary complaint is assigned to the unit it names once a reason is given', async () => {
  const { process } = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['ZJJ', 'JTJ'] });

  const silent = await dispatch(process, 'ZJJ');
  const hiddenBefore = !(await sees('zjj.clerk', process));
  const reasoned = await dispatch(process, 'ZJJ', { conflictReason: '仅反映办证速度，由该局答复为宜' });

  expect(silent).toMatchObject({
    status: 422,
    body: {
      code: 'CONFLICT_UNACKNOWLEDGED',
      issues: [
        { field: 'decision.lead', code: 'letters.aboutUnit', params: { unit: 'ZJJ' } },
        { field: 'content.conflictReason', message: '请填写理由' },
      ],
    },
  });
  expect(hiddenBefore).toBe(true);
  expect(reasoned.status).toBe(200);
  const signed = await complete(gateway, process, { name: 'sign', as: 'zjj.clerk', outcome: 'sign' });
  expect(signed.status).toBe(200);
  expect(await sees('jtj.clerk', process)).toBe(false);
  const [row] = await query('SELECT hidden_from FROM process WHERE id = $1', [process]);
  expect(row).toEqual({ hidden_from: ['JTJ'] });
});

it('a reason opens the letter to an office below the county that it names', async () => {
  const { process } = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['522601'] });

  const given = await dispatch(process, '522601-ZJJ', { conflictReason: '该局经办' });

  expect(given.status).toBe(200);
  const signed = await complete(gateway, process, { name: 'sign', as: '522601-zjj.clerk', outcome: 'sign' });
  expect(signed.status).toBe(200);
});

it('co-handling units that a complaint names need a reason too', async () => {
  const { process } = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['JTJ'] });
  expect((await dispatch(process, 'ZJJ', {}, ['JTJ'])).body.issues[0].field).toBe('decision.coUnits');
  await dispatch(process, 'ZJJ');
  await complete(gateway, process, { name: 'sign', as: 'zjj.clerk', outcome: 'sign' });
  const askCoUnits = (content: object) =>
    complete(gateway, process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'askCoUnits',
      decision: { units: ['JTJ'] },
      content,
    });

  expect((await askCoUnits({})).body.code).toBe('CONFLICT_UNACKNOWLEDGED');
  expect((await askCoUnits({ conflictReason: '需其提供材料' })).status).toBe(200);

  const replied = await complete(gateway, process, { name: 'coReply', as: 'jtj.clerk', outcome: 'reply' });
  expect(replied.status).toBe(200);
});

it('an assigning task hints at words of an accusation and units in the text', async () => {
  const { process } = await sendLetter(gateway, BRIBERY);
  const task = await openTask(gateway, process, 'register');

  const { body } = await request('GET', `/tasks/${task}`, { as: clerk });

  expect(body.context.hints).toEqual([
    expect.objectContaining({ kind: 'ACCUSATION_WORD', text: '举报' }),
    expect.objectContaining({ kind: 'ACCUSATION_WORD', text: '受贿' }),
    expect.objectContaining({ kind: 'UNIT_MENTIONED', text: '州住建局', unit: 'ZJJ' }),
  ]);
  expect(body.outcomes.map(({ name }: { name: string }) => name)).toContain('dispatch');
});

it('a letter without words of an accusation or unit names has no hints', async () => {
  const { process } = await sendLetter(gateway);
  const task = await openTask(gateway, process, 'register');

  expect((await request('GET', `/tasks/${task}`, { as: clerk })).body.context.hints).toEqual([]);
});

it('invisible characters do not hide a word of an accusation', async () => {
  const { process } = await sendLetter(gateway, {
    ...BRIBERY,
    body: '州 住建局某科长受\u200b贿，请有关部门查处。',
  });
  const task = await openTask(gateway, process, 'register');

  const { body } = await request('GET', `/tasks/${task}`, { as: clerk });

  expect(body.context.hints.map(({ text }: { text: string }) => text)).toEqual(['受贿', '州住建局']);
});

it('a unit mentioned beside words of an accusation gets the letter only with a reason given', async () => {
  const { process } = await sendLetter(gateway, BRIBERY);

  expect((await dispatch(process, 'ZJJ')).body.code).toBe('CONFLICT_UNACKNOWLEDGED');
  expect((await dispatch(process, 'JYJ')).status).toBe(200);
});

it('an accusation is refused for a unit that it names even with a reason', async () => {
  const { process } = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });
  const reason = { conflictReason: '由该局自查' };

  expect((await dispatch(process, 'ZJJ', reason)).body.code).toBe('OUTCOME_NOT_ALLOWED');
  const register = await openTask(gateway, process, 'register');
  const moved = await request('POST', `/tasks/${register}/reassign`, {
    as: 'supervisor',
    body: { unit: 'ZJJ', reason: '由该局自查' },
  });
  expect(moved.status).toBe(404);
});

it('triage may not name unknown units or every office that could handle the letter', async () => {
  const { process } = await sendLetter(gateway);
  const accept = (namedUnits: string[]) =>
    complete(gateway, process, {
      name: 'register',
      as: clerk,
      outcome: 'accept',
      decision: { class: 'COMPLAINT', namedUnits },
    });

  expect((await accept(['NONE'])).body).toMatchObject({
    code: 'UNIT_UNKNOWN',
    issues: [{ field: 'decision.namedUnits' }],
  });
  for (const named of [['5226'], ['QGZ', 'ZFB'], ['ZFB', 'XFJ']])
    expect((await accept(named)).body).toMatchObject({
      code: 'CONFLICT_OF_INTEREST',
      issues: [{ field: 'decision.namedUnits' }],
    });
});
