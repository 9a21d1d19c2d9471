import { startTestGateway } from '../support/gateway.js';
import { letterInProgress, openTask } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

/** A letter in whose course sixty more tasks were completed, three at each instant. */
async function longLetter(): Promise<{ process: string; replies: string[] }> {
  const { process } = await letterInProgress(gateway);
  await query(
    `WITH done AS (SELECT gen_random_uuid() AS id, n FROM generate_series(100, 159) AS n),
       command AS (
         INSERT INTO command (id, process_id, kind, account, state, accepted_at)
         SELECT id, $1, 'complete', 'citizen', 'done', now() FROM done),
       content AS (
         INSERT INTO content (command_id, process_id, body)
         SELECT id, $1, jsonb_build_object('reply', '答复' || n) FROM done)
     INSERT INTO task (process_id, number, process_key, name, stage, unit, role, state, opened_at, closed_at, outcome, command_id)
     SELECT $1, n, 'mailbox-letter', 'draft', 'handling', 'ZJJ', 'agency-clerk', 'completed', now(),
       '2030-01-01'::timestamptz + n / 3 * interval '1 minute', 'submit', id FROM done`,
    [process],
  );
  return { process, replies: Array.from({ length: 60 }, (_, n) => `答复${n + 100}`) };
}

const repliesOf = (items: { content: { reply?: string } }[]): string[] =>
  items.flatMap(({ content }) => content.reply ?? []);

it('pages of contents list each content once, oldest first', async () => {
  const { process, replies } = await longLetter();
  const path = `/processes/${process}/content`;

  const pages: { content: { reply?: string } }[][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { status, body } = await request('GET', `${path}?limit=7${cursor && `&cursor=${cursor}`}`, {
      as: 'zjj.clerk',
    });
    expect(status).toBe(200);
    pages.push(body.items);
    cursor = body.nextCursor as string | null;
  }

  expect(pages.every((items) => items.length <= 7)).toBe(true);
  expect(repliesOf(pages.flat())).toEqual(replies);
});

it('a page of contents has fifty by default and rejects a foreign cursor', async () => {
  const { process } = await longLetter();
  const path = `/processes/${process}/content`;

  const { body } = await request('GET', path, { as: 'zjj.clerk' });
  const timeline = await request('GET', `/processes/${process}/timeline?limit=1`, { as: 'zjj.clerk' });
  const foreign = await request('GET', `${path}?cursor=${timeline.body.nextCursor}`, { as: 'zjj.clerk' });

  expect(body.items).toHaveLength(50);
  expect(foreign).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
});

it('a task shows the newest contents and whether there are older ones', async () => {
  const { process, replies } = await longLetter();
  const short = await letterInProgress(gateway);

  const long = await request('GET', `/tasks/${await openTask(gateway, process, 'draft')}`, {
    as: 'zjj.clerk',
  });
  const few = await request('GET', `/tasks/${await openTask(gateway, short.process, 'draft')}`, {
    as: 'zjj.clerk',
  });

  expect(repliesOf(long.body.context.contents)).toEqual(replies.slice(-50));
  expect(long.body.context.earlierContents).toBe(true);
  expect(few.body.context).toMatchObject({
    contents: [{ name: 'register' }, { name: 'sign' }],
    earlierContents: false,
  });
});
