import { expect, it } from '@jest/globals';
import { Letter, LetterNumber } from '../../../infra/database/entities/letters.js';
import { columnsOf, insertInto } from '../../../infra/database/entity-columns.js';

it('the columns of an entity are selected under the names of its properties', () => {
  expect(columnsOf(Letter, 'l').text).toContain('l.letter_no AS "letterNo"');
});

it('a column left out is not selected', () => {
  expect(columnsOf(Letter, 'l', ['queryCodeHash']).text).not.toContain('query_code_hash');
});

it('an insert has a value for every column of its entity', () => {
  const { text, values } = insertInto(LetterNumber, { year: 2026, last: 7 });

  expect(text).toMatch(/^INSERT INTO letter_number \(year, last\)\s+VALUES \(\$1, \$2\)$/);
  expect(values).toEqual([2026, 7]);
});

it('inserts of one entity have the same text, so that it can be prepared', () => {
  const [one, other] = [
    { year: 2026, last: 7 },
    { last: 8, year: 2027 },
  ].map((row) => insertInto(LetterNumber, row));

  expect(one!.text).toBe(other!.text);
});
