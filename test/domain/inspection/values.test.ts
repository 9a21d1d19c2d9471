import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, type ElementName, type Verdict } from '../../../domain/inspection/text/elements.js';
import { labelOf } from '../../../domain/inspection/text/labels.js';
import { parseHtml } from '../../../domain/inspection/page/dom.js';
import { PageModel } from '../../../domain/inspection/page/page-model.js';
import { readGuide } from '../../../domain/inspection/page/read-guide.js';
import { rowTable, withValues } from './guide-values.js';

function reading(element: ElementName, value: string) {
  const { elements } = readGuide(new PageModel(parseHtml(rowTable(withValues({ [element]: value })))));
  return elements[element];
}

const cases = (element: ElementName, verdict: Verdict, values: readonly string[]) =>
  values.map((value) => [element, verdict, value] as const);

describe('a value', () => {
  it.each([
    ...ELEMENTS.flatMap((element) =>
      cases(element, 'empty', [
        '',
        '&nbsp;',
        '无',
        '暂无',
        '无。',
        '——',
        '/',
        '详见附件',
        '详见附件1',
        '（见附件）',
        '略',
        '待补充',
        '测试',
        '测试数据',
        'aaa',
        '111',
        '点击查看',
      ]),
    ),
    ...cases('设定依据', 'empty', ['《》', '详见附件：设定依据.doc', '申请条件', '测试依据123']),
    ...cases('设定依据', 'ambiguous', ['国务院令第649号', '按有关规定办理']),
    ...cases('设定依据', 'present', [
      '《社会救助暂行办法》',
      '1.《土地管理法》第四十四条<br>2.〈贵州省土地管理条例〉',
      '<<社会救助暂行办法>>第四十七条',
    ]),
    ...cases('申请条件', 'empty', ['具体内容见附件', '附件：申请条件.docx']),
    ...cases('申请条件', 'present', [
      '符合《社会救助暂行办法》规定的家庭',
      '1、个人：年满十八周岁<br>2、单位：依法登记',
      '无违法记录的居民',
    ]),
    ...cases('办理材料', 'empty', [
      '材料清单详见附件',
      '<a href="x.doc">附件下载</a>',
      '<a href="x.doc">材料清单.doc</a>',
      '<table><tr><th>序号</th><th>材料名称</th><th>份数</th></tr></table>',
      '<table><tr><td>序号</td><td>材料名称</td><td>份数</td></tr><tr><td></td><td></td><td></td></tr></table>',
    ]),
    ...cases('办理材料', 'present', [
      '申请表（见附件）、身份证复印件',
      '<a href="x.doc">临时救助申请审批表</a>',
      '<table><tr><th>序号</th><th>材料名称</th></tr><tr><td>1</td><td>身份证复印件</td></tr></table>',
      '身份证',
    ]),
    ...cases('办理地点', 'ambiguous', ['http://www.example.gov.cn', '0855-8221234', '网上办理']),
    ...cases('办理地点', 'present', ['州政务服务中心', '凯里市北京西路16号3楼302室', '州民政局']),
    ...cases('办理时间', 'ambiguous', [
      '20个工作日',
      '自受理之日起5个工作日内',
      '即时办结',
      '二十日',
      '2015-05-15',
    ]),
    ...cases('办理时间', 'present', [
      '工作日',
      '周一至周五 8:30-17:30',
      '法定工作日上午8：30至12：00',
      '星期一至星期五（节假日除外）',
      '夏季：8时30分至12时',
      '24小时',
    ]),
    ...cases('联系电话', 'ambiguous', [
      '13985512345',
      '手机：139 8551 2345',
      '张三',
      '0855-82212',
      'QQ：12345678',
    ]),
    ...cases('联系电话', 'empty', ['0000', '监督电话']),
    ...cases('联系电话', 'present', [
      '0855-8221234',
      '（0855）8221234',
      '8221234',
      '0855—8221234，13985512345',
      '12345',
      '400-830-1234',
      '０８５５－８２２１２３４',
      '0855-8221234转801',
      '0855 822 1234',
    ]),
    ...cases('办理流程', 'empty', [
      '<img src="file:///C:/Users/Administrator/flow.jpg">',
      '<img src="C:\\Users\\a\\flow.jpg" alt="">',
      '见流程图',
      '流程图',
    ]),
    ...cases('办理流程', 'ambiguous', [
      '<img src="flow.jpg">',
      '<img src="flow.jpg" alt="flow.jpg">',
      '<a href="flow.html">办理流程图</a>',
    ]),
    ...cases('办理流程', 'present', [
      '申请→受理→审核→办结',
      '<img src="flow.jpg" alt="申请、受理、审核、办结">',
      '<p>1.申请</p><p>2.受理</p><p>3.办结</p>',
    ]),
    ...cases('事项名称', 'empty', ['测试事项', '测试事项111', '事项名称']),
    ...cases('事项名称', 'present', ['普通话水平测试等级证书核发', '残疾人证办理']),
  ])('the value of %s is %s: %s', (element, verdict, value) => {
    expect(reading(element, value).verdict).toBe(verdict);
  });

  it.each([
    ['联系电话', '13985512345', 'only mobile numbers'],
    ['设定依据', '国务院令第649号', 'no document named in 《》'],
    ['办理流程', '<img src="file:///C:/flow.jpg">', 'picture cannot be shown'],
  ] as const)('a doubtful %s has a reason: %s', (element, value, reason) => {
    expect(reading(element, value).reason).toBe(reason);
  });

  it('a doubtful value is quoted in its excerpt', () => {
    expect(reading('联系电话', '13985512345').excerpt).toBe('13985512345');
  });
});

describe('a label', () => {
  it.each([
    ...(
      [
        [
          '事项名称',
          [
            '事项名称',
            '事务名称',
            '项目名称',
            '子项名称',
            '服务名称',
            '办理事项',
            '审批事项名称',
            '服务事项',
          ],
        ],
        [
          '设定依据',
          [
            '设定依据',
            '办理依据',
            '实施依据',
            '法律依据',
            '法定依据',
            '审批依据',
            '政策依据',
            '设立依据',
            '法律法规依据',
            '事项设定依据',
          ],
        ],
        [
          '申请条件',
          [
            '申请条件',
            '受理条件',
            '办理条件',
            '申办条件',
            '申报条件',
            '申请条件及说明',
            '许可条件',
            '准予批准的条件',
            '申请人条件',
          ],
        ],
        [
          '办理材料',
          [
            '办理材料',
            '申请材料',
            '申报材料',
            '所需材料',
            '提交材料',
            '材料清单',
            '办理所需证件',
            '申请人需提交的材料',
            '应提交的申报资料',
            '需要提供的材料',
            '申请材料目录',
          ],
        ],
        [
          '办理地点',
          [
            '办理地点',
            '受理地点',
            '办公地址',
            '办理窗口',
            '办理机构地址',
            '地址',
            '受理地址',
            '办公地点',
            '窗口地址',
            '受理机构地址',
          ],
        ],
        [
          '办理时间',
          [
            '办理时间',
            '受理时间',
            '办公时间',
            '工作时间',
            '对外办公时间',
            '上班时间',
            '窗口服务时间',
            '接件时间',
          ],
        ],
        [
          '联系电话',
          [
            '联系电话',
            '咨询电话',
            '咨询方式',
            '联系方式',
            '窗口电话',
            '办公电话',
            '咨询服务电话',
            '服务热线',
            '咨询投诉电话',
            '联系人及电话',
          ],
        ],
        [
          '办理流程',
          [
            '办理流程',
            '办理程序',
            '办事流程',
            '审批流程',
            '工作程序',
            '流程图',
            '办理流程图',
            '审批程序',
            '服务流程',
            '办事程序',
          ],
        ],
      ] as const
    ).flatMap(([element, labels]) => labels.map((label) => [label, element] as const)),
    ['一、设定依据', '设定依据'],
    ['（三）申请条件：', '申请条件'],
    ['【办理地点】', '办理地点'],
    ['联 系 电 话', '联系电话'],
    ['4.办理流程（图）', '办理流程'],
    ['▶ 办理材料', '办理材料'],
  ] as const)('the label %s means %s', (label, element) => {
    expect(labelOf(label)?.elements).toEqual([element]);
  });

  it.each([
    '主题',
    '分类',
    '收费依据',
    '权力来源',
    '数量限制',
    '结果样本',
    '交通指引',
    '监督投诉电话',
    '投诉电话',
    '监督电话',
    '特殊环节',
    '收费标准',
    '办理机构',
    '材料名称',
    '收费项目名称',
    '网上办理地址',
    '发布时间',
    '办理结果',
    '表格下载',
    '在线申报',
    '办理进度查询',
    '法律救济',
    '服务对象',
  ])('the label %s means no element', (label) => {
    expect(labelOf(label)?.elements ?? []).toEqual([]);
  });

  it.each(['办理时限', '承诺时限', '法定时限', '办结时限', '办理期限', '承诺办结时限', '法定办结时间'])(
    'the label %s is doubtful for 办理时间',
    (label) => {
      expect(labelOf(label)).toMatchObject({ elements: ['办理时间'], doubtful: true });
    },
  );

  it.each([
    ['办理时间、地点', ['办理时间', '办理地点']],
    ['办公地址及联系电话', ['办理地点', '联系电话']],
    ['受理地点和时间', ['办理地点', '办理时间']],
  ])('the label %s means both elements', (label, elements) => {
    expect(labelOf(label)?.elements).toEqual(elements);
  });
});
