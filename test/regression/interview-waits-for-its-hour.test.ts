import { describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../support/gateway.js';

const { request, query } = await startTestGateway();

/** An interview whose preview is old enough, announced for another day, and which the editor may begin. */
async function announced(): Promise<{
  id: string;
  liveAt: number;
  goLive: (outcome: string) => Promise<Answer>;
}> {
  const liveAt = Date.now() + 5 * 86_400_000;
  const body = { topic: '住房公积金', form: 'text', liveAt: new Date(liveAt).toISOString() };
  const { body: interview } = await request('POST', '/interviews', { as: 'zjj.clerk', body });
  const { id } = interview as { id: string };
  await query(
    `UPDATE interview SET preview_at = now() - interval '4 days', earliest_live_at = now() - interval '1 day',
       plan = '方案', background = '背景', outline = '["问题"]', guests = '[{"name":"甲","title":"局长","intro":"简介"}]'
     WHERE id = $1`,
    [id],
  );
  await query(
    `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
     VALUES ($1, 'online-interview', 90, 'goLive', 'ready', 'XXB', 'info-editor', 'open', now())`,
    [id],
  );
  await query(`UPDATE process SET units = units || '{XXB}' WHERE id = $1`, [id]);
  const goLive = (outcome: string): Promise<Answer> =>
    request('POST', `/tasks/${id}.90/complete`, { as: 'info.editor', body: { outcome, content: {} } });
  return { id, liveAt, goLive };
}

describe('an interview', () => {
  it('an interview does not go live before its announced time', async () => {
    const { liveAt, goLive } = await announced();

    const { status, body } = await goLive('start');

    expect([status, body.code, body.detailCode]).toEqual([409, 'LIVE_TOO_EARLY', 'interviews.liveFrom']);
    expect(Date.parse(body.params.at)).toBe(liveAt);
  });

  it('the crew is checked after the announced time', async () => {
    const { id, goLive } = await announced();
    await query(`UPDATE interview SET live_at = now() WHERE id = $1`, [id]);

    const { body } = await goLive('start');

    expect([body.code, body.issues[0].field]).toEqual(['INTERVIEW_INCOMPLETE', 'crew.host']);
  });
});
