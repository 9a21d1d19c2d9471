import type {
  FindingKind,
  MeasuredFinding,
  MeasuredItem,
} from '../../../domain/campaigns/measures/findings.js';
import { measure } from '../../../domain/campaigns/measures/measures.js';
import { bulletin } from '../../../domain/campaigns/documents/bulletin.js';
import type {
  CampaignFacts,
  FindingLine,
  Issue,
  UnitResult,
} from '../../../domain/campaigns/documents/facts.js';
import { inspectionReport } from '../../../domain/campaigns/documents/inspection-report.js';
import { problemReport } from '../../../domain/campaigns/documents/problem-report.js';
import { rectificationNotice } from '../../../domain/campaigns/documents/rectification-notice.js';
import type { Block, OfficialDocument, Table } from '../../../domain/documents/model.js';
import { renderDocx } from '../../../domain/documents/render-docx.js';
import { renderPdf } from '../../../domain/documents/render-pdf.js';
import { pagesOf, paragraphsOf, partsOf } from '../documents/unpacked.js';

const facts: CampaignFacts = {
  subject: '在线办事事项',
  plan: '《黔东南州在线办事事项检查清理工作方案》',
  inspector: '州政务服务中心',
  inspectedFrom: '2015-06-01',
  inspectedTo: '2015-06-18',
  rectifyBy: '2015-07-15',
  fallback: {
    name: '黔东南州人民政府各部门行政权力清单',
    number: '第十二届州人民政府第三十八次常务会议',
    date: '2011-08-08',
  },
  siteDown: false,
};
const issue: Issue = {
  letterhead: '黔东南州政务服务中心文件',
  number: '黔东南政务〔2015〕12号',
  recipients: '州人民政府',
  signer: '黔东南州政务服务中心',
  date: '2015-06-19',
  copies: [],
  issuedBy: null,
};

/** Two departments and a county; the finding of the last one is rectified at the second try. */
const items: readonly MeasuredItem[] = [
  ...['a', 'b', 'c', 'd'].map((id) => ({ id, unit: 'JYJ', seen: true, attachments: 1, systems: 2 })),
  ...['e', 'f'].map((id) => ({ id, unit: 'RSJ', seen: true, attachments: 0, systems: 0 })),
  { id: 'g', unit: '522601', seen: true, attachments: 1, systems: 1 },
];
const finding = (
  unit: string,
  item: string,
  kind: FindingKind,
  more: Partial<MeasuredFinding> = {},
): MeasuredFinding => ({ unit, item, kind, element: null, state: 'open', bounces: 0, ...more });
const findings = [
  finding('JYJ', 'a', 'ITEM_MISSING'),
  finding('JYJ', 'b', 'ELEMENT_MISSING', { element: '联系电话' }),
  finding('JYJ', 'c', 'ELEMENT_MISSING', { element: '联系电话', state: 'rectified' }),
  finding('JYJ', 'd', 'FORM_BROKEN'),
  finding('522601', 'g', 'QUERY_DOWN', { state: 'rectified', bounces: 1 }),
];
const result = (code: string, name: string, group: UnitResult['group'], reported = true): UnitResult => {
  const own = [
    items.filter(({ unit }) => unit === code),
    findings.filter(({ unit }) => unit === code),
  ] as const;
  return { name, group, reported, found: measure(...own, 'found'), left: measure(...own, 'left') };
};
const units = [
  result('JYJ', '州教育局', 'department'),
  result('RSJ', '州人社局', 'department', false),
  result('522601', '凯里市', 'county'),
];
const lineOf = ({ unit, item, kind, element }: MeasuredFinding): FindingLine => ({
  unit: units.find((_, index) => ['JYJ', 'RSJ', '522601'][index] === unit)!.name,
  item: `事项${item}`,
  kind,
  element,
  url: kind === 'ITEM_MISSING' ? null : `http://www.example.gov.cn/guide/${item}.html`,
});
const found = findings.map(lineOf);
const left = findings.filter(({ state }) => state === 'open').map(lineOf);

const tablesOf = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.type === 'table');
const textOf = ({ body }: OfficialDocument): string =>
  body
    .flatMap((block) => ('text' in block ? [block.text] : block.type === 'list' ? block.items : []))
    .join('\n');
const tableOf = (document: OfficialDocument, caption: string): Table =>
  tablesOf(document.body).find((each) => each.caption === caption)!;

describe('the bulletin', () => {
  const document = bulletin(facts, units, left, issue);

  it('the bulletin has separate tables for departments and counties', () => {
    const departments = tableOf(document, '州直部门整改后情况表');

    expect(departments.columns.map(({ title }) => title)).toEqual([
      '序号',
      '单位',
      '应有',
      '已有',
      '缺项',
      '缺项率',
      '要素完整率',
      '附件有效率',
      '系统可用率',
      '整改率',
      '一次整改通过率',
    ]);
    expect(departments.rows).toEqual([
      ['1', '州教育局', '4', '3', '1', '25.0%', '95.8%', '66.7%', '100%', '25.0%', '100%'],
      ['2', '州人社局', '2*', '2', '0', '0%', '100%', '无', '无', '无', '无'],
    ]);
    expect(tableOf(document, '县（市）整改后情况表').rows).toEqual([
      ['1', '凯里市', '1', '1', '0', '0%', '100%', '100%', '100%', '100%', '0%'],
    ]);
  });

  it('the bulletin counts missing elements by class, with the census deduction', () => {
    const { columns, rows } = tableOf(document, '州直部门要素缺失情况表');

    expect(columns.map(({ title }) => title).slice(-3)).toEqual(['联系电话', '办理流程', '普查扣分']);
    expect(rows[0]).toEqual(['1', '州教育局', '0', '0', '0', '0', '0', '0', '1', '0', '2']);
  });

  it('the bulletin names the units of each problem and annexes the open findings', () => {
    const text = textOf(document);

    expect(text).toContain('未按时报送清单的单位（1个）：州人社局。');
    expect(text).toContain(
      '其应有事项数以《黔东南州人民政府各部门行政权力清单》（2011年8月8日第十二届州人民政府第三十八次常务会议）为准。',
    );
    expect(text).toContain('存在缺项的单位（1个）：州教育局。');
    expect(text).toContain('表格附件缺少或不能下载的单位（1个）：州教育局。');
    expect(text).not.toContain('在线申报或查询不能访问的单位');
    expect(text).toContain('无问题或已全部完成整改的单位：凯里市。');
    const [annex] = document.annexes;
    expect(tablesOf(annex!.body)[0]!.rows).toEqual([
      ['1', '州教育局', '事项a', '缺项', '无'],
      ['2', '州教育局', '事项b', '要素缺失：联系电话', 'http://www.example.gov.cn/guide/b.html'],
      ['3', '州教育局', '事项d', '表格附件不能下载', 'http://www.example.gov.cn/guide/d.html'],
    ]);
  });

  it('the bulletin sums all units', () => {
    expect(textOf(document)).toContain(
      '本次检查涉及3个单位、应查事项7项。截至复查，网站已公开6项，缺项1项，缺项率14.3%；要素完整率97.9%',
    );
    expect(textOf(document)).toContain('整改率40.0%，一次整改通过率50.0%');
  });

  it('a bulletin without open findings says so and has no annex', () => {
    const clean = bulletin(facts, [units[2]!], [], issue);

    expect(textOf(clean)).toContain('各单位均已按要求公开事项并完成整改。');
    expect(clean.annexes).toEqual([]);
    expect(tablesOf(clean.body).map(({ caption }) => caption)).toEqual([
      '县（市）整改后情况表',
      '县（市）要素缺失情况表',
    ]);
  });
});

it('the inspection report has the findings and a rectification plan by unit and kind', () => {
  const document = inspectionReport(facts, units, found, issue);

  expect(document.title).toBe('关于在线办事事项检查情况和整改方案的报告');
  expect(textOf(document)).toContain('于2015年6月1日至2015年6月18日对在线办事事项进行了检查');
  expect(textOf(document)).toContain(
    '州人社局未按时报送清单，按《黔东南州人民政府各部门行政权力清单》（2011年8月8日第十二届州人民政府第三十八次常务会议）检查。',
  );
  expect(tableOf(document, '州直部门检查情况表').rows[0]!.slice(2, 5)).toEqual(['4', '3', '1']);
  const plan = tableOf(document, '整改任务分解表');
  expect(plan.columns.map(({ title }) => title)).toEqual([
    '责任单位',
    '缺项',
    '要素缺失',
    '表格附件不能下载',
    '在线查询不能访问',
    '合计',
  ]);
  expect(plan.rows).toEqual([
    ['州教育局', '1', '2', '1', '0', '4'],
    ['凯里市', '0', '0', '0', '1', '1'],
  ]);
  expect(textOf(document)).toContain('各责任单位于2015年7月15日前完成整改');
});

it('the inspection report omits rates without a whole, and surplus items if there are none', () => {
  const [quiet] = [result('RSJ', '州人社局', 'department')];
  const texts = [
    bulletin(facts, [quiet!], [], issue),
    inspectionReport(facts, [quiet!], [], issue),
    problemReport(facts, [quiet!], [], issue),
  ].map(textOf);

  for (const text of texts) expect(text).not.toMatch(/率无|另有0项|已整改无/);
  expect(texts[0]).toContain('缺项0项，缺项率0%；要素完整率100%。');
  expect(texts[1]).toContain('缺项率0%。要素完整率100%。');
  expect(texts[2]).toContain('检查未发现需要整改的问题。');
});

it('the report on an unreadable site calls no unit faultless', () => {
  const down = { ...facts, siteDown: true };
  const quiet = [result('RSJ', '州人社局', 'department')];

  for (const make of [bulletin, inspectionReport, problemReport]) {
    const text = textOf(make(down, quiet, [], issue));
    expect(text).toContain('检查期间网站不能访问');
    expect(text).not.toMatch(/均已按要求|无问题|未发现|全部整改/);
  }
});

it('the problem report lists open findings by kind', () => {
  const document = problemReport(facts, units, left, issue);

  expect(textOf(document)).toContain('截至复查已整改40.0%');
  expect(textOf(document)).toContain('注：带*号的单位未按时报送清单，其应有事项数以《');
  expect(textOf(document)).toContain(
    '缺项1个，涉及州教育局。\n要素缺失1个，涉及州教育局。\n表格附件不能下载1个',
  );
  expect(document.annexes[0]!.title).toBe('尚未整改的问题清单');
});

it('the rectification notice names findings, addresses and the date', () => {
  const own = found.filter(({ unit }) => unit === '州教育局');

  const document = rectificationNotice(facts, own, { ...issue, recipients: '州教育局' }, undefined);

  expect(document.recipients).toBe('州教育局');
  expect(textOf(document)).toContain('发现4个事项存在4个问题（见附件）');
  expect(textOf(document)).toContain('2015年7月15日前完成整改');
  expect(tablesOf(document.annexes[0]!.body)[0]!.columns.map(({ title }) => title)).not.toContain('单位');
});

it.each([
  [
    'bulletin',
    bulletin(facts, units, left, { ...issue, copies: ['州委办公室'], issuedBy: '州人民政府办公室' }),
  ],
  ['inspection report', inspectionReport(facts, units, found, issue)],
  ['problem report', problemReport(facts, units, left, issue)],
  ['notice', rectificationNotice(facts, found, issue, { name: '吴某云', phone: '0855-8000011' })],
])('the %s has the same words in DOCX and PDF', async (_, document) => {
  const docx = paragraphsOf(partsOf(await renderDocx(document)).get('word/document.xml')!);
  const pdf = (await pagesOf(await renderPdf(document))).map(({ text }) => text).join('');

  expect(docx).toContain(document.title);
  for (const block of document.body) {
    if (block.type !== 'heading') continue;
    expect(docx.some((line) => line.endsWith(block.text))).toBe(true);
    expect(pdf).toContain(block.text);
  }
  for (const { columns } of tablesOf(document.body)) {
    for (const { title } of columns) expect(docx).toContain(title);
  }
});
