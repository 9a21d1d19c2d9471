import { expect, it } from '@jest/globals';
import { Letter } from '../../../infra/database/entities/letters.js';
import { columnsOf, insertInto } from '../../../infra/database/entity-columns.js';

const letter: Letter = {
  processId: '00000000-0000-4000-8000-000000000001',
  letterNo: 'ZX2026000001',
  queryCodeHash: Buffer.alloc(32),
  kind: 'CONSULT',
  title: '标题',
  body: '正文',
  writerName: '张三丰',
  writerPhone: '13800000000',
  writerEmail: null,
  writerAddress: null,
  wantsPublic: false,
  namedUnits: ['ZJJ'],
  receivedAt: new Date(0),
  erasedAt: null,
  flagged: null,
};

it('the columns of an entity are selected under the names of its properties', () => {
  expect(columnsOf(Letter, 'l').text).toContain('l.letter_no AS "letterNo"');
});

it('a column left out is not selected', () => {
  expect(columnsOf(Letter, 'l', ['queryCodeHash']).text).not.toContain('query_code_hash');
});

it('an insert has a value for every column of its entity', () => {
  const { text, values } = insertInto(Letter, letter);

  expect(text).toMatch(/^INSERT INTO letter \(process_id, letter_no, .*\)\s+VALUES \(\$1, .*\$15\)$/);
  expect(values).toEqual(Object.values(letter));
});

it('inserts of one entity have the same text, so that it can be prepared', () => {
  const { title: _title, ...rest } = letter;
  const other: Letter = { title: '另一封', ...rest };

  expect(insertInto(Letter, other).text).toBe(insertInto(Letter, letter).text);
});
