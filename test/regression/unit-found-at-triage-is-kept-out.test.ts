import type { LetterInput } from '../../workflows/letters/behaviour.js';
import { startSupervisionGateway, type SupervisionGateway } from '../support/supervision-gateway.js';

let gateway: SupervisionGateway;
beforeAll(async () => void (gateway = await startSupervisionGateway()));
afterAll(() => gateway?.close());

const request: SupervisionGateway['request'] = (...sent) => gateway.request(...sent);

/** The task of a name that a process has opened, or opens within a moment. */
async function opened(process: string, name: string): Promise<{ id: string; unit: string }> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [task] = await gateway.letters.query<{ id: string; unit: string }>(
      `SELECT process_id || '.' || number AS id, unit FROM task
       WHERE process_id = $1 AND name = $2 AND state = 'open'`,
      [process, name],
    );
    if (task) return task;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no task '${name}' opened`);
}
async function step(as: string, process: string, name: string, body: object): Promise<void> {
  const { id } = await opened(process, name);
  const { status, body: reply } = await request(as, `POST /tasks/${id}/complete`, body);
  expect({ status, reply }).toMatchObject({ status: 200 });
}
const accepted = async (
  decision: { class: string; namedUnits?: string[] },
  input: Partial<LetterInput> = {},
): Promise<string> => {
  const process = await gateway.receivedLetter(input);
  await step('mailbox.clerk', process, 'register', { outcome: 'accept', decision });
  return process;
};
const sees = async (as: string, process: string): Promise<boolean> =>
  (await request(as, `GET /processes/${process}`)).status === 200;

it('a unit named at registration gets the letter only with a reason', async () => {
  const process = await accepted({ class: 'COMPLAINT', namedUnits: ['ZJJ'] });
  const { id } = await opened(process, 'assign');
  const assign = (content: object) =>
    request('mailbox.clerk', `POST /tasks/${id}/complete`, {
      outcome: 'assign',
      decision: { class: 'COMPLAINT', lead: 'ZJJ', coUnits: [] },
      content,
    });

  expect((await assign({})).body.code).toBe('CONFLICT_UNACKNOWLEDGED');
  expect(await sees('zjj.clerk', process)).toBe(false);
  expect((await assign({ conflictReason: '由该局答复为宜' })).status).toBe(200);
  expect(await sees('zjj.clerk', process)).toBe(true);
});

it('a letter found to be about the centre continues at the government office', async () => {
  const process = await accepted({ class: 'COMPLAINT', namedUnits: ['QGZ'] });

  expect((await opened(process, 'assign')).unit).toBe('ZFB');
  expect(await sees('mailbox.clerk', process)).toBe(false);
  expect(await sees('zfb.mailbox', process)).toBe(true);
});

const dispatched = async (process: string, decision: object, content: object = {}) => {
  const { id } = await opened(process, 'register');
  return request('mailbox.clerk', `POST /tasks/${id}/complete`, {
    outcome: 'dispatch',
    decision: { class: 'COMPLAINT', lead: 'JTJ', coUnits: [], ...decision },
    content,
  });
};

it('a letter registered and dispatched in one step is hidden from the unit named with it', async () => {
  const process = await gateway.receivedLetter();

  expect((await dispatched(process, { namedUnits: ['ZJJ'] })).status).toBe(200);
  expect((await opened(process, 'sign')).unit).toBe('JTJ');
  expect(await sees('zjj.clerk', process)).toBe(false);
});

it('a letter is dispatched to a unit named with it only with a reason', async () => {
  const process = await gateway.receivedLetter();
  const decision = { lead: 'ZJJ', namedUnits: ['ZJJ'] };

  expect((await dispatched(process, decision)).body.code).toBe('CONFLICT_UNACKNOWLEDGED');
  expect((await dispatched(process, decision, { conflictReason: '由该局答复为宜' })).status).toBe(200);
  await opened(process, 'sign');
  expect(await sees('zjj.clerk', process)).toBe(true);
});

it('an office does not dispatch a letter that it finds to be about itself', async () => {
  const process = await gateway.receivedLetter();

  expect((await dispatched(process, { namedUnits: ['QGZ'] })).body).toMatchObject({
    code: 'CONFLICT_OF_INTEREST',
    issues: [{ field: 'decision.namedUnits' }],
  });
});

it('an accusation is routed past a unit named at triage', async () => {
  const process = await accepted({ class: 'REPORT', namedUnits: ['JCJ'] });
  await step('mailbox.clerk', process, 'assign', { outcome: 'discipline' });

  expect((await opened(process, 'transfer')).unit).toBe('ZFB');
  expect(await sees('discipline.clerk', process)).toBe(false);
});

it('a letter accepted as an accusation is hidden from the units its writer named', async () => {
  const process = await accepted(
    { class: 'REPORT', namedUnits: ['ZJJ'] },
    { kind: 'CONSULT', namedUnits: ['JCJ'] },
  );
  await opened(process, 'assign');

  const [row] = await gateway.letters.query('SELECT hidden_from FROM process WHERE id = $1', [process]);
  expect(row).toEqual({ hidden_from: ['JCJ', 'ZJJ'] });
});
