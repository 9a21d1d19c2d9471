import { rowTable, type Values } from './guide-values.js';

const entries = (values: Partial<Values>): [string, string][] => Object.entries(values);
/** Between a site's own heading, navigation and footer, whose words must not count. */
const page = (body: string): string =>
  `<!DOCTYPE html><html><head><title>办事指南</title></head><body><header><h1>自治州政务服务网</h1><nav><a href="/">首页</a>` +
  `<a href="/lc">办事流程</a></nav></header><main>${body}</main><footer>版权所有 联系电话：0855-8222222 地址：凯里</footer></body></html>`;

/** Ways to lay out a guide that real sites use; each shows every label with its value. */
export const LAYOUTS: Record<string, (values: Partial<Values>) => string> = {
  'rows of td': rowTable,
  'rows of th and td': (values) =>
    page(
      `<table>${entries(values)
        .map(([l, v]) => `<tr><th>${l}</th><td>${v}</td></tr>`)
        .join('')}</table>`,
    ),
  'four columns': (values) => {
    const cells = entries(values).map(([l, v]) => `<td class="t">${l}：</td><td>${v}</td>`);
    const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) =>
      cells.slice(i * 2, i * 2 + 2).join(''),
    );
    return page(`<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`);
  },
  'column headers with one row': (values) =>
    page(
      `<table><tr>${entries(values)
        .map(([l]) => `<td><b>${l}</b></td>`)
        .join('')}</tr>` +
        `<tr>${entries(values)
          .map(([, v]) => `<td>${v}</td>`)
          .join('')}</tr></table>`,
    ),
  'section rows across the table': (values) =>
    page(
      `<table>${entries(values)
        .map(([l, v]) => `<tr><td colspan="4">${l}</td></tr><tr><td colspan="4">${v}</td></tr>`)
        .join('')}</table>`,
    ),
  'nested layout tables': (values) =>
    page(
      `<table><tr><td><table><tr><td><a href="/">首页</a></td></tr><tr><td><a href="/lc.html">办理流程</a></td></tr></table></td>` +
        `<td><table>${entries(values)
          .map(([l, v]) => `<tr><td><p><strong>${l}</strong></p></td><td><div>${v}</div></td></tr>`)
          .join('')}</table></td></tr></table>`,
    ),
  'a definition list': (values) =>
    page(
      `<dl>${entries(values)
        .map(([l, v]) => `<dt>${l}</dt><dd>${v}</dd>`)
        .join('')}</dl>`,
    ),
  'numbered headings': (values) =>
    page(
      entries(values)
        .map(([l, v], i) => `<h3>${'一二三四五六七八'[i]}、${l}</h3><p>${v}</p>`)
        .join(''),
    ),
  'bold lines with the text below': (values) =>
    page(
      entries(values)
        .map(([l, v], i) => `<p><b>${i + 1}. ${l}：</b></p><p>　　${v}</p>`)
        .join(''),
    ),
  'paragraphs with a colon': (values) =>
    page(
      entries(values)
        .map(([l, v]) => `<p>${l}：${v}</p>`)
        .join(''),
    ),
  'one paragraph with line breaks': (values) =>
    page(
      `<div>${entries(values)
        .map(([l, v]) => `${l}:&nbsp;${v}`)
        .join('<br>\n')}</div>`,
    ),
  brackets: (values) =>
    page(
      entries(values)
        .map(([l, v]) => `<p>【${l}】${v}</p>`)
        .join(''),
    ),
  'spaces inside the labels': (values) =>
    page(
      entries(values)
        .map(([l, v]) => `<p>${[...l].join('&nbsp;&nbsp;')}：${v}</p>`)
        .join(''),
    ),
  'divs of spans': (values) =>
    page(
      `<div class="guide">${entries(values)
        .map(
          ([l, v]) => `<div class="row"><span class="label">${l}</span><span class="text">${v}</span></div>`,
        )
        .join('')}</div>`,
    ),
  'divs without classes': (values) =>
    page(
      `<div>${entries(values)
        .map(([l, v]) => `<div><div>${l}</div><div>${v}</div></div>`)
        .join('')}</div>`,
    ),
  'list items': (values) =>
    page(
      `<ul>${entries(values)
        .map(([l, v]) => `<li><em>${l}</em>${v}</li>`)
        .join('')}</ul>`,
    ),
  'tabs by order': (values) =>
    page(
      `<ul class="tab">${entries(values)
        .map(([l]) => `<li>${l}</li>`)
        .join('')}</ul>` +
        `<div class="box">${entries(values)
          .map(([, v], i) => `<div style="display:${i ? 'none' : 'block'}">${v}</div>`)
          .join('')}</div>`,
    ),
  'tabs by id': (values) =>
    page(
      `<ul class="nav nav-tabs">${entries(values)
        .map(([l], i) => `<li><a href="#t${i}" data-toggle="tab">${l}</a></li>`)
        .join('')}</ul>` +
        `<div class="tab-content">${entries(values)
          .reverse()
          .map(([, v], i, list) => `<div class="tab-pane" id="t${list.length - 1 - i}">${v}</div>`)
          .join('')}</div>`,
    ),
  'tabs by script': (values) =>
    page(
      `<div class="menu1">${entries(values)
        .map(([l], i) => `<span id="one${i}" onclick="setTab('one',${i},8)">${l}</span>`)
        .join('')}</div>` +
        `<div><div>提示：点击标签查看</div>${entries(values)
          .map(([, v], i) => `<div id="con_one_${i}" class="hid">${v}</div>`)
          .join('')}</div>`,
    ),
  'read-only inputs': (values) =>
    page(
      `<form>${entries(values)
        .map(([l, v]) => `<p><label>${l}</label><input type="text" readonly value="${v}"></p>`)
        .join('')}</form>`,
    ),
  textareas: (values) =>
    page(
      `<form>${entries(values)
        .map(([l, v]) => `<label>${l}</label><textarea>${v}</textarea>`)
        .join('')}</form>`,
    ),

  cards: (values) =>
    page(
      entries(values)
        .map(
          ([l, x]) =>
            `<div class="card"><div class="card-header">${l}</div><div class="card-body">${x}</div></div>`,
        )
        .join(''),
    ),
  sections: (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<section><h2>${l}</h2><div>${x}</div></section>`)
        .join(''),
    ),
  'a definition list in divs': (values) =>
    page(
      `<dl>${entries(values)
        .map(([l, x]) => `<div><dt>${l}</dt><dd>${x}</dd></div>`)
        .join('')}</dl>`,
    ),
  'details that open': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<details><summary>${l}</summary><p>${x}</p></details>`)
        .join(''),
    ),
  'labels before spans': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<p>${l}：<span>${x}</span></p>`)
        .join(''),
    ),
  'spans before text': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<p><span>${l}：</span>${x}</p>`)
        .join(''),
    ),
  'one column with colons': (values) =>
    page(
      `<table>${entries(values)
        .map(([l, x]) => `<tr><td>${l}：${x}</td></tr>`)
        .join('')}</table>`,
    ),
  'one column, label over value': (values) =>
    page(
      `<table>${entries(values)
        .map(([l, x]) => `<tr><td>${l}</td></tr><tr><td>${x}</td></tr>`)
        .join('')}</table>`,
    ),
  'field sets': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<fieldset><legend>${l}</legend>${x}</fieldset>`)
        .join(''),
    ),
  'a grid of divs': (values) =>
    page(
      `<div class="grid">${entries(values)
        .map(([l, x]) => `<div class="th">${l}</div><div class="td">${x}</div>`)
        .join('')}</div>`,
    ),
  'spans in lines': (values) =>
    page(
      `<div>${entries(values)
        .map(([l, x]) => `<span>${l}</span><span>${x}</span><br>`)
        .join('')}</div>`,
    ),
  'spans in one line': (values) =>
    page(
      `<div>${entries(values)
        .map(([l, x]) => `<span class=k>${l}</span><span class=v>${x}</span>`)
        .join('')}</div>`,
    ),
  'a table for each row': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<table width=100%><tr><td width=100>${l}</td><td>${x}</td></tr></table>`)
        .join(''),
    ),
  'bold fonts in one cell': (values) =>
    page(
      `<table><tr><td>${entries(values)
        .map(([l, x]) => `<font color=red><b>${l}：</b></font><br>${x}<br>`)
        .join('')}</td></tr></table>`,
    ),
  'preformatted text': (values) =>
    page(
      `<pre>${entries(values)
        .map(([l, x]) => `${l}：${x}`)
        .join('\n')}</pre>`,
    ),
  'panels that open': (values) =>
    page(
      entries(values)
        .map(
          ([l, x], i) =>
            `<div class="panel"><button class="collapsed" data-target="#c${i}">${l}</button><div id="c${i}" class="collapse">${x}</div></div>`,
        )
        .join(''),
    ),
  'two lists side by side': (values) =>
    page(
      `<div class=l><ul>${entries(values)
        .map(([l]) => `<li>${l}</li>`)
        .join('')}</ul></div><div class=r><ul>${entries(values)
        .map(([, x]) => `<li>${x}</li>`)
        .join('')}</ul></div>`,
    ),
  'disabled inputs': (values) =>
    page(
      entries(values)
        .map(
          ([l, x], i) =>
            `<div class="form-group"><label for="f${i}">${l}</label><div class="col"><input id="f${i}" class="form-control" value="${x}" disabled></div></div>`,
        )
        .join(''),
    ),
  'column headers in a head': (values) =>
    page(
      `<table><thead><tr>${entries(values)
        .map(([l]) => `<th>${l}</th>`)
        .join('')}</tr></thead><tbody><tr>${entries(values)
        .map(([, x]) => `<td>${x}</td>`)
        .join('')}</tr></tbody></table>`,
    ),
  'two rows of headers': (values) => {
    const e = entries(values);
    const h = (a: [string, string][]) =>
      `<tr>${a.map(([l]) => `<th>${l}</th>`).join('')}</tr><tr>${a.map(([, x]) => `<td>${x}</td>`).join('')}</tr>`;
    return page(`<table>${h(e.slice(0, 4))}${h(e.slice(4))}</table>`);
  },
  'two rows of headers without th': (values) => {
    const e = entries(values);
    const h = (a: [string, string][]) =>
      `<tr>${a.map(([l]) => `<td>${l}</td>`).join('')}</tr><tr>${a.map(([, x]) => `<td>${x}</td>`).join('')}</tr>`;
    return page(`<table>${h(e.slice(0, 4))}${h(e.slice(4))}</table>`);
  },
  'numbered lines': (values) =>
    page(
      entries(values)
        .map(([l, x], i) => `<p>${i + 1}、${l}：${x}</p>`)
        .join(''),
    ),
  'lines with a full stop after the label': (values) =>
    page(
      entries(values)
        .map(([l, x], i) => `<p>（${'一二三四五六七八'[i]}）${l}。${x}</p>`)
        .join(''),
    ),
  'paragraphs out of a word processor': (values) =>
    page(
      entries(values)
        .map(
          ([l, x], i) =>
            `<p style="text-indent:32pt"><span style="font-family:黑体">${'一二三四五六七八'[i]}、${l}</span></p><p style="text-indent:32pt"><span>${x}</span></p>`,
        )
        .join(''),
    ),
  'lines apart by breaks': (values) =>
    page(
      `<div>${entries(values)
        .map(([l, x]) => `${l}<br/>${x}<br/><br/>`)
        .join('')}</div>`,
    ),
  'headings with bare text': (values) =>
    page(
      `<div class="content">${entries(values)
        .map(([l, x]) => `<h4><span class="icon"></span>${l}</h4>${x}`)
        .join('')}</div>`,
    ),
  'labels apart from their colon': (values) =>
    page(
      `<ul>${entries(values)
        .map(([l, x]) => `<li><em>${l}</em><i>：</i><span>${x}</span></li>`)
        .join('')}</ul>`,
    ),
  'tabs by data attributes': (values) =>
    page(
      `<div class="tab-nav">${entries(values)
        .map(([l], i) => `<a data-tab="p${i}">${l}</a>`)
        .join('')}</div>${entries(values)
        .map(([, x], i) => `<div class="tab-pane" id="p${i}">${x}</div>`)
        .join('')}`,
    ),
  'tabs in a table': (values) =>
    page(
      `<table><tr>${entries(values)
        .map(([l], i) => `<td id="tab${i}" onclick="sw(${i})">${l}</td>`)
        .join('')}</tr></table>${entries(values)
        .map(([, x], i) => `<div id="con${i}" style="display:none">${x}</div>`)
        .join('')}`,
    ),
  'tabs of radio buttons': (values) =>
    page(
      `<div class=tabs>${entries(values)
        .map(
          ([l, x], i) =>
            `<input type=radio id=r${i} name=t><label for=r${i}>${l}</label><div class=p>${x}</div>`,
        )
        .join('')}</div>`,
    ),
  'divs shown as a table': (values) =>
    page(
      `<div style="display:table">${entries(values)
        .map(
          ([l, x]) =>
            `<div style="display:table-row"><div style="display:table-cell">${l}</div><div style="display:table-cell">${x}</div></div>`,
        )
        .join('')}</div>`,
    ),
  'lines with bullets': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<p>◆ ${l}</p><p>${x}</p>`)
        .join(''),
    ),
  'square brackets': (values) =>
    page(
      entries(values)
        .map(([l, x]) => `<p>[${l}]：${x}</p>`)
        .join(''),
    ),
  'rows under a spanning header': (values) =>
    page(
      `<table class=t><tr><th rowspan=8>基本信息</th>${entries(values)
        .map(([l, x]) => `<td>${l}</td><td>${x}</td>`)
        .join('</tr><tr>')}</tr></table>`,
    ),
};
