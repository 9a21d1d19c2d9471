import { expect, it } from '@jest/globals';
import { fileKindOf } from '../../domain/inspection/checks/file-type.js';

const little = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const big = (text: string): Buffer => little(text).swap16();

it.each([
  ['little-endian', little('申请表\r\n姓名：\t单位：')],
  ['big-endian', big('申请表\r\n姓名：\t单位：')],
  ['longer than what is looked at', little('填表说明。'.repeat(5_000))],
  ['whose last character is cut', little('申请表').subarray(0, -1)],
])('text in UTF-16 is text: %s', async (_, body) => {
  expect(await fileKindOf(body)).toBe('text');
});

it.each([
  ['an error page', little('<html><body>文件不存在</body></html>'), 'html'],
  ['anything else that begins so', Buffer.from([0xff, 0xfe, 0, 0, 1, 0, 2, 0, 3, 0]), 'other'],
])('what begins like it is what it is: %s', async (_, body, kind) => {
  expect(await fileKindOf(body)).toBe(kind);
});
