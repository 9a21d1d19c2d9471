/** The command as a person runs it, compiled, against a server on loopback. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { readCatalogue } from '../../../infra/tools/inspect/catalogue-file.js';
import { readOptions } from '../../../infra/tools/inspect/options.js';
import { encodeGb18030 } from '../../../infra/tools/service-sites/gb18030.js';
import { GOOD, rowTable, withValues } from './guide-values.js';
import { oleFile, serve, type TestServer } from './server.js';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-inspect-'));
  const links = '<a href="/f.doc">申请表.doc</a><a href="/apply">在线申报</a>';
  server = await serve({
    '/': `<a href="/guide">${GOOD.事项名称}</a>`,
    '/guide': rowTable(withValues({ 联系电话: '13985512345' })).replace('</body>', `${links}</body>`),
    '/f.doc': oleFile,
    '/apply': '<h1>网上申报</h1><form>用户名</form>',
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function inspect(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = join(repoRoot, 'dist/infra/tools/inspect/main.js');
  if (!existsSync(program)) throw new Error('not compiled: run the tests with npm test');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { env: { PATH: process.env['PATH'] } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
  });
}

describe('npm run inspect', () => {
  it('inspect --page --json prints only the report as JSON', async () => {
    const { code, stdout } = await inspect(
      '--page',
      `${server.url}/guide`,
      '--allow-loopback',
      '--no-browser',
      '--json',
    );
    const report = JSON.parse(stdout) as Record<string, unknown>;

    expect(code).toBe(0);
    expect(Object.keys(report)).toEqual(['elements', 'attachments', 'apply', 'query']);
    expect(Object.keys(report['elements'] as object)).toEqual(Object.keys(GOOD));
    expect(report).toMatchObject({
      elements: {
        办理地点: { verdict: 'present', excerpt: GOOD.办理地点, where: expect.stringContaining('table row') },
        联系电话: {
          verdict: 'ambiguous',
          excerpt: '13985512345',
          where: expect.stringContaining('only mobile numbers'),
        },
      },
      attachments: [{ name: '申请表.doc', verdict: 'ok', status: 200, type: 'ole' }],
      apply: { verdict: 'ok' },
      query: { verdict: 'absent' },
    });
  });

  it('inspect --site writes the report, with its progress on standard error', async () => {
    const catalogue = join(folder, 'catalogue.csv');
    const out = join(folder, 'report.json');
    await writeFile(catalogue, `部门,事项名称\n州民政局,${GOOD.事项名称}\n州民政局,孤儿基本生活费给付\n`);
    const { code, stdout } = await inspect(
      '--site',
      server.url,
      '--catalogue',
      catalogue,
      '--allow-loopback',
      '--rate',
      '0',
      '--json',
      '--out',
      out,
    );
    const report = JSON.parse(stdout) as { findings: { type: string; item: string }[] };

    expect(code).toBe(0);
    expect(report.findings.map(({ type, item }) => [type, item])).toEqual([
      ['ELEMENT_INACCURATE', GOOD.事项名称],
      ['ITEM_MISSING', '孤儿基本生活费给付'],
    ]);
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(report);
  });

  it('loopback is refused with a hint at --allow-loopback', async () => {
    const { code, stderr } = await inspect('--page', `${server.url}/guide`);

    expect([code, stderr]).toEqual([1, expect.stringContaining('--allow-loopback')]);
  });

  it('an invalid catalogue exits with 2', async () => {
    const file = join(folder, 'renamed.xlsx');
    await writeFile(file, '%PDF-1.4\0 renamed');
    const { code, stderr } = await inspect('--site', server.url, '--catalogue', file, '--allow-loopback');

    expect([code, stderr]).toEqual([2, expect.stringContaining('文件内容是 PDF')]);
  });
});

describe('the command line', () => {
  it.each([
    [[], 'give either --page or --site'],
    [['--page', 'http://a', '--site', 'http://b'], 'give either --page or --site'],
    [['--page', 'example.cn'], 'no address beginning with http:// or https://'],
    [['--page', 'file:///etc/passwd'], 'no address beginning with'],
    [['--site', 'http://a'], '--site needs --catalogue FILE'],
    [['--page', 'http://a', '--rate', 'fast'], "--rate: 'fast' is not a number"],
    [['--page', 'http://a', '--concurrency', '0'], '--concurrency'],
    [['--page', 'http://a', '--colour'], "Unknown option '--colour'"],
  ])('the command line %j is rejected: %s', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});

describe('a catalogue file', () => {
  const read = async (name: string, body: string | Buffer) => {
    const file = join(folder, name);
    await writeFile(file, body);
    return readCatalogue(file);
  };

  it('a catalogue file is CSV in UTF-8 or GB18030, with columns in any order', async () => {
    const text = '事项名称,部门,编码\r\n残疾人证办理,州残疾人联合会,5226-1\r\n,州残疾人联合会,\r\n';
    const expected = [{ name: '残疾人证办理', department: '州残疾人联合会', code: '5226-1' }];

    expect(await read('utf8.csv', `\uFEFF${text}`)).toMatchObject(expected);
    expect(await read('gbk.csv', encodeGb18030(text))).toMatchObject(expected);
  });

  it('a catalogue file with a row or code that may be lost is rejected with its place', async () => {
    await expect(read('wide.csv', '部门,事项名称\n州民政局,残疾人证办理,补办\n')).rejects.toThrow(
      '第2行 该行有 3 列，多于表头的 2 列',
    );
    await expect(read('long.csv', '事项名称,编码\n残疾人证办理,5.226E+17\n')).rejects.toThrow('第2行 编码');
  });

  it.each([
    ['文件是空的', ''],
    ['has no column 事项名称', '部门,编码\n州民政局,1\n'],
    ['holds no items', '部门,事项名称\n州民政局,\n'],
  ])('a catalogue file is rejected when it %s', async (message, text) => {
    await expect(read('bad.csv', text)).rejects.toThrow(message);
  });
});
