import { expect, it } from '@jest/globals';
import { seenInChinese } from '../../../domain/campaigns/seen-in-chinese.js';

it.each([
  ['no label for 联系电话', '页面上没有“联系电话”'],
  ['联系电话: only mobile numbers (th/td html > body > table(2))', '联系电话：只有手机号'],
  ['办理时间: empty (label p)', '办理时间：没有内容'],
  ['申请表: status 404', '申请表：返回错误404'],
  ['申请表: timeout (UND_ERR_HEADERS_TIMEOUT)', '申请表：超时没有响应'],
  [
    '在线申报: opened by a script; a web page instead of the file',
    '在线申报：由脚本或表单打开；打开的是网页，不是文件',
  ],
  ['the materials name a form; the page offers no file', '办理材料里提到表格，页面没有提供'],
  ['no guide and no link with this name on the site', '网站上没有它的办事指南，也没有同名链接'],
  ['not found; 3 pages could not be read', '没有找到；有3个网页打不开'],
  ['listed, but its page cannot be read: error status status 500', '列表里有，但页面打不开：返回错误500'],
  ['no item of this name; similar: 临时占道许可', '没有同名事项，相近的是“临时占道许可”'],
  [
    'the site cannot be read: no connection ECONNREFUSED; 8 of 8 items could not be looked for',
    '网站不能访问：连接不上，8个事项中有8个无法查找',
  ],
])('the sentence of the inspector "%s" is said in Chinese', (seen, text) => {
  expect(seenInChinese(seen)).toBe(text);
});

it('a sentence that nobody has translated is shown as it is', () => {
  expect(seenInChinese('something new')).toBe('something new');
});
