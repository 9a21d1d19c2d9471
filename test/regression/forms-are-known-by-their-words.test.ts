import { describe, expect, it } from '@jest/globals';
import { linksOn } from '../domain/inspection/reading.js';

const files = (html: string): string[] =>
  linksOn(html)
    .filter(({ kind, inFurniture }) => kind === 'attachment' && !inFurniture)
    .map(({ text }) => text);

describe('a link to a form', () => {
  it.each([
    '承诺书下载',
    '委托书样本',
    '《备案申请表》',
    '申请表 (doc 32KB)',
    '1.取水许可申请书（下载）',
    '授权委托书范本',
    '劳动合同样本',
    '公司章程',
    '【登记表】',
    '变更申请表格式',
  ])('a link named %s is an attachment', (text) => {
    expect(files(`<a href="/down.do?id=7">${text}</a>`)).toEqual([text]);
  });
});

describe('a link that only speaks of forms or downloads', () => {
  it.each([
    ['a sentence', '<a href="/show.do?id=7">请下载并填写申请表</a>'],
    ['a headline', '<a href="/show.do?id=7">关于启用新版登记表</a>'],
    ['a question', '<a href="/show.do?id=7">如何填写申请表</a>'],
    ['a reader for files', '<a href="/soft/reader.zip">PDF阅读器下载</a>'],
    ['an application', '<a href="/app.do?id=1">手机客户端下载</a>'],
    ['a button of the site', '<div><a href="/add">新增</a><a href="/download_matter">下载</a></div>'],
    [
      'a button beside printing',
      '<p><a href="javascript:window.print()">打印本页</a> <a href="/down">下载</a></p>',
    ],
  ])('a link is no attachment: %s', (_, html) => {
    expect(files(html)).toEqual([]);
  });

  it('a download button is no attachment on a site whose links all carry a number', () => {
    const menu = [1, 2, 3].map((n) => `<a href="/list${n}?t=1000001${n}">栏目${n}</a>`).join('');
    const button = '<a href="/download_list?t=10000019">下载</a>';

    expect(files(`${menu}<p><a href="javascript:window.print()">打印</a> ${button}</p>`)).toEqual([]);
  });

  it('a download button with a number of its own is an attachment', () => {
    const menu = [1, 2, 3].map((n) => `<a href="/list${n}?t=1000001${n}">栏目${n}</a>`).join('');
    const button = '<a href="/down?id=7&t=10000019">下载</a>';

    expect(files(`${menu}<p><a href="javascript:window.print()">打印</a> ${button}</p>`)).toEqual(['下载']);
  });

  it('a download button that leads to a file is an attachment', () => {
    expect(
      files('<p><a href="javascript:window.print()">打印本页</a> <a href="/xz/sb.doc">下载</a></p>'),
    ).toEqual(['下载']);
  });
});
