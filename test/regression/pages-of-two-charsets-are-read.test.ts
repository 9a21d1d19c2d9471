import { describe, expect, it } from '@jest/globals';
import { decodeHtml } from '../../domain/inspection/http/charset.js';
import { ELEMENTS } from '../../domain/inspection/text/elements.js';
import { parseHtml } from '../../domain/inspection/page/dom.js';
import { PageModel } from '../../domain/inspection/page/page-model.js';
import { readGuide } from '../../domain/inspection/page/read-guide.js';
import { encodeGb18030 } from '../../infra/tools/service-sites/gb18030.js';
import { GOOD, rowTable } from '../domain/inspection/guide-values.js';

const MENU =
  '<ul><li>首页</li><li>机构概况</li><li>政务公开</li><li>办事服务</li><li>互动交流</li><li>网站地图</li><li>联系我们</li></ul>';
const present = (body: Buffer, contentType: string): number => {
  const { text } = decodeHtml(body, contentType);
  const { elements } = readGuide(new PageModel(parseHtml(text)), {});
  return ELEMENTS.filter((name) => elements[name].verdict === 'present').length;
};
const utf8 = Buffer.from;

describe.each(['text/html; charset=utf-8', 'text/html; charset=gb2312', 'text/html'])(
  'declared as %s',
  (type) => {
    it('a guide in UTF-8 with a menu in GBK is read', () => {
      expect(present(Buffer.concat([encodeGb18030(MENU), utf8(rowTable(GOOD))]), type)).toBe(8);
    });

    it('a guide in GBK with a menu in UTF-8 is read', () => {
      expect(present(Buffer.concat([utf8(MENU.repeat(12)), encodeGb18030(rowTable(GOOD))]), type)).toBe(8);
    });

    it('a guide in UTF-8 below a long menu in GBK is read', () => {
      expect(present(Buffer.concat([encodeGb18030(MENU.repeat(12)), utf8(rowTable(GOOD))]), type)).toBe(8);
    });

    it('a page wholly in GBK is read as such', () => {
      const { text, charset } = decodeHtml(encodeGb18030(rowTable(GOOD)), type);

      expect([text, charset]).toEqual([rowTable(GOOD), 'gb18030']);
    });
  },
);

it('a sign of two bytes in a page in UTF-8 with some GBK is read as UTF-8', () => {
  const body = Buffer.concat([
    utf8(`<p>${GOOD.设定依据.repeat(5)}</p><p>© 2015 · 30°</p>`),
    encodeGb18030(MENU),
  ]);

  expect(decodeHtml(body, 'text/html; charset=utf-8').text).toContain('<p>© 2015 · 30°</p>');
});
