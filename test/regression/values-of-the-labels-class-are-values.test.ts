import { describe, expect, it } from '@jest/globals';
import { GOOD } from '../domain/inspection/guide-values.js';
import { all, read, verdicts } from '../domain/inspection/reading.js';

const SHORT = {
  ...GOOD,
  设定依据: '《献血法》第二条',
  申请条件: '年满16周岁',
  办理材料: '身份证',
  办理地点: '县残联',
  办理流程: '申请、审核、发证',
};

describe.each<[string, (text: string) => string]>([
  ['paragraphs of one class', (text) => `<p class="p0">${text}</p>`],
  [
    'spans of a word processor',
    (text) => `<p class="MsoNormal"><span style="font-size:16pt">${text}</span></p>`,
  ],
  ['bold paragraphs', (text) => `<p><strong>${text}</strong></p>`],
  ['divs of one class', (text) => `<div class="line">${text}</div>`],
])('labels and values in %s', (_, line) => {
  const page = (values: Record<string, string>): string =>
    Object.entries(values)
      .flatMap(([label, value]) => [label, ...value.split('|')])
      .map(line)
      .join('');

  it('labels and values in %s are distinguished by their words', () => {
    expect(verdicts(page(SHORT))).toEqual(all('present'));
  });

  it('a value in %s has all its lines and subheadings', () => {
    const html = page({ ...SHORT, 办理材料: '（一）新办|身份证|照片两张|（二）补办|遗失证明' });

    expect(read(html).elements.办理材料.excerpt).toBe('（一）新办 身份证 照片两张 （二）补办 遗失证明');
    expect(verdicts(html)).toEqual(all('present'));
  });

  it('a value in %s ends at a label that is no element', () => {
    const html = page({ ...SHORT, 收费标准: '无', 办理时限: '20个工作日' });

    expect(read(html).elements.办理流程.excerpt).toBe('申请、审核、发证');
  });
});

it('the value of a one-cell table is the text up to the next such table', () => {
  const html = Object.entries({ ...SHORT, 办理时间: '——', 实施主体: '县残联' })
    .map(([label, value]) => `<table class="bar"><tr><td>${label}</td></tr></table><div>${value}</div>`)
    .join('');

  expect(verdicts(html)).toEqual({ ...all('present'), 办理时间: 'empty' });
});

it('numbered values with the class of the labels are no labels', () => {
  const html = Object.entries({
    ...SHORT,
    设定依据: '1.《献血法》；2.《献血条例》',
    办理流程: '申请<br>发证',
    收费标准: '不收费',
  })
    .map(([label, value]) => `<p class="p0"><span>${label}</span></p><p class="p0"><span>${value}</span></p>`)
    .join('');

  expect(verdicts(html)).toEqual(all('present'));
});

it('a step named like a label is no label within a line', () => {
  const flow = '<p class="p0">审核材料<span>→</span><span>注销</span><span>→</span><span>打印凭证</span></p>';
  const html = Object.entries(SHORT)
    .map(
      ([label, value]) =>
        `<p class="p0">${label}</p>${label === '办理流程' ? flow : `<p class="p0">${value}</p>`}`,
    )
    .join('');

  expect(verdicts(html)).toEqual(all('present'));
});

it.each(['见下：', '见下表：', '（一）个人：'])(
  'a value that announces another is read from the next row: %s',
  (announced) => {
    const html = `<p><b>申请条件</b>　年满十六周岁的居民</p><p><b>申请材料</b>　${announced}</p><p>1、申请书</p><p>2、身份证</p><p><b>办理程序</b>　申请、审核</p>`;

    expect(read(html).elements.办理材料.excerpt).toBe(`${announced} 1、申请书 2、身份证`);
  },
);

it('numbers in spans stay separated by white space', () => {
  const html = `<p>联系电话：<span>8221234</span> <span>8221235</span></p><p>办理地点：县残联</p>`;

  expect(read(html).elements.联系电话).toMatchObject({ verdict: 'present', excerpt: '8221234 8221235' });
});
