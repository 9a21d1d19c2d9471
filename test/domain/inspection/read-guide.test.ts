import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, type ElementName, type Verdict } from '../../../domain/inspection/text/elements.js';
import { parseHtml } from '../../../domain/inspection/page/dom.js';
import { PageModel } from '../../../domain/inspection/page/page-model.js';
import { readGuide } from '../../../domain/inspection/page/read-guide.js';
import { GOOD, withValues } from './guide-values.js';
import { LAYOUTS } from './layouts.js';

const verdicts = (html: string): Record<ElementName, Verdict> => {
  const { elements } = readGuide(new PageModel(parseHtml(html)));
  return Object.fromEntries(ELEMENTS.map((name) => [name, elements[name].verdict])) as Record<
    ElementName,
    Verdict
  >;
};
const all = (verdict: Verdict): Record<ElementName, Verdict> =>
  Object.fromEntries(ELEMENTS.map((name) => [name, verdict])) as Record<ElementName, Verdict>;
describe.each(Object.entries(LAYOUTS))('a guide made of %s', (_, layout) => {
  it('a guide made of %s has all eight elements', () => {
    expect(verdicts(layout(GOOD))).toEqual(all('present'));
  });

  it.each(ELEMENTS)('an element without its value is empty: %s', (element) => {
    expect(verdicts(layout(withValues({ [element]: '' })))).toEqual({
      ...all('present'),
      [element]: 'empty',
    });
    expect(verdicts(layout(withValues({ [element]: '无' })))).toEqual({
      ...all('present'),
      [element]: 'empty',
    });
  });

  it.each(ELEMENTS)('an element without its label is missing: %s', (element) => {
    const { [element]: _gone, ...rest } = GOOD;
    expect(verdicts(layout(rest))).toEqual({ ...all('present'), [element]: 'missing' });
  });
});

describe('a menu that names elements and leads nowhere', () => {
  const { 事项名称: name, ...named } = GOOD;
  const table = (values: Record<string, string>): string =>
    `<h1>${name}</h1><table>${Object.entries(values)
      .map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`)
      .join('')}</table>`;
  const menu = (words: readonly string[], href: string): string =>
    `<ul>${words.map((word) => `<li><a href="${href}">${word}</a></li>`).join('')}</ul>`;
  const MENUS = {
    'a list': menu(['办理时间', '联系电话', '办理流程'], '#'),
    'a list with the name': menu(['事项名称', '办理时间', '联系电话'], 'javascript:void(0)'),
    'a list with other things': menu(['首页', '办事指南', '办理时间'], 'javascript:;'),
    'a row of links': ['事项名称', '办理时间', '联系电话']
      .map((word) => `<a href="#">${word}</a>`)
      .join(' | '),
    'a list without links': '<ul><li>办理时间</li><li>联系电话</li><li>办理地点</li></ul>',
  };

  it.each(Object.entries(MENUS))('a menu that leads nowhere is no label and no tab: %s', (_, html) => {
    expect(verdicts(`<body><div>${html}</div>${table(named)}</body>`)).toEqual(all('present'));
    expect(verdicts(`<body>${table({ ...named, 办理时间: '' })}<div>${html}</div></body>`)).toEqual({
      ...all('present'),
      办理时间: 'empty',
    });
  });

  it('a list with as many entries as the guide has parts is no row of tabs', () => {
    const html = `${menu(['办理时间', '联系电话', '办理流程'], '#')}<div>${table(named)}<div>附件</div></div>`;

    const footer = '<div><p>主办单位</p><p>版权所有</p><p>黔ICP备05000001号</p></div>';

    expect(verdicts(`<body>${html}${footer}</body>`)).toEqual(all('present'));
  });

  it('a list that opens panes is a row of tabs', () => {
    const tabs = Object.keys(named).map((label, n) => `<li><a href="#pane${n}">${label}</a></li>`);
    const panes = Object.values(named).map((value, n) => `<div id="pane${n}">${value}</div>`);

    expect(
      verdicts(`<body><h1>${name}</h1><ul>${tabs.join('')}</ul><div>${panes.join('')}</div></body>`),
    ).toEqual(all('present'));
  });
});

it.each(['政府采购供应商登记', '政府信息公开申请'])('the heading %s names an item', (name) => {
  const { 事项名称: _name, ...named } = GOOD;
  const rows = Object.entries(named).map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`);
  const html = `<body><h3>服务导航</h3><h1>${name}</h1><table>${rows.join('')}</table></body>`;

  expect(readGuide(new PageModel(parseHtml(html))).items).toMatchObject([{ name }]);
});
