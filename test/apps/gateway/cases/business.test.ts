/** A process that no generic file knows, from its registration alone: it is added to the three registries, as a line would. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { formsByType } from '../../../../workflows/forms.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { processes } from '../../../../workflows/registry.js';
import { permitForms } from '../../../support/permits/permits.forms.js';
import { permitProcess } from '../../../support/workflows/permit-process.js';

(processes as Process[]).push(permitProcess);
Object.assign(formsByType, { 'permit.v1': permitForms });
// What reads the registries is loaded once they are complete.
const { businesses } = await import('../../../../apps/gateway/businesses.js');
const { permits } = await import('../../../support/permits/permits.business.js');
(businesses as (typeof permits)[]).push(permits);
const { startTestGateway } = await import('../../../support/gateway.js');
const { complete, openTask, sendLetter } = await import('../../../support/letters.js');

const gateway = await startTestGateway();
const { request, query } = gateway;
const [clerk, signer, editor, reviewer] = ['jyj.clerk', 'jyj.signer', 'info.editor', 'info.reviewer'];

const begin = async (): Promise<string> => (await request('POST', '/permits', { as: clerk })).body.id;
const check = (process: string, outcome: string): ReturnType<typeof complete> =>
  complete(gateway, process, { name: 'check', as: clerk, outcome });
const approve = (process: string, outcome: string): ReturnType<typeof complete> =>
  complete(gateway, process, { name: 'approve', as: signer, outcome });

describe('an added process', () => {
  let id: string;
  beforeAll(async () => {
    id = await begin();
  });

  it('a task of an added process shows its title and context', async () => {
    const { body } = await request('GET', `/tasks/${await openTask(gateway, id, 'check')}`, { as: clerk });

    expect(body).toMatchObject({
      matter: '占道许可',
      context: { letter: null, permit: { kind: 'permit', round: 1 } },
    });
  });

  it('tasks of other processes have an empty context of the added process', async () => {
    const { process } = await sendLetter(gateway, {});
    const task = await openTask(gateway, process, 'register');
    const { body } = await request('GET', `/tasks/${task}`, { as: 'mailbox.clerk' });

    expect(body.context).toMatchObject({ permit: null, letter: { letterNo: expect.any(String) } });
  });

  it('the OpenAPI document describes forms and context of an added process', async () => {
    const { body } = await request('GET', '/api/openapi.json');

    expect(body.components.schemas).toHaveProperty('Permit_check_pass');
    expect(body.components.schemas.TaskContext.properties).toHaveProperty('permit');
  });

  it('an added process runs its checks, waits for its citizen and ends', async () => {
    expect((await check(id, 'pass')).status).toBe(200);
    expect((await approve(id, 'approve')).body).toMatchObject({ code: 'TOO_EARLY' });
    expect((await approve(id, 'back')).status).toBe(200);
    expect((await check(id, 'wait')).status).toBe(200);
    expect(
      (await request('POST', `/public/permits/${id}/answer`, { body: { text: '补正材料' } })).status,
    ).toBe(200);
    expect((await check(id, 'pass')).status).toBe(200);
    expect((await approve(id, 'approve')).body.process).toMatchObject({
      state: 'completed',
      result: 'approved',
    });
  });

  it('the timeline names the pauses of an added process', async () => {
    const { body } = await request('GET', `/processes/${id}/timeline?limit=100`, { as: clerk });
    const texts = body.items.map(({ text }: { text: string }) => text);

    expect(texts).toContain('办理时限：暂停（补正）');
  });

  it('roles of its registration see and read an added process', async () => {
    const read = await request('GET', `/processes/${id}/content`, { as: editor });

    expect(read.body.items).toEqual([
      expect.objectContaining({ name: 'answer', content: { text: '补正材料' } }),
    ]);
    expect((await request('GET', `/processes/${id}`, { as: reviewer })).status).toBe(200);
    expect((await request('GET', `/processes/${id}/content`, { as: reviewer })).status).toBe(403);
    expect((await request('GET', `/processes/${id}`, { as: 'service.centre' })).status).toBe(404);
  });

  it('readers of an added process list its documents', async () => {
    await query(
      `INSERT INTO document (id, process_id, kind, unit_code, version, format, title, digest, bytes, made_at)
       VALUES (gen_random_uuid(), $1, 'permit', '', 1, 'pdf', '许可决定', '', '', now())`,
      [id],
    );

    const { body } = await request('GET', `/permits/${id}/documents`, { as: editor });
    expect(body.items).toEqual([expect.objectContaining({ kind: 'permit', title: '许可决定' })]);
    expect((await request('GET', `/permits/${id}/documents`, { as: 'service.centre' })).status).toBe(404);
  });

  it('an added process accepts a message from its senders only', async () => {
    const other = await begin();
    const send = (as: string | undefined): ReturnType<typeof request> =>
      request('POST', `/processes/${other}/messages/withdraw`, { as, body: {} });

    expect((await send(clerk)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await send(signer)).body).toMatchObject({ state: 'completed', result: 'withdrawn' });
  });
});
