import { describe, expect, it } from '@jest/globals';
import { GOOD } from '../domain/inspection/guide-values.js';
import { read } from '../domain/inspection/reading.js';

const { 事项名称: _name, ...UNNAMED } = GOOD;
const rows = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([label, value]) => `<p><b>${label}：</b>${value}</p>`)
    .join('');

describe('the name of an item', () => {
  it.each<[string, string, string | undefined]>([
    ['in a centred line', '<p align="center"><span>残疾人证办理</span></p>', undefined],
    ['in large type', '<div><font size="5">残疾人证办理</font></div>', undefined],
    ['in large type of a style', '<p style="font-size:22.0pt">残疾人证办理</p>', undefined],
    ['in an element called title', '<div class="sx_tit">残疾人证办理</div>', undefined],
    ['in the first row of the table', '<table><tr><th colspan="4">残疾人证办理</th></tr></table>', undefined],
    ['in the page title', '', '残疾人证办理'],
    ['in the page title with the site', '', '残疾人证办理_办事指南_某州残疾人联合会'],
    ['in a heading that calls it a guide', '<h1>【办事指南】残疾人证办理</h1>', undefined],
    ['in a heading that calls it what to know', '<h2>残疾人证办理申请须知</h2>', undefined],
  ])('the name of an item is read %s', (_, heading, title) => {
    expect(read(heading + rows(UNNAMED), title).items[0]?.name).toBe('残疾人证办理');
  });

  it('a plain line above the labels names the item', () => {
    const line = '<p>企业职工基本养老保险参保登记</p><p>事项编码 RS-023</p><p>服务对象：企业</p>';

    expect(read(line + rows(UNNAMED)).items[0]?.name).toBe('企业职工基本养老保险参保登记');
  });

  it('a plain line that is no name names no item', () => {
    expect(read(`<p>办理前请先预约</p>${rows(UNNAMED)}`).elements.事项名称.verdict).toBe('missing');
  });

  it('a heading above an unknown first label names the item', () => {
    const html = `<h1>港澳居民定居</h1><p class=p0>港澳居民定居</p><p class=p0>本部门职责</p><p class=p0>侨务</p>${rows(UNNAMED)}`;

    expect(read(html).elements.事项名称).toMatchObject({ verdict: 'present', excerpt: '港澳居民定居' });
  });

  it('a heading of sixty characters names the item', () => {
    const name =
      '个人申请举办实施中等及中等以下学历教育、学前教育、自学考试助学及其他文化教育的营利性民办学校正式设立审批';

    expect(read(`<h1>【办事指南】${name}服务指南</h1>${rows(UNNAMED)}`).items[0]?.name).toBe(name);
  });

  it('a name that ends as a label does is still a name', () => {
    expect(read(`<h1>临时救助办理流程</h1>${rows(UNNAMED)}`).items[0]?.name).toBe('临时救助办理流程');
  });

  it.each([
    '中华人民共和国',
    '黔东南苗族侗族自治州',
    '标准目录',
    '残疾人联合会',
    '便民服务中心',
    '办事指南一览表',
  ])('the heading %s names no item', (heading) => {
    expect(read(`<h1>${heading}</h1>${rows(UNNAMED)}`).elements.事项名称.verdict).toBe('missing');
  });

  it('a row of links names no item', () => {
    const menu =
      '<table><tr><td colspan="2" align="center"><a href="/">首页</a> | <a href="/lc">办事流程</a> | <a href="/lx">联系我们</a></td></tr></table>';

    expect(read(menu + rows(UNNAMED)).elements.事项名称.verdict).toBe('missing');
  });

  it('a centred link names no item', () => {
    expect(
      read(`<center><a href="/a">行政许可登记</a></center>${rows(UNNAMED)}`).elements.事项名称.verdict,
    ).toBe('missing');
  });

  it('an empty 事项名称 is empty, and the heading still names the item of the page', () => {
    const { elements, items } = read(`<h1>残疾人证办理</h1>${rows({ 事项名称: '——', ...UNNAMED })}`);

    expect([elements.事项名称.verdict, items[0]?.name]).toEqual(['empty', '残疾人证办理']);
  });

  it('a heading that announces something is left to a person', () => {
    expect(read(`<h1>关于办理残疾人证的通知</h1>${rows(UNNAMED)}`).elements.事项名称.verdict).toBe(
      'ambiguous',
    );
  });
});

describe('a guide in sentences', () => {
  const html = `<h2>办理残疾人证须知</h2><p>凡具有本市户口的残疾人均可申请办理残疾人证。申请人须携带身份证、户口簿，到乡镇残联填写申请表，由县残联审核后发证。</p>
    <p>注：1.评残时间为每周三上午。2.肢体残疾到市人民医院（雷公坪路9号）评定。3.有疑问请与残联联系，电话0853-3341233。</p>`;

  it('a guide in sentences leaves its elements to a person', () => {
    const { elements } = read(html, '办理残疾人证须知');

    expect(
      Object.fromEntries(Object.entries(elements).map(([name, { verdict }]) => [name, verdict])),
    ).toEqual({
      事项名称: 'present',
      设定依据: 'missing',
      申请条件: 'ambiguous',
      办理材料: 'ambiguous',
      办理地点: 'ambiguous',
      办理时间: 'ambiguous',
      联系电话: 'ambiguous',
      办理流程: 'ambiguous',
    });
    expect(elements.联系电话.reason).toBe('said in a sentence');
  });

  it.each([
    ['联系电话', '请对违规行为进行监督，投诉电话0855-8229876。'],
    ['联系电话', '本办法自2015年5月1日起施行，咨询科室为综合科。'],
    ['办理时间', '本指南自2015年5月1日起执行，办结需要20个工作日。'],
    ['办理地点', '项目取水地点应当在规划区内，并且水质良好。'],
  ] as const)('a sentence is no %s: %s', (element, sentence) => {
    const { [element]: _gone, ...rest } = GOOD;

    expect(read(`${rows(rest)}<div><h4>附：</h4></div><p>${sentence}</p>`).elements[element].verdict).toBe(
      'missing',
    );
  });

  it('sentences under a heading that names an element are left to a person', () => {
    const { elements } = read(
      `<h1>会计从业资格证办理流程</h1><p>一、报名。考生登录报名。</p><p>二、领证。合格者携带身份证、照片到县财政局会计股办理。</p><p>办理时间：每周一至周五</p><p>办证地点：县财政局三楼</p>`,
    );

    expect([elements.事项名称.verdict, elements.办理流程.verdict, elements.办理材料.verdict]).toEqual([
      'present',
      'ambiguous',
      'ambiguous',
    ]);
  });

  it('a note that gives an unlabelled element is left to a person', () => {
    const { 办理时间: _hours, ...rest } = GOOD;

    expect(read(rows({ ...rest, 备注: '每周三上午集中受理，节假日顺延。' })).elements.办理时间.verdict).toBe(
      'ambiguous',
    );
  });

  it.each([
    ['联系电话', '办理流程', '到窗口申请，审核后发放。电话咨询0855-8211234。'],
    ['办理时间', '办理地点', '政务大厅8号窗口，周一至周五8:30-17:00'],
    ['申请条件', '服务对象', '具有本县户籍的残疾人'],
  ] as const)('%s under the label %s is left to a person: %s', (element, label, value) => {
    const { [element]: _gone, ...rest } = GOOD;

    expect(read(rows({ ...rest, [label]: value })).elements[element].verdict).toBe('ambiguous');
  });

  it.each([
    ['联系电话', '监督方式', '监督电话咨询0855-8211234'],
    ['办理时间', '办理时限', '自2015年5月1日起20个工作日'],
    ['申请条件', '服务对象', '自然人、法人'],
  ] as const)('the element %s is not read under %s: %s', (element, label, value) => {
    const { [element]: _gone, ...rest } = GOOD;
    const { verdict, reason } = read(rows({ ...rest, [label]: value })).elements[element];

    expect([verdict, reason]).not.toEqual(['ambiguous', 'said in a sentence']);
  });

  it('a place in brackets after the office is left to a person', () => {
    const { 办理地点: _place, ...rest } = GOOD;

    expect(
      read(rows({ ...rest, 受理机关: '县林业局林政股（环城北路31号二楼）' })).elements.办理地点.verdict,
    ).toBe('ambiguous');
    expect(read(rows({ ...rest, 受理机关: '县林业局林政股' })).elements.办理地点.verdict).toBe('missing');
  });
});
