import { expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { complete, eraseLetter, letterInProgress, openTask } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const as = 'zjj.clerk';
const DRAFT = { outcome: 'submit', content: { reply: '写到一半的答复' } };

async function draftTask(): Promise<{ process: string; path: string }> {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  return { process, path: `/tasks/${await openTask(gateway, process, 'draft')}/draft` };
}
const put = (path: string, body: object, tag?: unknown): Promise<Answer> =>
  request('PUT', path, { as, body, ...(tag !== undefined && { headers: { 'if-match': tag as string } }) });

it('a draft is read as it was saved', async () => {
  const { path } = await draftTask();

  const saved = await put(path, DRAFT);
  const read = await request('GET', path, { as });

  expect(saved.status).toBe(200);
  expect(read.body).toEqual({ ...DRAFT, decision: null, savedAt: expect.any(String) });
  expect(read.headers['etag']).toBe(saved.headers['etag']);
});

it('a draft is replaced with the tag of the stored one', async () => {
  const { path } = await draftTask();
  const first = await put(path, DRAFT);

  const second = await put(path, { content: { reply: '改过的' } }, first.headers['etag']);

  expect(second.status).toBe(200);
  expect((await request('GET', path, { as })).body).toMatchObject({
    outcome: null,
    content: { reply: '改过的' },
  });
});

it.each([
  ['without a tag', undefined],
  ['with the tag of an earlier draft', '"00000000-0000-4000-8000-000000000000"'],
  ['with a malformed tag', 'W/"1"'],
])('a stored draft is not replaced %s', async (_, tag) => {
  const { path } = await draftTask();
  await put(path, DRAFT);

  const { status, body } = await put(path, { content: {} }, tag);

  expect([status, body.code]).toEqual([412, 'DRAFT_CHANGED']);
  expect((await request('GET', path, { as })).body).toMatchObject(DRAFT);
});

it('a draft that was deleted elsewhere is not saved under its old tag', async () => {
  const { path } = await draftTask();
  const { headers } = await put(path, DRAFT);
  await request('DELETE', path, { as });

  expect((await put(path, DRAFT, headers['etag'])).status).toBe(412);
  expect((await put(path, DRAFT, '*')).status).toBe(200);
});

it('nobody but its author reads a draft', async () => {
  const { path } = await draftTask();
  await put(path, DRAFT);

  expect((await request('GET', path, { as: 'supervisor' })).status).toBe(404);
  expect((await request('GET', path, { as: 'jtj.clerk' })).status).toBe(404);
});

it('an account that may not do the task saves no draft', async () => {
  const { path } = await draftTask();

  expect((await request('PUT', path, { as: 'zjj.signer', body: DRAFT })).body.code).toBe('ROLE_NOT_ALLOWED');
});

it('a draft is gone when its task closes', async () => {
  const { process, path } = await draftTask();
  await put(path, DRAFT);

  await complete(gateway, process, { name: 'draft', as, outcome: 'submit' });

  expect(await query('SELECT 1 FROM task_draft WHERE process_id = $1', [process])).toEqual([]);
  expect((await request('GET', path, { as })).status).toBe(404);
  expect((await put(path, DRAFT)).body.code).toBe('TASK_NOT_OPEN');
});

it('a draft is erased with its letter', async () => {
  const { process, path } = await draftTask();
  await put(path, DRAFT);

  await eraseLetter(gateway, process);

  expect(await query('SELECT 1 FROM task_draft WHERE process_id = $1', [process])).toEqual([]);
});

it('a draft that is too large is refused', async () => {
  const { path } = await draftTask();

  const { status, body } = await put(path, { content: { reply: '长'.repeat(50_000) } });

  expect([status, body.issues?.[0]?.code]).toEqual([400, 'cases.draftTooLarge']);
});
