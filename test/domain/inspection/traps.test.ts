/** Pages as clerks meet them, on which a careless reader of labels is wrong. */
import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, type ElementName, type Verdict } from '../../../domain/inspection/text/elements.js';
import { parseHtml } from '../../../domain/inspection/page/dom.js';
import { PageModel } from '../../../domain/inspection/page/page-model.js';
import { readGuide } from '../../../domain/inspection/page/read-guide.js';
import { GOOD, rowTable, withValues, type Values } from './guide-values.js';

const read = (html: string, item?: string) => readGuide(new PageModel(parseHtml(html)), { item });
const body = (inner: string): string =>
  `<html><head><title>办事指南</title></head><body>${inner}</body></html>`;
const table = (values: Partial<Values>): string => /<table[\s\S]*<\/table>/.exec(rowTable(values))![0];
const without = (...names: ElementName[]): Partial<Values> =>
  Object.fromEntries(Object.entries(GOOD).filter(([name]) => !names.includes(name as ElementName)));

/** The verdict of every element that is not present. */
function faults(html: string, item?: string): Partial<Record<ElementName, Verdict>> {
  const { elements } = read(html, item);
  return Object.fromEntries(
    ELEMENTS.filter((name) => elements[name].verdict !== 'present').map((name) => [
      name,
      elements[name].verdict,
    ]),
  );
}

describe('what stands around a guide', () => {
  it.each([
    ['a footer element', `<footer>地址：凯里市北京东路1号 联系电话：0855-8222222</footer>`],
    [
      'a footer by class',
      `<div class="footer"><p>主办：州政府</p><p>地址：凯里市</p><p>联系电话：0855-8222222</p></div>`,
    ],
    [
      'an unnamed footer',
      `<div><p>版权所有：州政府办公室 黔ICP备05000001号</p><p>地址：凯里市北京东路1号 电话：0855-8222222</p></div>`,
    ],
    [
      'flat footer lines',
      `<p>主办单位：州政府办公室</p><p>联系电话：0855-8222222</p><p>地址：凯里市北京东路1号</p><p>Copyright © 2015 黔ICP备05000001号</p>`,
    ],
    [
      'a footer table',
      `<table><tr><td align="center">地址：凯里市北京东路 联系电话：0855-8222222<br>版权所有 ICP备05000001号</td></tr></table>`,
    ],
  ])('contact details around a guide are not read: %s', (_, footer) => {
    expect(faults(body(table(without('联系电话', '办理地点')) + footer))).toEqual({
      办理地点: 'missing',
      联系电话: 'missing',
    });
  });

  it.each([
    [
      'links in a list',
      `<ul><li><a href="/lc.html">办事流程</a></li><li><a href="/lx.html">联系方式</a></li><li><a href="/zx">公告：今日停办</a></li></ul>`,
    ],
    [
      'a navigation element',
      `<nav><a href="/a">办理流程</a><span>联系电话</span><a href="/b">最新消息</a></nav>`,
    ],
    ['bread crumbs', `<div class="crumbs">您现在的位置：首页 &gt; 办事指南 &gt; 办理流程</div>`],
  ])('navigation around a guide is not read: %s', (_, navigation) => {
    const guide = table(without('办理流程', '联系电话'));

    expect(faults(body(navigation + guide))).toEqual({ 联系电话: 'missing', 办理流程: 'missing' });
    expect(faults(body(guide + navigation))).toEqual({ 联系电话: 'missing', 办理流程: 'missing' });
  });

  it('a date beside 时间 under the title is no element', () => {
    expect(faults(body(`<div>时间：2015-05-11 来源：州民政局</div>${table(without('办理时间'))}`))).toEqual({
      办理时间: 'missing',
    });
  });
});

describe('a table', () => {
  it('a cell that repeats another label is no value', () => {
    expect(faults(rowTable(withValues({ 办理地点: '办理时间' })))).toEqual({ 办理地点: 'empty' });
  });

  it('a value is read from the next row only for a label alone in its row', () => {
    const html = body(`<table><tr><td colspan="2">${GOOD.事项名称}</td></tr>
      ${Object.entries(without('申请条件'))
        .map(([l, v]) => `<tr><td>${l}</td><td>${v}</td></tr>`)
        .join('')}
      <tr><td colspan="2"><b>申请条件</b></td></tr><tr><td colspan="2">${GOOD.申请条件}</td></tr></table>`);

    expect(faults(html)).toEqual({});
  });

  it('labels that span rows are read', () => {
    const html = body(`<table>${Object.entries(without('办理材料'))
      .map(([l, v]) => `<tr><td colspan="2">${l}</td><td>${v}</td></tr>`)
      .join('')}
      <tr><td rowspan="2" colspan="2">办理材料</td><td>1.申请表</td></tr><tr><td>2.身份证复印件</td></tr></table>`);

    expect(faults(html)).toEqual({});
    expect(read(html).elements.办理材料.excerpt).toBe('1.申请表 2.身份证复印件');
  });

  it('a group of labels beside a label is read', () => {
    const html = body(`<table>${Object.entries(without('联系电话', '办理地点'))
      .map(([l, v]) => `<tr><td colspan="2">${l}</td><td>${v}</td></tr>`)
      .join('')}
      <tr><td rowspan="2">咨询方式</td><td>联系电话</td><td>0855-8221234</td></tr><tr><td>办公地址</td><td>州政务服务中心二楼</td></tr></table>`);

    expect(faults(html)).toEqual({});
  });

  it('a table with unclosed cells is read', () => {
    const rows = Object.entries(GOOD).map(([l, v]) => `<tr><td>${l}：<td>${v}`);

    expect(faults(`<table>${rows.join('')}</table>`)).toEqual({});
  });

  it('a table with an icon before each label is read', () => {
    const rows = Object.entries(GOOD).map(
      ([l, v]) => `<tr><td><img src="/images/icon_dot.gif"> ${l}</td><td>${v}</td></tr>`,
    );

    expect(faults(body(`<table>${rows.join('')}</table>`))).toEqual({});
  });

  it('a table of several items has a row for each', () => {
    const head = Object.keys(GOOD)
      .map((l) => `<th>${l}</th>`)
      .join('');
    const row = (values: Partial<Values>) =>
      `<tr>${Object.values(values)
        .map((v) => `<td>${v}</td>`)
        .join('')}</tr>`;
    const html = body(
      `<table><tr>${head}</tr>${row(withValues({ 事项名称: '护士执业注册', 联系电话: '' }))}${row(GOOD)}</table>`,
    );

    expect(faults(html, '护士执业注册')).toEqual({ 联系电话: 'empty' });
    expect(faults(html, GOOD.事项名称)).toEqual({});
    expect(faults(html)).toEqual({ 联系电话: 'ambiguous' });
    expect(read(html).items.map(({ name }) => name)).toEqual(['护士执业注册', GOOD.事项名称]);
  });
});

describe('a page of several guides', () => {
  it('a page of several guides has a section for each name', () => {
    const html = body(table(withValues({ 事项名称: '护士执业注册', 办理地点: '无' })) + table(GOOD));

    expect(faults(html, '护士执业注册')).toEqual({ 办理地点: 'empty' });
    expect(faults(html, GOOD.事项名称)).toEqual({});
  });

  it('a page of several guides has a section for each heading over repeated labels', () => {
    const section = (title: string, values: Partial<Values>) =>
      `<h2>${title}</h2>${Object.entries(values)
        .map(([l, v]) => `<h4>${l}</h4><p>${v}</p>`)
        .join('')}`;
    const html = body(
      section('护士执业注册', without('事项名称', '办理时间')) + section('放射诊疗许可', without('事项名称')),
    );

    expect(faults(html, '护士执业注册')).toEqual({ 办理时间: 'missing' });
    expect(faults(html, '放射诊疗许可')).toEqual({});
  });
});

describe('the name of the item', () => {
  it('the heading over a guide names its item', () => {
    const html = body(`<h1>残疾人证办理办事指南</h1>${table(without('事项名称'))}`);

    expect(read(html).elements.事项名称).toMatchObject({ verdict: 'present', excerpt: '残疾人证办理' });
  });

  it.each(['办事指南', '州政务服务中心', '自治州人民政府门户网站', '欢迎访问'])(
    'the heading %s names no item',
    (heading) => {
      expect(faults(body(`<h1>${heading}</h1>${table(without('事项名称'))}`))).toEqual({
        事项名称: 'missing',
      });
    },
  );

  it('an empty 事项名称 is empty, whatever the heading says', () => {
    expect(faults(body(`<h1>残疾人证办理</h1>${table(withValues({ 事项名称: '' }))}`))).toEqual({
      事项名称: 'empty',
    });
  });
});

describe('time and telephone', () => {
  it('a time limit is no 办理时间', () => {
    expect(
      faults(
        body(
          table(without('办理时间')).replace(
            '</table>',
            '<tr><td>办理时限</td><td>20个工作日</td></tr></table>',
          ),
        ),
      ),
    ).toEqual({ 办理时间: 'ambiguous' });
  });

  it('an empty 办理时间 is empty beside a time limit', () => {
    expect(
      faults(
        body(
          table(withValues({ 办理时间: '' })).replace(
            '</table>',
            '<tr><td>承诺时限</td><td>20个工作日</td></tr></table>',
          ),
        ),
      ),
    ).toEqual({ 办理时间: 'empty' });
  });

  it('a complaints line is no 联系电话', () => {
    expect(
      faults(
        body(
          table(without('联系电话')).replace(
            '</table>',
            '<tr><td>监督投诉电话</td><td>0855-8229876</td></tr></table>',
          ),
        ),
      ),
    ).toEqual({ 联系电话: 'missing' });
  });

  it('place and time in one line are separated', () => {
    const html = body(
      `${table(without('联系电话', '办理地点', '办理时间'))}<p>受理地点：州政务服务中心；受理时间：工作日 9:00-17:00；咨询电话：8221234，监督电话：8229876</p>`,
    );

    expect(faults(html)).toEqual({});
    expect(read(html).elements.联系电话.excerpt).toBe('8221234,'.replace(',', '，'));
  });

  it('place and time may share one label', () => {
    const html = body(
      `${table(without('办理地点', '办理时间'))}<p><b>办理时间、地点：</b>工作日 9:00-17:00，州政务服务中心二楼</p>`,
    );

    expect(faults(html)).toEqual({});
  });
});

describe('headings', () => {
  const sections = (values: Partial<Values>, make: (l: string, v: string, i: number) => string) =>
    body(
      `<h1>${GOOD.事项名称}</h1>${Object.entries(values)
        .map(([l, v], i) => make(l, v, i))
        .join('\n')}`,
    );

  it('a table of materials is the value of its heading', () => {
    const materials =
      '<table><tr><th>序号</th><th>材料名称</th><th>备注</th></tr><tr><td>1</td><td>身份证</td><td>原件</td></tr></table>';

    expect(
      faults(sections(withValues({ 办理材料: materials }), (l, v) => `<h3>${l}</h3><div>${v}</div>`)),
    ).toEqual({});
  });

  it('a heading followed only by unknown headings has no value', () => {
    const html = sections(GOOD, (l, v) =>
      l === '申请条件' ? `<h3>申请条件</h3><h3>禁止性要求</h3><p>不得转让</p>` : `<h3>${l}</h3><p>${v}</p>`,
    );

    expect(faults(html)).toEqual({ 申请条件: 'empty' });
  });

  it('a heading followed by a line of the same markup has no value', () => {
    const html = sections(GOOD, (l, v, i) =>
      l === '申请条件'
        ? `<p><strong>三、申请条件</strong></p><p><strong>四、年检说明</strong></p><p>每年三月年检</p>`
        : `<p><strong>${'一二三四五六七八九'[i]}、${l}</strong></p><p>${v}</p>`,
    );

    expect(faults(html)).toEqual({ 申请条件: 'empty' });
  });

  it('prose with words that look like labels is a value', () => {
    const conditions = '<p>申请人：年满十八周岁</p><p>经营场所：产权清晰</p><p>备注：不含流动人口</p>';

    expect(
      faults(sections(withValues({ 申请条件: conditions }), (l, v) => `<div><h3>${l}</h3>${v}</div>`)),
    ).toEqual({});
  });

  it('a value ends before the buttons below it', () => {
    const buttons = '<div><a href="/apply">网上办理</a> <a href="/query">办件查询</a></div>';
    const html = sections(withValues({ 办理流程: '' }), (l, v) => `<h3>${l}</h3><p>${v}</p>`);

    expect(faults(html.replace('</body>', `${buttons}</body>`))).toEqual({ 办理流程: 'empty' });
  });

  it('the value of a row ends before the line below the rows', () => {
    const values = withValues({ 办理流程: '' });
    const rows = Object.entries(values).map(
      ([l, v]) => `<div class="row"><span class="k">${l}</span><div class="v">${v}</div></div>`,
    );

    expect(faults(body(`<div>${rows.join('')}<p>办事不求人，欢迎监督</p></div>`))).toEqual({
      办理流程: 'empty',
    });
  });

  it('a value ends before the footer of the page', () => {
    const html = sections(withValues({ 办理流程: '' }), (l, v) => `<h3>${l}</h3><p>${v}</p>`).replace(
      '</body>',
      '<p>【打印本页】【关闭窗口】</p><p>上一篇：关于放假的通知</p></body>',
    );

    expect(faults(html)).toEqual({ 办理流程: 'empty' });
  });
});

describe('hidden and framed text', () => {
  it('panes that a tab shows are read', () => {
    const entries = Object.entries(GOOD);
    const html = body(
      `<div class="tabs">${entries.map(([l]) => `<a href="javascript:;">${l}</a>`).join('')}</div><div>${entries.map(([l, v]) => `<div style="display:none"><h4>${l}</h4><p>${v}</p></div>`).join('')}</div>`,
    );

    expect(faults(html)).toEqual({});
  });

  it('sections that tabs link to are read', () => {
    const entries = Object.entries(withValues({ 办理地点: '' }));
    const html = body(
      `<ul>${entries.map(([l], i) => `<li><a href="#a${i}">${l}</a></li>`).join('')}</ul>${entries.map(([l, v], i) => `<a name="a${i}"></a><h3>${l}</h3><div>${v}</div>`).join('')}`,
    );

    expect(faults(html)).toEqual({ 办理地点: 'empty' });
  });

  it('comments, scripts and templates are not read', () => {
    const hidden =
      '<!-- 联系电话：0855-8221234 --><script>var t="联系电话：0855-8221234";</script><template><p>联系电话：0855-8221234</p></template>';

    expect(faults(body(table(without('联系电话')) + hidden))).toEqual({ 联系电话: 'missing' });
  });
});
