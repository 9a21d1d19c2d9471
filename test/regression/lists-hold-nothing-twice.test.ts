import { randomUUID } from 'node:crypto';
import { formsByType } from '../../workflows/forms.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, letterInProgress, sendLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { query } = gateway;

const askCoUnits = (process: string, units: string[]) =>
  complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'askCoUnits', decision: { units } });

it.each([
  ['the same unit twice', ['JTJ', 'JTJ']],
  ['the lead itself', ['ZJJ']],
])('refuses to dispatch a letter with %s as co-units', async (_, coUnits) => {
  const { process } = await sendLetter(gateway);

  const given = await complete(gateway, process, {
    name: 'register',
    as: 'mailbox.clerk',
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: 'ZJJ', coUnits },
  });

  expect(given).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  expect(given.body.issues).toEqual([expect.objectContaining({ field: 'decision.coUnits' })]);
});

it('a request for co-handling to the lead unit or a unit already at work is refused', async () => {
  const { process } = await letterInProgress(gateway);
  const refused = { status: 400, body: { code: 'VALIDATION_FAILED', issues: [{ field: 'decision.units' }] } };

  expect(await askCoUnits(process, ['JTJ', 'JTJ'])).toMatchObject(refused);
  expect(await askCoUnits(process, ['ZJJ'])).toMatchObject(refused);
  expect((await askCoUnits(process, ['JTJ'])).status).toBe(200);
  expect(await askCoUnits(process, ['FGW', 'JTJ'])).toMatchObject(refused);
  await complete(gateway, process, { name: 'coReply', as: 'jtj.clerk', outcome: 'reply' });
  expect((await askCoUnits(process, ['JTJ'])).status).toBe(200);
  const open = await query(
    `SELECT 1 FROM task WHERE process_id = $1 AND name = 'coReply' AND state = 'open'`,
    [process],
  );
  expect(open).toHaveLength(1);
});

it('a letter is not passed on to an office that co-handles it', async () => {
  const { process } = await sendLetter(gateway);
  await complete(gateway, process, {
    name: 'register',
    as: 'mailbox.clerk',
    outcome: 'dispatch',
    decision: { class: 'CONSULT', lead: '522601', coUnits: ['522601-ZJJ'] },
  });

  const passed = await complete(gateway, process, {
    name: 'sign',
    as: 'kaili.clerk',
    outcome: 'redispatch',
    decision: { unit: '522601-ZJJ' },
  });

  expect(passed).toMatchObject({ status: 400, body: { issues: [{ field: 'decision.unit' }] } });
});

it('a file id given twice is refused', async () => {
  const id = randomUUID();
  const twice = [id, id.toUpperCase()];

  const letter = await submitLetter(gateway, { attachmentIds: twice });
  const { process } = await letterInProgress(gateway);
  const reply = await complete(gateway, process, {
    name: 'draft',
    as: 'zjj.clerk',
    outcome: 'submit',
    content: { reply: '见附件。', attachmentIds: twice },
  });

  expect(letter).toMatchObject({
    status: 400,
    body: { issues: [{ field: 'attachmentIds', code: 'fields.unique' }] },
  });
  expect(reply).toMatchObject({
    status: 400,
    body: { issues: [{ field: 'content.attachmentIds', message: '不得重复' }] },
  });
});

it('an uploaded file is found by its id in upper and lower case', async () => {
  const id = randomUUID();
  await query(
    `INSERT INTO attachment (id, uploaded_by, uploader, name, media_type, size, sha256)
     VALUES ($1, 'citizen', $1, 'a.png', 'image/png', 1, '\\x00')`,
    [id],
  );

  const sent = await submitLetter(gateway, { attachmentIds: [id.toUpperCase()] });

  expect(sent.status).toBe(201);
});

it('lists of codes and ids in task forms declare uniqueItems', () => {
  const free: string[] = [];
  for (const [type, { tasks }] of Object.entries(formsByType)) {
    for (const [task, outcomes] of Object.entries(tasks)) {
      for (const [outcome, { decision, content }] of Object.entries(outcomes)) {
        for (const schema of [decision, content]) {
          const shape = (schema as { shape?: Record<string, { safeParse: (value: unknown) => unknown }> })
            ?.shape;
          for (const [field, list] of Object.entries(shape ?? {})) {
            const id = randomUUID();
            const accepts = (value: unknown): boolean =>
              (list.safeParse(value) as { success: boolean }).success;
            if (accepts([id]) && accepts([id, id])) free.push(`${type} ${task}/${outcome} ${field}`);
          }
        }
      }
    }
  }

  // Sentences, which may say the same thing twice.
  expect(free).toEqual(['survey.v1 report/submit suggestions']);
});
