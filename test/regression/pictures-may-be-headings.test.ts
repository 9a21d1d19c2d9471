import { describe, expect, it } from '@jest/globals';
import { GOOD } from '../domain/inspection/guide-values.js';
import { all, read, verdicts } from '../domain/inspection/reading.js';

const page = (heading: (label: string) => string): string =>
  Object.entries(GOOD)
    .map(([label, value]) => `${heading(label)}<p>${value}</p>`)
    .join('');

describe('a heading that is a picture', () => {
  it.each<[string, (label: string) => string]>([
    ['with an alternative', (label) => `<div><img src=h1.gif alt="${label}"></div>`],
    ['with a title', (label) => `<div><img src=h1.gif title="${label}"></div>`],
    ['in a heading', (label) => `<h3><img src=h1.gif alt="${label}：" height=30></h3>`],
    [
      'in a cell of its own table',
      (label) => `<table><tr><td><img src=h.gif alt="${label}"></td></tr></table>`,
    ],
    ['with a number', (label) => `<p align=left><img src=h.gif alt="【${label}】"></p>`],
  ])('a heading picture %s is a label', (_, heading) => {
    expect(verdicts(page(heading))).toEqual(all('present'));
  });

  it('heading pictures without alternative text make elements ambiguous', () => {
    expect(verdicts(page(() => '<div class="bt"><img src=h.gif width=120 height=28></div>'))).toEqual(
      all('ambiguous'),
    );
  });

  it('a heading picture without alternative text beside others makes nothing certainly missing', () => {
    const html = page(
      (label) => `<div class="bt"><img src=h.gif${/时间|电话/.test(label) ? '' : ` alt="${label}"`}></div>`,
    );

    expect(verdicts(html)).toEqual({ ...all('present'), 办理时间: 'ambiguous', 联系电话: 'ambiguous' });
  });
});

describe('a page that is a picture', () => {
  it.each([
    ['a scan', '<img src="/u/sm1.jpg" width="900">'],
    ['a scan without a size', '<p><img src="/u/sm1.jpg"></p><p><img src="/u/sm2.jpg"></p>'],
    ['an embedded document', '<embed src="/u/zn.pdf" width="100%" height="800">'],
    ['a document in an object', '<object data="/u/zn.swf"></object>'],
  ])('a page that is a picture has ambiguous elements: %s', (_, html) => {
    const { 事项名称: name, ...others } = verdicts(
      `<h1>残疾人证办理指南</h1><div>发布时间：2014-05-01</div>${html}`,
    );

    expect(name).toBe('present');
    expect(new Set(Object.values(others))).toEqual(new Set(['ambiguous']));
  });

  it.each([
    ['an icon', '<img src="/i/icon.gif" width="16" height="16">'],
    ['a banner that leads elsewhere', '<a href="/zt/"><img src="/i/banner.jpg" width="900"></a>'],
    ["a picture on the author's machine", '<img src="file:///C:/1.jpg">'],
  ])('%s is no value under a heading', (_, html) => {
    expect(verdicts(`<h1>残疾人证办理指南</h1>${html}`).申请条件).toBe('missing');
  });
});

describe('a picture that is no heading', () => {
  const rows = (values: Record<string, string>): string =>
    Object.entries(values)
      .map(([label, value]) => `<p>${label}：</p><p>${value}</p>`)
      .join('');

  it('a picture below a label is its value', () => {
    const flow = '<img src="lct.jpg" alt="办理流程图">';

    expect(read(rows({ ...GOOD, 办理流程: flow })).elements.办理流程.verdict).not.toBe('missing');
  });

  it('photographs of a hall do not make a missing element ambiguous', () => {
    const { 办理流程: _flow, ...rest } = GOOD;
    const photos =
      '<p><img src=a.jpg width=600 height=400></p><p>大厅</p><p><img src=b.jpg width=600 height=400></p><p>窗口</p>';

    expect(verdicts(rows(rest) + photos).办理流程).toBe('missing');
  });
});
