import { expect, it } from '@jest/globals';
import { markedLines, quoteOf } from '../../../../apps/web/src/features/campaigns/model/page-marks.js';

const lines = [
  { cells: ['教师资格认定'] },
  { cells: ['联系电话:', '13985512345'] },
  { cells: ['办理材料:'] },
  { cells: ['身份证原件'] },
  { cells: ['学历证书'] },
];

it('the line that holds the excerpt is marked, whatever its white space', () => {
  expect([...markedLines(lines, '139855 12345')]).toEqual([1]);
});

it('an excerpt over several lines marks each of them', () => {
  expect([...markedLines(lines, '办理材料: 身份证原件 学历')]).toEqual([2, 3, 4]);
});

it('a full-width colon is the colon of the page', () => {
  expect([...markedLines(lines, '联系电话：')]).toEqual([1]);
});

it('an excerpt that was cut is found by its beginning', () => {
  expect([...markedLines(lines, '办理材料: 身份证…')]).toEqual([2, 3]);
});

it('an excerpt that the page does not show marks nothing', () => {
  expect(markedLines(lines, '办理地点').size).toBe(0);
  expect(markedLines(lines, '').size).toBe(0);
});

it('a finding about a link quotes the text of the link', () => {
  const link = { address: 'http://example.gov.cn/form.doc', tries: [], nextTryAt: null };

  expect(quoteOf({ excerpt: '申请表 http://example.gov.cn/form.doc', link })).toBe('申请表');
});
