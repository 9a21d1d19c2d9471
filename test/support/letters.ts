import { captchaOf } from './captcha.js';
import type { Answer, Request, TestGateway } from './gateway.js';

export const LETTER = {
  kind: 'CONSULT',
  title: '关于办理居住证的咨询',
  body: '我想咨询办理居住证需要哪些材料，到哪里办理。',
  writerName: '张三丰',
  phone: '13800000000',
  wantsPublic: false,
};

export interface SentLetter {
  readonly letterNo: string;
  readonly queryCode: string;
  readonly process: string;
}

/** Submits a letter with a solved challenge. */
export async function submitLetter(
  gateway: TestGateway,
  fields: object = {},
  sent: Request = {},
): Promise<Answer> {
  const captcha = await captchaOf(gateway);
  return gateway.request('POST', '/public/letters', { ...sent, body: { ...LETTER, captcha, ...fields } });
}

/** Submits a letter that is accepted. */
export async function sendLetter(gateway: TestGateway, fields: object = {}): Promise<SentLetter> {
  const { query } = gateway;
  const { status, body } = await submitLetter(gateway, fields);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const [row] = await query<{ process_id: string }>('SELECT process_id FROM letter WHERE letter_no = $1', [
    body.letterNo,
  ]);
  return { ...body, process: row!.process_id };
}

/** Id of the open task of this name. */
export async function openTask({ query }: TestGateway, process: string, name: string): Promise<string> {
  const [row] = await query<{ number: number }>(
    `SELECT number FROM task WHERE process_id = $1 AND name = $2 AND state = 'open'`,
    [process, name],
  );
  if (!row) throw new Error(`no task '${name}' is open`);
  return `${process}.${row.number}`;
}

/** Completes the open task of this name; the example of the outcome supplies what `step` leaves out. */
export async function complete(
  gateway: TestGateway,
  process: string,
  step: { name: string; as: string; outcome: string; decision?: object; content?: object },
): Promise<Answer> {
  const id = await openTask(gateway, process, step.name);
  const { name: _name, as, ...body } = step;
  const task = await gateway.request('GET', `/tasks/${id}`, { as });
  const outcomes = (task.body.outcomes ?? []) as { name: string; example: object }[];
  const example = outcomes.find(({ name }) => name === step.outcome)?.example;
  return gateway.request('POST', `/tasks/${id}/complete`, { as, body: { ...example, ...body } });
}

/** Sends a letter that a unit has signed for and drafts the answer to. */
export async function letterInProgress(
  gateway: TestGateway,
  unit = 'ZJJ',
  fields: object = {},
): Promise<SentLetter> {
  const letter = await sendLetter(gateway, fields);
  const decision = { class: 'CONSULT', lead: unit, coUnits: [] };
  await complete(gateway, letter.process, {
    name: 'register',
    as: 'mailbox.clerk',
    outcome: 'dispatch',
    decision,
  });
  await complete(gateway, letter.process, {
    name: 'sign',
    as: `${unit.toLowerCase()}.clerk`,
    outcome: 'sign',
  });
  return letter;
}

/** Sends a letter whose answer has passed its review. */
export async function answeredLetter(
  gateway: TestGateway,
  fields: object = {},
  reply = '请持身份证到窗口办理。',
): Promise<SentLetter> {
  const letter = await letterInProgress(gateway, 'ZJJ', fields);
  const content = { reply };
  await complete(gateway, letter.process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit', content });
  await complete(gateway, letter.process, { name: 'signOff', as: 'zjj.signer', outcome: 'sign' });
  await complete(gateway, letter.process, { name: 'review', as: 'mailbox.reviewer', outcome: 'pass' });
  return letter;
}

/** Number and query code, which open a letter for its writer. */
type Credentials = Pick<SentLetter, 'letterNo' | 'queryCode'>;

/**
 * Sends a request of a letter's writer.
 *
 * @param action last part of the route: `lookup`, `ratings`, `supplements`, `objections`, `withdrawals`
 * @param key Idempotency-Key
 */
export const asWriter = (
  gateway: TestGateway,
  action: string,
  { letterNo, queryCode }: Credentials,
  fields: object = {},
  key?: string,
): Promise<Answer> =>
  gateway.request('POST', `/public/letters/${action}`, {
    body: { letterNo, queryCode, ...fields },
    ...(key && { headers: { 'idempotency-key': key } }),
  });

/** Reads the status of a letter as its writer. */
export const statusOf = async (gateway: TestGateway, letter: Credentials): Promise<Answer['body']> =>
  (await asWriter(gateway, 'lookup', letter)).body;

/** Erases the personal data of a letter: the security administrator proposes it, a supervisor confirms it. @param letter id of its process */
export async function eraseLetter({ request, query }: TestGateway, letter: string): Promise<void> {
  const [row] = await query<{ letter_no: string }>('SELECT letter_no FROM letter WHERE process_id = $1', [
    letter,
  ]);
  const body = { letterNo: row!.letter_no, reason: '来信人申请' };
  const proposed = await request('POST', '/erasures', { as: 'admin.security', body });
  const erased = await request('POST', `/erasures/${proposed.body.id}/confirm`, { as: 'supervisor' });
  if (erased.status !== 200) throw new Error(`not erased: ${JSON.stringify(erased.body)}`);
}
