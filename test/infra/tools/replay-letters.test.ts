import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { readLetters } from '../../../infra/tools/replay-letters/letters-file.js';

const BODY = '桥头的护栏断了一截，请尽快修好。';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letters-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, text: string) {
  const file = join(folder, name);
  await writeFile(file, text);
  return readLetters(file);
}
const readOne = async (row: object) => (await read('one.json', JSON.stringify([row])))[0]!;

describe('reading letters from a file', () => {
  const letter = {
    kind: 'COMPLAINT',
    title: '桥头护栏',
    body: BODY,
    agency: '州交通局',
    reply: '已经修好。',
  };

  it('letters are read from CSV with a byte order mark, quoted line breaks and empty lines', async () => {
    const [first, second, ...more] = await read(
      'letters.csv',
      `\uFEFFtype,title,content,agency,reply\r\n投诉,桥头护栏,${BODY},州交通局,已经修好。\r\n\r\n` +
        `咨询,"落户,怎么办","第一行写明情况,\n第二行写明请求。",州公安局,"请带""户口簿""办理。"\r\n`,
    );

    expect(first).toEqual(letter);
    expect(second).toMatchObject({
      title: '落户,怎么办',
      body: '第一行写明情况,\n第二行写明请求。',
      reply: '请带"户口簿"办理。',
    });
    expect(more).toEqual([]);
  });

  it('letters are read from a JSON array', async () => {
    const row = { type: '投诉', title: '桥头护栏', content: BODY, agency: '州交通局', reply: '已经修好。' };

    expect(await read('letters.json', JSON.stringify([row, row]))).toEqual([letter, letter]);
  });

  it('a CSV row of letters may lack columns at its end', async () => {
    const [first] = await read('short.csv', `type,title,content,agency,reply\n投诉,桥头护栏,${BODY}\n`);

    expect(first).toMatchObject({ title: '桥头护栏', agency: '' });
    expect(first!.reply).not.toBe('');
  });

  it.each([
    ['type', 'title', 'content', 'agency', 'reply'],
    ['类型', '标题', '内容', '承办单位', '答复'],
    ['类别', '留言主题', '留言详情', '答复单位', '答复意见'],
    ['type', 'title', 'content', 'forum', 'replyContent'],
    ['type', 'title', 'content', 'replyOrg', 'reply'],
  ])(
    'a file of letters may name its columns %s, %s, %s, %s, %s',
    async (type, title, content, agency, reply) => {
      const row = {
        [type]: '投诉',
        [title]: '桥头护栏',
        [content]: BODY,
        [agency]: '州交通局',
        [reply]: '已经修好。',
      };

      expect(await readOne(row)).toEqual(letter);
    },
  );

  it('the first non-empty column of a field of a letter counts', async () => {
    expect(await readOne({ title: '  ', 标题: '第二', 留言主题: '第三', content: BODY })).toMatchObject({
      title: '第二',
    });
  });

  it.each([
    ['投诉举报', 'COMPLAINT'],
    ['我要咨询', 'CONSULT'],
    ['建议', 'SUGGEST'],
    ['建言献策', 'SUGGEST'],
    ['求助', 'HELP'],
    ['感谢', 'THANKS'],
    ['表扬信', 'THANKS'],
    ['其他', 'CONSULT'],
    ['', 'CONSULT'],
  ])('a letter of type "%s" in a file is sent as %s', async (type, kind) => {
    expect(await readOne({ type, title: '标题', content: BODY })).toMatchObject({ kind });
  });

  it('a letter too short for the mailbox is padded', async () => {
    const { title, body, reply } = await readOne({ title: '路', content: '太黑。' });

    expect(title).toMatch(/^路.+/);
    expect(body).toMatch(/^太黑。.+/);
    expect(body.length).toBeGreaterThanOrEqual(10);
    expect(reply).not.toBe('');
  });

  it('a letter too long for the mailbox is truncated', async () => {
    const { title, body } = await readOne({ title: '标'.repeat(51), content: '文'.repeat(5001) });

    expect([title.length, body.length]).toEqual([50, 5000]);
  });

  it('a CSV file with a header only has no letters', async () => {
    expect(await read('empty.csv', 'type,title,content,agency,reply\n')).toEqual([]);
  });
});

describe('an invalid file of letters', () => {
  it('a JSON file that is no array is refused with its name', async () => {
    await expect(read('object.json', '{"letters":[]}')).rejects.toThrow(/object\.json.*array/);
  });

  it('a file of letters with invalid JSON is refused', async () => {
    await expect(read('broken.json', '[{"title":')).rejects.toThrow(/JSON/);
  });

  it('a CSV file with an unterminated quote is refused with its name', async () => {
    await expect(read('broken.csv', 'type,title\n投诉,"桥头\n')).rejects.toThrow(/broken\.csv: .*[Qq]uote/);
  });

  it('a missing file of letters is refused with its name', async () => {
    await expect(readLetters(join(folder, 'missing.csv'))).rejects.toThrow(
      /missing\.csv: cannot be read \(ENOENT\)/,
    );
  });
});

it('the sample file has eight letters that need no padding', async () => {
  const letters = await readLetters(join(repoRoot, 'infra/tools/replay-letters/sample.csv'));

  expect(letters).toHaveLength(8);
  expect(new Set(letters.map(({ kind }) => kind))).toEqual(
    new Set(['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'THANKS']),
  );
  for (const { title, body, agency, reply } of letters) {
    expect(`${title}${body}`).not.toMatch(/无标题|原文如此/);
    expect([agency, reply]).not.toContain('');
  }
});
