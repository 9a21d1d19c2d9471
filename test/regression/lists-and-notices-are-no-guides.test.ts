import { describe, expect, it } from '@jest/globals';
import { GOOD } from '../domain/inspection/guide-values.js';
import { all, read } from '../domain/inspection/reading.js';

const table = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const items = ['民办学校设立审批', '校车使用许可', '河道采砂许可', '临时占道审批'];

describe('a page that is no guide', () => {
  it.each<[string, string]>([
    [
      'a list of items with their bases',
      table([
        ['序号', '项目名称', '设定依据', '实施机关'],
        ...items.map((name, index) => [`${index + 1}`, name, '《行政许可法》第十二条', '县局']),
      ]),
    ],
    [
      'a list of items with their telephones',
      table([
        ['事项名称', '联系电话', '办理地点'],
        ...items.map((name) => [name, '0855-8221234', '政务中心']),
      ]),
    ],
    [
      'a directory of what must be made public',
      `<h1>标准目录</h1>${['序号', '公开内容', '公开依据', '公开时限', '公开主体', '公开渠道和载体', '申请材料', '□政府网站', '受理条件', '□政府公报 ■政务服务中心', '办理流程', '■入户/现场', '事项名称', '特困供养'].map((text) => `<p>${text}</p>`).join('')}`,
    ],
    [
      'a notice that the place changes',
      '<h1>关于调整提取业务办理地点的通知</h1><p>一、办理地点：政务中心负一楼</p><p>二、办理时间：周一至周六</p><p>三、咨询电话：0855-8221234</p>',
    ],
    [
      'an announcement of longer hours',
      '<h2>政务服务中心关于开展延时服务的公告</h2><p>服务时间：12:00-14:30</p><p>服务地点：北京路169号</p><p>咨询电话：0855-8221234</p>',
    ],
    [
      'a form to be filled in by offices',
      table([
        ['事项名称', '{应使用法定名称}'],
        ['行使依据', '{应写明具体条款及内容}'],
        ['办理流程', '{按先后次序列举各环节}'],
        ['申请材料', '{逐项列举}'],
      ]),
    ],
  ])('a page that is not a guide has no elements: %s', (_, html) => {
    const { labelled, items: read_, elements, otherwise } = read(html);

    expect([labelled, read_]).toEqual([0, []]);
    expect(otherwise).not.toBeNull();
    expect(
      Object.fromEntries(Object.entries(elements).map(([name, { verdict }]) => [name, verdict])),
    ).toEqual(all('missing'));
  });
});

describe('a page that is a guide', () => {
  const rows = Object.entries(GOOD).map(([label, value]) => [label, value]);

  it.each<[string, string]>([
    ['under the heading of a notice', `<h1>关于办理临时救助的通知</h1>${table(rows)}`],
    ['that must make one thing public', `${table([...rows, ['公开方式', '政府网站']])}`],
    [
      'of three items with all elements, one a row',
      table([Object.keys(GOOD), ...items.slice(0, 3).map((name) => [name, ...Object.values(GOOD).slice(1)])]),
    ],
    [
      'of two items',
      table([
        ['事项名称', '办理地点', '联系电话'],
        ...items.slice(0, 2).map((name) => [name, '政务中心', '0855-8221234']),
      ]),
    ],
  ])('a guide is read: %s', (_, html) => {
    const { labelled, otherwise } = read(html);

    expect(otherwise).toBeNull();
    expect(labelled).toBeGreaterThanOrEqual(3);
  });
});
