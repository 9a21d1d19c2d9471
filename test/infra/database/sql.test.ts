import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  and,
  equal,
  identifier,
  integer,
  join,
  oneOf,
  or,
  raw,
  sql,
  type Sql,
} from '../../../infra/database/sql.js';

it('a tagged text carries its values in the order of its parameters', () => {
  const { text, values } = sql`SELECT ${1} WHERE a = ${'x'} AND b = ANY (${['y', 'z']})`;

  expect(text).toBe('SELECT $1 WHERE a = $2 AND b = ANY ($3)');
  expect(values).toEqual([1, 'x', ['y', 'z']]);
});

it('a nested piece of SQL is numbered with its statement', () => {
  const own = sql`t.unit = ${'QGZ'} AND t.role = ${'clerk'}`;

  const { text, values } = sql`SELECT * FROM task t WHERE t.state = ${'open'} AND ${own} LIMIT ${5}`;

  expect(text).toBe('SELECT * FROM task t WHERE t.state = $1 AND t.unit = $2 AND t.role = $3 LIMIT $4');
  expect(values).toEqual(['open', 'QGZ', 'clerk', 5]);
});

it('a piece of SQL that is used twice adds its values twice', () => {
  const late = sql`due_at < ${7}`;

  const { text, values } = sql`SELECT ${late} WHERE ${late}`;

  expect(text).toBe('SELECT due_at < $1 WHERE due_at < $2');
  expect(values).toEqual([7, 7]);
});

it('a string in tagged SQL is a parameter', () => {
  const { text, values } = sql`SELECT ${`'; DROP TABLE task; --`}`;

  expect(text).toBe('SELECT $1');
  expect(values).toEqual([`'; DROP TABLE task; --`]);
});

it('pieces of SQL of the same shape have the same text', () => {
  type Shape = 'value' | { readonly parts: readonly Shape[] };
  const shape = fc.letrec<{ shape: Shape }>((tie) => ({
    shape: fc.oneof(
      { maxDepth: 4 },
      fc.constant<Shape>('value'),
      fc.record({ parts: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }) }),
    ),
  })).shape;
  const build = (of: Shape, value: () => unknown): Sql =>
    of === 'value'
      ? sql`x = ${value() as string}`
      : sql`(${join(
          of.parts.map((part) => build(part, value)),
          ' OR ',
        )})`;

  fc.assert(
    fc.property(
      shape,
      fc.infiniteStream(fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
      (of, stream) => {
        const values: unknown[] = [];
        const next = (): unknown => {
          values.push(stream.next().value);
          return values.at(-1);
        };

        const built = build(of, next);

        expect(built.text).toBe(build(of, () => 'another').text);
        expect(built.values).toEqual(values);
        expect(built.text.match(/\$\d+/g)).toEqual(values.map((_, index) => `$${index + 1}`));
      },
    ),
  );
});

it('an AND of conditions leaves out undefined and false ones', () => {
  const { text, values } = and(sql`a = ${1}`, undefined, false, sql`b OR c`);

  expect(text).toBe('((a = $1) AND (b OR c))');
  expect(values).toEqual([1]);
});

it('an AND of nothing is true', () => expect(and(undefined, false).text).toBe('true'));
it('an OR of nothing is false', () => expect(or(undefined, false).text).toBe('false'));

it('a filter without a value is left out', () => expect(equal('t.unit', undefined)).toBe(false));
it('a filter for null is kept', () =>
  expect(equal('t.unit', null)).toMatchObject({ text: 't.unit = $1', values: [null] }));

it('a filter for no codes matches nothing', () =>
  expect(oneOf('t.unit', [])).toMatchObject({ text: 't.unit = ANY ($1::text[])', values: [[]] }));
it('a filter for any code is left out', () => expect(oneOf('t.unit', null)).toBe(false));

it.each(['', 'a b', 'a;b', 'a.b.c', '"a"', 'A', `a'`, '1a', 'a--'])(
  '%j is rejected as the name of a column',
  (name) => {
    expect(() => identifier(name)).toThrow('no name of a column');
  },
);

it.each([1.5, Number.NaN, Infinity, 2 ** 60])('%d is rejected as a whole number', (value) => {
  expect(() => integer(value)).toThrow('no whole number');
});

it('SQL with values does not become a string', () => {
  expect(() => `${sql`a = ${1}`}`).toThrow('cannot become a string');
});

it('SQL without values becomes a string', () => {
  expect(`SELECT ${sql`a, ${raw('b')}`}`).toBe('SELECT a, b');
});
