/** Page styles seen on the sites of Chinese authorities. */
import type { Random } from './random.js';

export interface GuidePage {
  readonly title: string;
  readonly department: string;
  readonly rows: readonly { readonly label: string; readonly html: string }[];
  /** HTML of the links to forms and systems. */
  readonly links: string;
}

export interface Style {
  readonly name: string;
  readonly charset: 'utf-8' | 'gb18030';
  /** Relative frequency. */
  readonly weight: number;
  readonly render: (page: GuidePage, random: Random) => string;
}

const colon = (random: Random): string => random.pick(['：', ':', '']);
const nav =
  '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/list/">办事指南</a></li><li><a href="/bslc.html">办事流程</a></li>' +
  '<li><a href="/lxfs.html">联系方式</a></li><li><a href="/xzzx.html">表格下载</a></li></ul></div>';
const crumbs = (page: GuidePage): string =>
  `<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/list/">办事指南</a> &gt; ${page.department}</div>`;
const footer =
  '<div class="footer"><p>主办：自治州人民政府办公室　承办：州政府信息中心</p><p>地址：环城北路1号　电话：0855-8068000　邮编：556000</p><p>黔ICP备05000001号　版权所有</p></div>';
const oldFooter =
  '<table width="980" align="center"><tr><td align="center">主办单位：自治州人民政府　联系电话：0855-8068000<br>地址：环城北路1号　邮编：556000<br>黔ICP备05000001号</td></tr></table>';
export const article = (page: GuidePage, body: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${page.title}-自治州政务服务网</title><script src="/js/jquery.min.js"></script></head><body>${nav}${crumbs(page)}` +
  `<div class="main"><div class="left-list"><h3>服务导航</h3><ul><li><a href="/list/">个人办事</a></li><li><a href="/list/">企业办事</a></li></ul></div>${body}</div>${footer}</body></html>`;
export const rowsOf = (
  page: GuidePage,
  make: (label: string, html: string, index: number) => string,
): string => page.rows.map(({ label, html }, index) => make(label, html, index)).join('\n');
const NUMERALS = [
  ...'一二三四五六七八九十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
  '十九',
  '二十',
  '二十一',
  '二十二',
];

export const STYLES: readonly Style[] = [
  {
    name: 'table',
    charset: 'utf-8',
    weight: 24,
    render: (page, random) => {
      const mark = colon(random);
      return article(
        page,
        `<div class="con"><h2>${page.title}</h2><table class="bszn" width="100%" border="1">${rowsOf(page, (l, v) => `<tr><td class="tit" width="20%">${l}${mark}</td><td>${v}</td></tr>`)}</table>${page.links}</div>`,
      );
    },
  },
  {
    name: 'table, four columns',
    charset: 'utf-8',
    weight: 12,
    render: (page) => {
      const cells = page.rows.map(({ label, html }) => `<th>${label}</th><td>${html}</td>`);
      const lines = Array.from(
        { length: Math.ceil(cells.length / 2) },
        (_, i) => `<tr>${cells.slice(i * 2, i * 2 + 2).join('')}</tr>`,
      );
      return article(
        page,
        `<div class="detail"><h1>${page.title}</h1><table><tbody>${lines.join('')}</tbody></table>${page.links}</div>`,
      );
    },
  },
  {
    name: 'definition list',
    charset: 'utf-8',
    weight: 8,
    render: (page, random) => {
      const mark = colon(random);
      return article(
        page,
        `<div class="guide"><h1 class="title">${page.title}</h1><dl>${rowsOf(page, (l, v) => `<dt>${l}${mark}</dt><dd>${v}</dd>`)}</dl>${page.links}</div>`,
      );
    },
  },
  {
    name: 'headings',
    charset: 'utf-8',
    weight: 14,
    render: (page) =>
      article(
        page,
        `<div class="article"><h1>${page.title}</h1><div class="info">发布时间：2015-05-1${page.title.length % 10}　来源：${page.department}　字号：大 中 小</div>${rowsOf(page, (l, v, i) => `<h3>${NUMERALS[i]}、${l}</h3><div>${v}</div>`)}<h3>相关下载</h3>${page.links}</div>`,
      ),
  },
  {
    name: 'word paragraphs',
    charset: 'utf-8',
    weight: 12,
    render: (page, random) => {
      const inline = random.chance(0.5);
      return article(
        page,
        `<div id="zoom"><p class="MsoNormal" align="center"><b><span style="font-size:18pt">${page.title}</span></b></p>${rowsOf(page, (l, v, i) => (inline && !/<(?:p|table|ol)/.test(v) ? `<p class="MsoNormal">　　<b><span>（${NUMERALS[i]}）${l}：</span></b><span>${v}</span></p>` : `<p class="MsoNormal"><b><span>（${NUMERALS[i]}）${l}</span></b></p><div>${v}</div>`))}${page.links}</div>`,
      );
    },
  },
  {
    name: 'label rows',
    charset: 'utf-8',
    weight: 10,
    render: (page) =>
      article(
        page,
        `<div class="item-detail"><div class="item-title">${page.title}</div>${rowsOf(page, (l, v) => `<div class="item-row"><span class="item-label">${l}</span><div class="item-value">${v}</div></div>`)}${page.links}</div>`,
      ),
  },
  {
    name: 'tabs',
    charset: 'utf-8',
    weight: 6,
    render: (page) =>
      article(
        page,
        `<div class="tab-box"><h2>${page.title}</h2><ul class="tab-hd">${rowsOf(page, (l, _, i) => `<li class="${i ? '' : 'on'}" onclick="setTab(${i})">${l}</li>`)}</ul><div class="tab-bd">${rowsOf(page, (_, v, i) => `<div class="pane"${i ? ' style="display:none"' : ''}>${v}</div>`)}</div>${page.links}</div>`,
      ),
  },
  {
    name: 'brackets',
    charset: 'utf-8',
    weight: 4,
    render: (page) =>
      article(
        page,
        `<div class="text"><center><strong>${page.title}</strong></center>${rowsOf(page, (l, v) => `<p>【${l}】</p><p>${v}</p>`)}${page.links}</div>`,
      ),
  },
  {
    name: 'old nested tables in GB2312',
    charset: 'gb18030',
    weight: 8,
    render: (page) =>
      `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${page.title}</title></head><body bgcolor=#ffffff>` +
      `<table width=980 align=center><tr><td colspan=2><a href="/">首页</a> | <a href="/bslc.html">办事流程</a> | <a href="/lxfs.html">联系方式</a></td></tr><tr><td width=200 valign=top><table><tr><td><a href="/list/">办事指南</a></td></tr><tr><td><a href="/xzzx.html">下载中心</a></td></tr></table></td>` +
      `<td valign=top><table width=760 border=1 cellspacing=0><tr><td colspan=2 align=center><font size=4>${page.title}</font></td></tr>${rowsOf(page, (l, v) => `<tr><td width=120 align=right><font color=#003399>${[...l].join(l.length === 4 ? '&nbsp;' : '')}：</font><td>${v}`)}</table>${page.links}</td></tr></table>${oldFooter}</body></html>`,
  },
  {
    // The menu names elements and has no targets; only the heading names the item.
    name: 'table beside a menu of elements',
    charset: 'utf-8',
    weight: 6,
    render: (page, random) => {
      const menu = random.pick([
        ['办理时间', '联系电话', '办理流程'],
        ['事项名称', '办理时间', '办理地点', '联系电话'],
        ['首页', '办事指南', '办理流程', '申请条件', '常见问题'],
      ]);
      const href = random.pick(['#', 'javascript:void(0)', 'javascript:;']);
      const links = menu.map((text) => `<a href="${href}">${text}</a>`);
      const bar = random.chance(0.5)
        ? `<ul>${links.map((link) => `<li>${link}</li>`).join('')}</ul>`
        : `<p>${links.join(' | ')}</p>`;
      const rows = page.rows.filter(({ html }) => html !== page.title);
      return article(
        page,
        `<div class="side">${bar}</div><div class="con"><h1>${page.title}</h1><table>${rowsOf({ ...page, rows }, (l, v) => `<tr><td>${l}</td><td>${v}</td></tr>`)}</table>${page.links}</div>`,
      );
    },
  },
  {
    name: 'section rows',
    charset: 'utf-8',
    weight: 3,
    render: (page) =>
      article(
        page,
        `<table class="tab" width="100%"><caption>${page.title}</caption>${rowsOf(page, (l, v) => `<tr><th colspan="3">${l}</th></tr><tr><td colspan="3">${v}</td></tr>`)}</table>${page.links}`,
      ),
  },
  {
    name: 'frame',
    charset: 'utf-8',
    weight: 2,
    render: (page) =>
      article(
        page,
        `<h2>${page.title}</h2><iframe src="?frame=1" width="100%" height="800" frameborder="0"></iframe>${page.links}`,
      ),
  },
  {
    name: 'script',
    charset: 'utf-8',
    weight: 0.5,
    render: (page) =>
      `<!DOCTYPE html><html><head><meta charset="utf-8"><title>政务服务</title></head><body><div id="app"></div><div>${page.links}</div><script>` +
      `var data=${JSON.stringify(page.rows).replace(/</g, '\\u003c')};document.getElementById('app').innerHTML='<h1>${page.title}</h1><table>'+data.map(function(d){return '<tr><th>'+d.label+'</th><td>'+d.html+'</td></tr>'}).join('')+'</table>';</script></body></html>`,
  },
];

/** Content of the frame of the style `frame`. */
export const frameDocument = (page: GuidePage): string =>
  `<html><head><meta charset="utf-8"></head><body><table>${rowsOf(page, (l, v) => `<tr><td>${l}</td><td>${v}</td></tr>`)}</table></body></html>`;

export function pickStyle(random: Random, allowed: readonly Style[]): Style {
  let left = random.next() * allowed.reduce((sum, { weight }) => sum + weight, 0);
  for (const style of allowed) {
    left -= style.weight;
    if (left < 0) return style;
  }
  return allowed[allowed.length - 1]!;
}

export const linkPager = (next: string | null): string =>
  next ? `<div class="page"><a href="${next}">下一页</a></div>` : '';

/** A pager as TRS WCM writes it. */
export const scriptPager = (count: number, index: number): string =>
  `<div class="page"><script>createPageHTML(${count}, ${index}, "index", "html");</script></div>`;

/**
 * Lists of items, the home page, and the pages of the navigation.
 *
 * @param listing HTML of the links
 */
export function listPage(title: string, listing: string, pager = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${nav}<div class="list"><h2>${title}</h2>${listing}${pager}</div>${footer}</body></html>`;
}
