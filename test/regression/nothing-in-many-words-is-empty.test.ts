import { expect, it } from '@jest/globals';
import type { ElementName } from '../../domain/inspection/text/elements.js';
import { rowTable, withValues } from '../domain/inspection/guide-values.js';
import { read } from '../domain/inspection/reading.js';

const reading = (element: ElementName, value: string) =>
  read(rowTable(withValues({ [element]: value }))).elements[element];

it.each<[ElementName, string]>([
  ['申请条件', '<ul><li>1.无</li><li>1.无</li><li>1.无</li></ul>'],
  ['申请条件', '1.无；2.无；3.暂无'],
  ['联系电话', '1.无<br>1.无<br>1.无'],
  ['办理材料', '1、无<br>2、无'],
  ['办理流程', '（一）无 （二）无'],
  ['申请条件', '符合以上条件'],
  ['申请条件', '符合上述条件者均可申请'],
  ['办理材料', '提交以上材料'],
  ['办理流程', '按照上述程序办理'],
  ['办理材料', '無'],
  ['办理流程', '詳見附件'],
  ['事项名称', '中华人民共和国'],
])('%s is empty: %s', (element, value) => {
  expect(reading(element, value).verdict).toBe('empty');
});

it.each<[ElementName, string]>([
  ['申请条件', '根据《社会团体登记管理条例》规定'],
  ['申请条件', '符合国家有关法律、法规规定的条件'],
  ['申请条件', '详见《失业保险条例》'],
  ['事项名称', '关于开展延时服务的公告'],
  ['事项名称', '标准目录'],
])('%s is ambiguous: %s', (element, value) => {
  expect(reading(element, value).verdict).toBe('ambiguous');
});

it.each<[ElementName, string]>([
  ['申请条件', '1.无犯罪记录；2.无不良信用记录'],
  ['申请条件', '符合上述规划，且场所面积不少于50平方米'],
  ['申请条件', '符合《社会救助暂行办法》规定的家庭'],
  ['办理材料', '1.申请书；2.无房证明'],
])('%s is present: %s', (element, value) => {
  expect(reading(element, value).verdict).toBe('present');
});

it('a reference to text above is ambiguous where that text exists', () => {
  const { 申请条件: _conditions, ...rest } = withValues({});
  const html = rowTable({ 服务对象: '本州户籍的居民', 申请条件: '符合以上条件', ...rest } as never);

  expect(read(html).elements.申请条件).toMatchObject({
    verdict: 'ambiguous',
    reason: 'refers to what stands above',
  });
});
