/** A crew member of another unit read the documents of an interview, but none of its uploaded files. */
import { beforeAll, expect, it } from '@jest/globals';
import { form } from '../support/forms.js';
import { startTestGateway, type Answer } from '../support/gateway.js';

const { request, query } = await startTestGateway();

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

let interview: string;
let file: string;

beforeAll(async () => {
  const liveAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const body = { topic: '公积金', form: 'text', liveAt };
  interview = (await request('POST', '/interviews', { as: 'zjj.clerk', body })).body.id;
  const upload = form([{ name: '方案.pdf', bytes: PDF }]);
  file = (await request('POST', '/attachments', { ...upload, as: 'zjj.clerk' })).body.items[0].id;
  await query('UPDATE attachment SET process_id = $1 WHERE id = $2', [interview, file]);
  const members = [{ account: 'jyj.clerk', role: 'guest' }];
  await request('PUT', `/interviews/${interview}/crew`, { as: 'info.editor', body: { members } });
});

const list = (as: string): Promise<Answer> => request('GET', `/interviews/${interview}/files`, { as });
const download = (as: string): Promise<Answer> => request('GET', `/attachments/${file}`, { as });

it.each(['zjj.clerk', 'info.editor', 'jyj.clerk'])(
  '%s lists and downloads the files of an interview',
  async (as) => {
    const [listed, downloaded] = [await list(as), await download(as)];

    expect(listed.body.items).toEqual([expect.objectContaining({ id: file, name: '方案.pdf' })]);
    expect(downloaded.bytes).toEqual(PDF);
  },
);

it('an account outside the crew finds neither an interview nor its files', async () => {
  const answers = [await list('jtj.clerk'), await download('jtj.clerk')];

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});
