import { describe, expect, it } from '@jest/globals';
import type { ElementName } from '../../domain/inspection/text/elements.js';
import { labelOf } from '../../domain/inspection/text/labels.js';
import { lineLabelOf } from '../../domain/inspection/text/line-labels.js';
import { GOOD, rowTable } from '../domain/inspection/guide-values.js';
import { all, read, verdicts } from '../domain/inspection/reading.js';

describe('a label in other words', () => {
  it.each<[string, ElementName]>([
    ['办事处理流程', '办理流程'],
    ['国家法律依据', '设定依据'],
    ['设立(收费) 依据', '设定依据'],
    ['申报要求', '申请条件'],
    ['办理名称', '事项名称'],
    ['答:一、办证所需材料', '办理材料'],
    ['须提供下列资料', '办理材料'],
    ['应带证件', '办理材料'],
    ['补贴对象和条件', '申请条件'],
    ['换证程序', '办理流程'],
    ['办事流程描述', '办理流程'],
    ['设定依据 Legal Basis', '设定依据'],
    ['Address 办理地点', '办理地点'],
    ['办公时间（Office Hours）', '办理时间'],
    ['受理條件', '申请条件'],
    ['辦理流程', '办理流程'],
    ['辦理時間', '办理时间'],
    ['諮詢電話', '联系电话'],
    ['辦公地點', '办理地点'],
  ])('the label %s means %s', (text, element) => {
    expect(labelOf(text)?.elements).toEqual([element]);
  });

  it.each<[string, ElementName]>([
    ['烟花爆竹经营（零售）许可证办证流程', '办理流程'],
    ['二、临时救助申请条件', '申请条件'],
    ['护照补发所需材料：', '办理材料'],
    ['问：需要提交哪些材料？', '办理材料'],
    ['到哪里办理？', '办理地点'],
    ['3.申请需要具备什么条件?', '申请条件'],
    ['什么时间可以办理？', '办理时间'],
    ['咨询电话是多少？', '联系电话'],
  ])('the line %s is a label of %s', (text, element) => {
    expect(lineLabelOf(text)?.elements).toEqual([element]);
  });

  it.each([
    '收费的国家法律依据',
    '对不符合规定的办理条件',
    '首页 > 办事指南 > 办理流程',
    '监督投诉受理电话',
    '申请人联系电话',
    '向谁投诉？',
    'QQ咨询',
    '關於調整',
  ])('the line %s is not a label', (text) => {
    expect(lineLabelOf(text)?.elements ?? []).toEqual([]);
  });
});

it('a question for the duration is a doubtful label of 办理时间', () => {
  expect(lineLabelOf('问：办理要多久？')).toMatchObject({ elements: ['办理时间'], doubtful: true });
});

describe('a sentence that announces a list', () => {
  const html = (announces: string): string =>
    `<h1>民办非企业单位登记</h1><p>一、登记依据</p><p>《登记管理暂行条例》</p><p>二、登记程序</p><p>申请、受理、审查、决定</p><p>${announces}</p><p>（一）登记申请书；</p><p>（二）验资报告。</p>`;

  it.each(['三、申请登记时，举办者应当向登记管理机关提交下列文件：', '3.需提供以下材料：'])(
    'a sentence that announces a list labels the list: %s',
    (announces) => {
      expect(read(html(announces)).elements.办理材料).toMatchObject({
        verdict: 'present',
        excerpt: '（一）登记申请书； （二）验资报告。',
      });
    },
  );

  it.each(['第十三条 举办者应当向审批机关提交下列材料：', '“申请人应当提交下列材料：'])(
    'a sentence that announces a list is no label in a quoted law: %s',
    (announces) => {
      expect(read(html(announces)).elements.办理材料.verdict).toBe('missing');
    },
  );
});

it('words between spaces are labels on a line that begins with a label', () => {
  const html =
    '<p>事项名称 参保登记</p><p>受理地点 县社保局二楼 办公时间 夏季8:00-12:00 咨询电话 0857-4223388 监督电话 0857-4223300</p><p>办理条件 在本县办公时间 满一年</p>';

  expect(verdicts(html)).toMatchObject({ 办理地点: 'present', 办理时间: 'present', 联系电话: 'present' });
  expect(read(html).elements.办理地点.excerpt).toBe('县社保局二楼');
});

it('labels with the name of the item or the office begin a line', () => {
  const html = `<p>结婚登记办理</p><p>婚姻登记处办公时间：周一至周五，上午8：30－11：30</p><p>婚姻登记处地址：文化路12号</p><p>婚姻登记处电话：8223344</p>
    <p>结婚登记的条件：男满22周岁，女满20周岁。</p><p>结婚登记需要的材料：身份证、户口簿</p><p>结婚登记程序：初审、受理、登记</p><p>市民政局投诉电话：8223300</p>`;

  expect(verdicts(html)).toEqual({ ...all('present'), 设定依据: 'missing' });
});

it('questions and answers are labels and values', () => {
  const html = `<dl><dt>Q：办理居住证需要哪些条件？</dt><dd>A：在本市居住半年以上。</dd><dt>Q：需要带什么材料？</dt><dd>A：身份证、租房合同。</dd>
    <dt>Q：去哪里办？</dt><dd>A：居住地派出所。</dd><dt>Q：有没有咨询电话？</dt><dd>A：0855-8110110。</dd><dt>Q：怎么投诉？</dt><dd>A：0855-8110119。</dd></dl>`;

  expect(verdicts(html)).toEqual({
    ...all('missing'),
    申请条件: 'present',
    办理材料: 'present',
    办理地点: 'present',
    联系电话: 'present',
  });
});

it('a page in traditional characters reads as one in simplified ones', () => {
  const html = `<table><tr><td>事項名稱</td><td>臨時救助金給付</td></tr><tr><td>設定依據</td><td>《社會救助暫行辦法》</td></tr>
    <tr><td>受理條件</td><td>生活出現嚴重困難的家庭</td></tr><tr><td>申請材料</td><td>身份證、戶口簿</td></tr>
    <tr><td>辦理地點</td><td>州政務服務中心二樓</td></tr><tr><td>辦理時間</td><td>週一至週五</td></tr>
    <tr><td>諮詢電話</td><td>0855-8221234</td></tr><tr><td>辦理流程</td><td>暫無</td></tr></table>`;

  expect(verdicts(html)).toEqual({ ...all('present'), 办理流程: 'empty' });
});

describe('a telephone under another label', () => {
  const { 联系电话: _phone, ...rest } = GOOD;
  const page = (label: string, value: string): string => rowTable({ ...rest, [label]: value });

  it.each(['咨询服务', '预约办理', '业务咨询', '咨询', '联系人', '咨询与投诉'])(
    'a number under %s is a telephone',
    (label) => {
      expect(read(page(label, '87524298')).elements.联系电话.verdict).toBe('present');
    },
  );

  it.each([
    ['咨询服务', '提供免费咨询'],
    ['监督', '0855-8221234'],
    ['在线咨询', '0855-8221234'],
  ])('%s with the value %s is no telephone', (label, value) => {
    expect(read(page(label, value)).elements.联系电话.verdict).toBe('missing');
  });

  it.each(['咨询服务', '电话', '联系人'])('a mobile number under %s is left to a person', (label) => {
    expect(read(page(label, '13985512345')).elements.联系电话.reason).toBe('only mobile numbers');
  });

  it('a mobile number under 联系电话 is left to a person', () => {
    const html = rowTable({ ...rest, 联系电话: '13985512345' });

    expect(read(html).elements.联系电话.reason).toBe('only mobile numbers');
  });
});

it.each(['8∶30—12∶00', '8︰30－12︰00', '8﹕30‐12﹕00', '8:30−12:00'])(
  'office hours with typographic colons and dashes are read: %s',
  (hours) => {
    expect(verdicts(rowTable({ ...GOOD, 办理时间: hours }))).toEqual(all('present'));
    expect(
      verdicts(`<p>办理时间∶${hours}</p><p>联系电话∶0855－8221234</p><p>办理地点∶州政务中心</p>`),
    ).toMatchObject({
      办理时间: 'present',
      联系电话: 'present',
      办理地点: 'present',
    });
  },
);
