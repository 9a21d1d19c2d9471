import { expect, it } from '@jest/globals';
import { writtenIn } from '../../../../apps/web/src/features/cases/written.js';

const file = '0198c0de-0000-7000-8000-000000000000';

it('what people read of a content are its texts, in the order of the form', () => {
  expect(writtenIn({ reply: '您好。', note: '请审阅' }).texts).toEqual(['您好。', '请审阅']);
});

it('ids in a content are its files', () => {
  expect(writtenIn({ reply: '您好。', attachmentIds: [file] })).toEqual({ texts: ['您好。'], files: [file] });
});

it('empty texts, numbers and verdicts are not read', () => {
  expect(writtenIn({ note: '  ', days: 3, agreed: true, none: null }).texts).toEqual([]);
});

it('texts of lists and groups are found', () => {
  expect(writtenIn({ entries: [{ title: '甲' }, { title: '乙' }] }).texts).toEqual(['甲', '乙']);
});
