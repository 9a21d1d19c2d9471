/** Page styles in which the labels of guides are hard to see: drawn, pasted, in other characters or languages. */
import { Converter } from 'opencc-js/cn2t';
import { article, rowsOf, type Style } from './styles.js';

const inTraditional = Converter({ from: 'cn', to: 't' });

/** English labels, printed beside the Chinese ones. */
const ENGLISH = [
  'Requirements',
  'Legal Basis',
  'Office Hours',
  'Address',
  'Tel',
  'Documents Required',
  'Procedure',
];

/** Buttons of the site itself; the download link is not a form of the item. */
const TOOLS =
  '<div class="tools"><a href="javascript:window.print()">打印</a> <a href="/download_list">下载</a> <a href="/help.do?id=9">请下载并填写申请表</a></div>';

export const DRAWN_STYLES: readonly Style[] = [
  {
    name: 'headings that are pictures',
    charset: 'utf-8',
    weight: 5,
    render: (page, random) => {
      const name = random.pick(['alt', 'title']);
      return article(
        page,
        `<div class="con"><p align="center"><font size="5">${page.title}</font></p>${rowsOf(page, (l, v, i) => `<div class="bt"><img src="/images/bt${i}.gif" width="120" height="28" ${name}="${l}"></div><div>${v}</div>`)}${page.links}</div>${TOOLS}`,
      );
    },
  },
  {
    name: 'paragraphs of one class',
    charset: 'utf-8',
    weight: 6,
    render: (page, random) => {
      const line = (text: string): string =>
        `<p class="p0" style="text-align:justify"><span style="font-size:16pt">${text}</span></p>`;
      const before = random.pick(['', '', '一、']);
      return article(
        page,
        `<div class="con">${line(page.title)}${rowsOf(page, (l, v) => `${line(before + l)}${/<(?:p|table|ol)/.test(v) ? `<div>${v}</div>` : line(v)}`)}${page.links}</div>`,
      );
    },
  },
  {
    name: 'labels in traditional characters',
    charset: 'utf-8',
    weight: 4,
    render: (page) =>
      article(
        page,
        `<div class="con"><h2>${page.title}</h2><table border="1">${rowsOf(page, (l, v) => `<tr><td>${inTraditional(l)}</td><td>${v}</td></tr>`)}</table>${page.links}</div>`,
      ),
  },
  {
    name: 'labels in two languages',
    charset: 'utf-8',
    weight: 3,
    render: (page, random) =>
      article(
        page,
        `<div class="con"><h2>【办事指南】${page.title}服务指南</h2><dl>${rowsOf(page, (l, v) => `<dt>${l} ${random.pick(ENGLISH)}</dt><dd>${v}</dd>`)}</dl>${page.links}</div>`,
      ),
  },
  {
    name: 'bars made as tables',
    charset: 'utf-8',
    weight: 3,
    render: (page) =>
      article(
        page,
        `<div class="tit1">${page.title}</div>${rowsOf(page, (l, v) => `<table class="bar" width="100%"><tr><td>${l}</td></tr></table><div>${v}</div>`)}${page.links}${TOOLS}`,
      ),
  },
];

interface Link {
  readonly href: string;
  readonly text: string;
}

/** Markup of lists of guides. */
export const LISTINGS: readonly ((links: readonly Link[]) => string)[] = [
  (links) =>
    `<ul>${links.map(({ href, text }) => `<li><a href="${href}" title="${text}">${text}</a><span>2015-05-12</span></li>`).join('\n')}</ul>`,
  (links) =>
    `<ul>${links.map(({ href, text }) => `<li>·<a href="${href}" title="文章标题：${text}&#10;更新时间：2015-05-12">${cut(text)}</a></li>`).join('\n')}</ul>`,
  (links) =>
    `<select onchange="parent.main.location=this.value"><option value="">请选择</option>${links.map(({ href, text }) => `<option value="${href}">${text}</option>`).join('')}</select>`,
  (links) =>
    `<img src="/images/flow1.gif" usemap="#list"><map name="list">${links.map(({ href, text }, index) => `<area shape="rect" coords="0,${index * 20},200,${index * 20 + 20}" href="${href}" alt="${text}">`).join('')}</map>`,
];

const cut = (text: string): string => (text.length > 10 ? `${text.slice(0, 8)}...` : text);

const page = (title: string, body: string): string =>
  `<html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
const table = (rows: readonly (readonly string[])[]): string =>
  `<table border="1">${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

/** Pages with the words of guides that are no guides: an inspection must report nothing for them. */
export function otherPages(names: readonly string[]): Record<string, string> {
  return {
    '/directory.html': page(
      '行政审批事项目录',
      table([
        ['序号', '项目名称', '设定依据', '实施机关'],
        ...names.map((name, index) => [
          `${index + 1}`,
          name,
          '《中华人民共和国行政许可法》第十二条',
          '州级机关',
        ]),
      ]),
    ),
    '/public.html': page(
      '政务公开标准目录',
      table([
        ['序号', '公开事项', '公开内容', '公开依据', '公开时限', '公开主体'],
        ['1', '最低生活保障', '办理流程', '《社会救助暂行办法》', '20个工作日', '□政府网站 ■政务服务中心'],
        ['2', '特困供养', '申请材料', '《社会救助暂行办法》', '20个工作日', '■入户'],
      ]),
    ),
    '/notice.html': page(
      '关于调整窗口办理地点和办理时间的公告',
      '<p>一、办理地点：州政务服务中心负一楼</p><p>二、办理时间：周一至周六上午9:00至下午5:00</p><p>三、咨询电话：0855-8221230</p>',
    ),
    '/news.html': page(
      '州政务服务中心推出延时服务',
      '<p>据介绍，该中心对申请材料进行了清理，办理时间压缩到10个工作日，办理流程也更加简便。</p>',
    ),
  };
}
