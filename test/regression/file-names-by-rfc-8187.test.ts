import { describe, expect, it } from '@jest/globals';
import { attachmentNamed } from '../../apps/gateway/platform/http/content-disposition.js';

describe('the name of a file in Content-Disposition', () => {
  it.each([
    ["'引号'.csv", '%27%E5%BC%95%E5%8F%B7%27.csv'],
    [
      '满意度调查(2026)答卷.csv',
      '%E6%BB%A1%E6%84%8F%E5%BA%A6%E8%B0%83%E6%9F%A5%282026%29%E7%AD%94%E5%8D%B7.csv',
    ],
    ['a*b.csv', 'a%2Ab.csv'],
    ['/\\?*[]:.xlsx', '%2F%5C%3F%2A%5B%5D%3A.xlsx'],
    ['a\u000bb\r\n.csv', 'ab.csv'],
    ['半\ud83d.csv', '%E5%8D%8A.csv'],
    ['plain-name_1.0~!.txt', 'plain-name_1.0~!.txt'],
  ])('the file name %p is encoded as %s', (name, encoded) => {
    expect(attachmentNamed(name)).toBe(`attachment; filename="file"; filename*=UTF-8''${encoded}`);
  });

  it('an encoded file name has characters of RFC 8187 only', () => {
    const everything = Array.from({ length: 0x3100 }, (_, code) => String.fromCodePoint(code)).join('');

    const [, value] = attachmentNamed(everything).split("UTF-8''");

    expect(value).toMatch(/^(?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(value!)).toBe(everything.replace(/\p{Cc}/gu, ''));
  });
});
