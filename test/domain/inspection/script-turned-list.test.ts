import { describe, expect, it } from '@jest/globals';
import { parseHtml } from '../../../domain/inspection/page/dom.js';
import { readLinks } from '../../../domain/inspection/page/links.js';
import { PageModel } from '../../../domain/inspection/page/page-model.js';
import { turnsByScript } from '../../../domain/inspection/page/script-turned-list.js';

function turns(html: string, rendered = false): boolean {
  const page = new PageModel(parseHtml(`<html><body><ul><li>事项</li></ul>${html}</body></html>`));
  return turnsByScript(page, readLinks(page, 'http://a.test/list'), rendered);
}

describe('a list', () => {
  it.each([
    ['a call in a link', '<a href="javascript:goPage(2)">下一页</a>'],
    ['a call in a click', '<span onclick="next()">下一页 &gt;</span>'],
    ['a call in the click of what it stands in', '<li onclick="go(2)"><a href="#">下页</a></li>'],
    ['a link that does nothing, but for a click', '<a href="javascript:void(0)" onclick="go()">下一页</a>'],
  ])('a list is turned by script with %s', (_, html) => expect(turns(html)).toBe(true));

  it.each([
    ['a link to the next page', '<a href="list_2.html">下一页</a>'],
    ['the last page of a pager of links', '<a href="list_1.html">上一页</a> <a onclick="void(0)">下一页</a>'],
    ['numbers that are links', '<a href="?p=2">2</a> <a href="javascript:go(2)">下一页</a>'],
    ['a pager of one page', '共1页 <span>上一页</span> <span>下一页</span>'],
    ['a link that does nothing', '<a href="javascript:void(0);">下一页</a>'],
    ['a button that is off', '<li class="disabled"><a href="javascript:go(2)">下一页</a></li>'],
    ['a sentence that speaks of it', '<p onclick="x()">请点击下一页继续</p>'],
  ])('a list is not turned by script with %s', (_, html) => expect(turns(html)).toBe(false));

  it('a rendered list is turned by its button', () => {
    expect(turns('<button class="btn-next">下一页</button>', true)).toBe(true);
  });

  it('a rendered list is not turned by a disabled button', () => {
    expect(turns('<button class="btn-next" disabled>下一页</button>', true)).toBe(false);
  });
});
