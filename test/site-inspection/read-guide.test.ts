import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, type ElementName, type Verdict } from '../../activities/site-inspection/elements.js';
import { parseHtml } from '../../activities/site-inspection/page/dom.js';
import { PageModel } from '../../activities/site-inspection/page/page-model.js';
import { readGuide } from '../../activities/site-inspection/page/read-guide.js';
import { GOOD, rowTable, withValues, type Values } from './guide-values.js';

const read = (html: string, item?: string) => readGuide(new PageModel(parseHtml(html)), { item });
const verdicts = (html: string): Record<ElementName, Verdict> => {
  const { elements } = read(html);
  return Object.fromEntries(ELEMENTS.map((name) => [name, elements[name].verdict])) as Record<ElementName, Verdict>;
};
const all = (verdict: Verdict): Record<ElementName, Verdict> =>
  Object.fromEntries(ELEMENTS.map((name) => [name, verdict])) as Record<ElementName, Verdict>;
const entries = (values: Partial<Values> = GOOD): [string, string][] => Object.entries(values);
const page = (body: string): string => `<html><head><title>办事指南</title></head><body>${body}</body></html>`;

/** Ways to lay out a guide that real sites use; each shows every label with its value. */
const LAYOUTS: Record<string, (values: Partial<Values>) => string> = {
  'rows of td': rowTable,
  'rows of th and td': (values) =>
    page(`<table>${entries(values).map(([l, v]) => `<tr><th>${l}</th><td>${v}</td></tr>`).join('')}</table>`),
  'four columns': (values) => {
    const cells = entries(values).map(([l, v]) => `<td class="t">${l}：</td><td>${v}</td>`);
    const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => cells.slice(i * 2, i * 2 + 2).join(''));
    return page(`<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`);
  },
  'column headers with one row': (values) =>
    page(
      `<table><tr>${entries(values).map(([l]) => `<td><b>${l}</b></td>`).join('')}</tr>` +
        `<tr>${entries(values).map(([, v]) => `<td>${v}</td>`).join('')}</tr></table>`,
    ),
  'section rows across the table': (values) =>
    page(
      `<table>${entries(values).map(([l, v]) => `<tr><td colspan="4">${l}</td></tr><tr><td colspan="4">${v}</td></tr>`).join('')}</table>`,
    ),
  'nested layout tables': (values) =>
    page(
      `<table><tr><td><table><tr><td><a href="/">首页</a></td></tr><tr><td><a href="/lc.html">办理流程</a></td></tr></table></td>` +
        `<td><table>${entries(values).map(([l, v]) => `<tr><td><p><strong>${l}</strong></p></td><td><div>${v}</div></td></tr>`).join('')}</table></td></tr></table>`,
    ),
  'a definition list': (values) =>
    page(`<dl>${entries(values).map(([l, v]) => `<dt>${l}</dt><dd>${v}</dd>`).join('')}</dl>`),
  'numbered headings': (values) =>
    page(entries(values).map(([l, v], i) => `<h3>${'一二三四五六七八'[i]}、${l}</h3><p>${v}</p>`).join('')),
  'bold lines with the text below': (values) =>
    page(entries(values).map(([l, v], i) => `<p><b>${i + 1}. ${l}：</b></p><p>　　${v}</p>`).join('')),
  'paragraphs with a colon': (values) => page(entries(values).map(([l, v]) => `<p>${l}：${v}</p>`).join('')),
  'one paragraph with line breaks': (values) =>
    page(`<div>${entries(values).map(([l, v]) => `${l}:&nbsp;${v}`).join('<br>\n')}</div>`),
  brackets: (values) => page(entries(values).map(([l, v]) => `<p>【${l}】${v}</p>`).join('')),
  'spaces inside the labels': (values) =>
    page(entries(values).map(([l, v]) => `<p>${[...l].join('&nbsp;&nbsp;')}：${v}</p>`).join('')),
  'divs of spans': (values) =>
    page(
      `<div class="guide">${entries(values).map(([l, v]) => `<div class="row"><span class="label">${l}</span><span class="text">${v}</span></div>`).join('')}</div>`,
    ),
  'divs without classes': (values) =>
    page(`<div>${entries(values).map(([l, v]) => `<div><div>${l}</div><div>${v}</div></div>`).join('')}</div>`),
  'list items': (values) =>
    page(`<ul>${entries(values).map(([l, v]) => `<li><em>${l}</em>${v}</li>`).join('')}</ul>`),
  'tabs by order': (values) =>
    page(
      `<ul class="tab">${entries(values).map(([l]) => `<li>${l}</li>`).join('')}</ul>` +
        `<div class="box">${entries(values).map(([, v], i) => `<div style="display:${i ? 'none' : 'block'}">${v}</div>`).join('')}</div>`,
    ),
  'tabs by id': (values) =>
    page(
      `<ul class="nav nav-tabs">${entries(values).map(([l], i) => `<li><a href="#t${i}" data-toggle="tab">${l}</a></li>`).join('')}</ul>` +
        `<div class="tab-content">${entries(values).reverse().map(([, v], i, list) => `<div class="tab-pane" id="t${list.length - 1 - i}">${v}</div>`).join('')}</div>`,
    ),
  'tabs by script': (values) =>
    page(
      `<div class="menu1">${entries(values).map(([l], i) => `<span id="one${i}" onclick="setTab('one',${i},8)">${l}</span>`).join('')}</div>` +
        `<div><div>提示：点击标签查看</div>${entries(values).map(([, v], i) => `<div id="con_one_${i}" class="hid">${v}</div>`).join('')}</div>`,
    ),
  'read-only inputs': (values) =>
    page(
      `<form>${entries(values).map(([l, v]) => `<p><label>${l}</label><input type="text" readonly value="${v}"></p>`).join('')}</form>`,
    ),
  textareas: (values) =>
    page(`<form>${entries(values).map(([l, v]) => `<label>${l}</label><textarea>${v}</textarea>`).join('')}</form>`),
};

describe.each(Object.entries(LAYOUTS))('a guide made of %s', (_, layout) => {
  it('shows all eight elements', () => {
    expect(verdicts(layout(GOOD))).toEqual(all('present'));
  });

  it.each(ELEMENTS)('lacks %s when its value is taken away', (element) => {
    expect(verdicts(layout(withValues({ [element]: '' })))).toEqual({ ...all('present'), [element]: 'empty' });
  });

  it.each(ELEMENTS)('lacks %s when its label is taken away too', (element) => {
    const { [element]: _gone, ...rest } = GOOD;
    expect(verdicts(layout(rest))).toEqual({ ...all('present'), [element]: 'missing' });
  });
});
