import { describe, expect, it } from '@jest/globals';
import { linksOn } from '../domain/inspection/reading.js';

const pages = (html: string): string[] =>
  linksOn(html)
    .filter(({ kind }) => kind === 'page')
    .map(({ text, address }) => `${text} ${address}`);

describe('a page leads to', () => {
  it.each([
    [
      'areas of an image map',
      '<img src=m.gif usemap="#m"><map name="m"><area shape=rect href="g3.htm" alt="民族医药师承备案"></map>',
      ['民族医药师承备案 http://site.example/a/g3.htm'],
    ],
    [
      'areas with a title',
      '<map name="m"><area href="/g4.htm" title="典当许可"></map>',
      ['典当许可 http://site.example/g4.htm'],
    ],
    [
      'links in an image map',
      '<map name="m"><a href="/g5.htm">校车许可</a></map>',
      ['校车许可 http://site.example/g5.htm'],
    ],
    [
      'entries of a jump menu',
      `<select onchange="parent.main.location=this.value"><option value="">请选择</option><option value="g2.htm">取水许可</option></select>`,
      ['取水许可 http://site.example/a/g2.htm'],
    ],
    [
      'entries of an editor’s jump menu',
      `<select onChange="MM_jumpMenu('parent',this,0)"><optgroup label="水务"><option value="../b/g6.asp?id=1">采砂许可</option></optgroup></select>`,
      ['采砂许可 http://site.example/b/g6.asp?id=1'],
    ],
    [
      'entries that a button opens',
      `<select name="s"><option value="http://other.example/">省政府</option></select><input type=button onclick="window.open(s.value)">`,
      ['省政府 http://other.example/'],
    ],
  ])('%s', (_, html, expected) => {
    expect(pages(html)).toEqual(expected);
  });

  it('a value of a form is not a link', () => {
    expect(
      pages(
        `<select name="kind" onchange="show(this.value)"><option value="1">行政许可</option><option value="3.5">其他</option><option value="#">无</option></select>`,
      ),
    ).toEqual([]);
  });
});

describe('the text of a link that the site has cut', () => {
  const text = (html: string): string | undefined => linksOn(html)[0]?.text;

  it.each([
    ['<a href="/g/1.html" title="水上漂流项目安全核查">水上漂流项...</a>', '水上漂流项目安全核查'],
    ['<a href="/g/1.html" title="水上漂流项目安全核查">·水上漂流项……</a>', '水上漂流项目安全核查'],
    ['<a href="/g/1.html" title="水上漂流项目安全核查">水上漂流项目</a>', '水上漂流项目安全核查'],
    ['<a href="/g/1.html"><span title="水上漂流项目安全核查">水上漂流项…</span></a>', '水上漂流项目安全核查'],
    ['<li title="水上漂流项目安全核查"><a href="/g/1.html">水上漂流项..</a></li>', '水上漂流项目安全核查'],
    [
      '<a href="/g/1.html" title="文章标题：水上漂流项目安全核查&#13;&#10;作者：admin">水上漂流项目…</a>',
      '水上漂流项目安全核查',
    ],
  ])('a truncated link text is completed from its title: %s', (html, whole) => {
    expect(text(html)).toBe(whole);
  });

  it.each([
    ['<a href="/g/1.html" title="点击查看">水上漂流项目安全核查</a>', '水上漂流项目安全核查'],
    ['<a href="/g/1.html" title="打开新窗口：水上漂流项目">水上漂流项目</a>', '水上漂流项目'],
    ['<a href="/g/1.html" title="更多服务">更多</a>', '更多'],
  ])('a link text is its own without such a title: %s', (html, own) => {
    expect(text(html)).toBe(own);
  });
});
