import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;
const dispatch = { class: 'COMPLAINT', lead: 'ZJJ', coUnits: [] };

it('two accounts of the government office handle a complaint about the mailbox centre', async () => {
  const letter = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['QGZ'], wantsPublic: true });
  const { process, letterNo, queryCode } = letter;
  const step = async (as: string, name: string, outcome: string, more: object = {}): Promise<void> =>
    expect(await complete(gateway, process, { name, as, outcome, ...more })).toMatchObject({ status: 200 });
  const register = await openTask(gateway, process, 'register');
  for (const as of ['mailbox.clerk', 'mailbox.reviewer'])
    expect((await request('GET', `/tasks/${register}`, { as })).status).toBe(404);
  const desk = await request('GET', '/tasks?mine=true', { as: 'zfb.mailbox' });
  expect(desk.body.items.map(({ id }: { id: string }) => id)).toContain(register);

  await step('zfb.mailbox', 'register', 'dispatch', { decision: dispatch });
  await step('zjj.clerk', 'sign', 'sign');
  await step('zjj.clerk', 'draft', 'extension');
  await step('zfb.mailbox', 'decideExtension', 'approve');
  await step('zjj.clerk', 'draft', 'submit');
  await step('zjj.signer', 'signOff', 'sign');
  await step('zfb.mailbox2', 'review', 'pass');
  const rated = await request('POST', '/public/letters/ratings', {
    body: { letterNo, queryCode, rating: 'SATISFIED', final: true },
  });
  await step('zfb.mailbox2', 'list', 'keep');

  expect(rated.status).toBe(200);
  expect((await request('GET', `/processes/${process}`, { as: 'zfb.mailbox' })).body.result).toBe('closed');
});

it('the second account reconsiders the rejection of a letter about the mailbox centre', async () => {
  const { process, letterNo, queryCode } = await sendLetter(gateway, {
    kind: 'COMPLAINT',
    namedUnits: ['QGZ'],
  });
  await complete(gateway, process, { name: 'register', as: 'zfb.mailbox', outcome: 'reject' });
  await request('POST', '/public/letters/objections', { body: { letterNo, queryCode, text: '我不同意' } });

  const again = { name: 'reconsider', as: 'zfb.mailbox2', outcome: 'accept' } as const;
  const answer = { name: 'assign', as: 'zfb.mailbox', outcome: 'answer' } as const;
  expect((await complete(gateway, process, again)).status).toBe(200);
  expect((await complete(gateway, process, answer)).status).toBe(200);
  expect(
    (await complete(gateway, process, { name: 'reviewAnswer', as: 'zfb.mailbox2', outcome: 'pass' })).status,
  ).toBe(200);
});

it('the petition office supervises a complaint about the government office', async () => {
  const { process } = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['ZFB'] });
  const step = async (as: string, name: string, outcome: string, more: object = {}): Promise<void> =>
    expect(await complete(gateway, process, { name, as, outcome, ...more })).toMatchObject({ status: 200 });

  await step('mailbox.clerk', 'register', 'accept', { decision: { class: 'COMPLAINT' } });
  await step('mailbox.clerk', 'assign', 'instruct');
  await step('petition.supervisor', 'instruct', 'instruct');
  await step('mailbox.clerk', 'assign', 'assign', { decision: { ...dispatch, lead: 'JYJ' } });
  await step('jyj.clerk', 'sign', 'dispute');
  await step('mailbox.clerk', 'rule', 'agree');
  await step('mailbox.clerk', 'assign', 'assign', { decision: dispatch });
  await step('zjj.clerk', 'sign', 'dispute');
  await step('petition.supervisor', 'superiorRule', 'assign', { decision: dispatch });
  await step('zjj.clerk', 'sign', 'sign');
  await step('zjj.clerk', 'draft', 'suspend');
  await step('petition.supervisor', 'decideSuspension', 'approve');
  await step('petition.supervisor', 'reviewSuspension', 'resume');

  expect((await request('GET', `/processes/${process}`, { as: 'supervisor' })).status).toBe(404);
});

it('a complaint about the petition office is not offered to it as a petition', async () => {
  const { process } = await sendLetter(gateway, { kind: 'COMPLAINT', namedUnits: ['XFJ'] });
  await complete(gateway, process, { name: 'register', as: 'mailbox.clerk', outcome: 'accept' });

  const given = await complete(gateway, process, {
    name: 'assign',
    as: 'mailbox.clerk',
    outcome: 'petition',
  });

  expect(given.body.code).toBe('OUTCOME_NOT_ALLOWED');
});
