import fc from 'fast-check';
import { clauseFaults, clausesOf, type Clause } from '../../../domain/consultations/clauses.js';
import { compareTexts, type ClauseChange } from '../../../domain/consultations/compare-texts.js';
import { suggestGroups } from '../../../domain/consultations/similar-opinions.js';

describe('drafts as plain text', () => {
  it('a plain-text draft is split into clauses with their headings, without its preamble', () => {
    const text =
      '某某办法\r\n(草案)\r\n第一章 总则\r\n　　第一条　目的。\n第二条 范围:\n(一)甲;\n(二)乙。\n第二章 罚则\n第三条之一 罚款。';

    expect(clausesOf(text)).toEqual([
      { number: 1, label: '第一条', heading: '第一章 总则', text: '目的。' },
      { number: 2, label: '第二条', heading: null, text: '范围:\n(一)甲;\n(二)乙。' },
      { number: 3, label: '第三条之一', heading: '第二章 罚则', text: '罚款。' },
    ]);
  });

  it('a reference inside a line does not start a clause', () => {
    expect(clausesOf('第一条 依照本办法第二条执行。\n依照第三条执行的除外。')).toHaveLength(1);
  });

  it('clause labels may have Arabic and large numerals', () => {
    expect(clausesOf('第1条 甲\n第一百零三条 乙\n第２条 丙').map(({ label }) => label)).toEqual([
      ...['第1条', '第一百零三条', '第２条'],
    ]);
  });

  it('repeated and empty clauses are reported by index', () => {
    expect(clauseFaults(clausesOf('第一条 甲\n第一条 乙\n第二条'))).toEqual([
      { index: 1, fault: { code: 'consultations.clauseRepeated', params: { label: '第一条' } } },
      { index: 2, fault: { code: 'consultations.clauseEmpty', params: { label: '第二条' } } },
    ]);
  });
});

const clause = (number: number, text: string): Clause => ({
  number,
  label: `第${number}条`,
  heading: null,
  text,
});
const textOf = (changes: readonly ClauseChange[], side: 'removed' | 'added'): string[] =>
  changes
    .filter((change) => (side === 'removed' ? change.draft : change.final) !== null)
    .map(({ pieces }) =>
      pieces
        .filter(({ kind }) => kind === 'same' || kind === side)
        .map(({ text }) => text)
        .join(''),
    );

describe('changes between draft and final text', () => {
  it('a text comparison pairs changed clauses and reports added and removed ones', () => {
    const changes = compareTexts(
      [clause(1, '公共汽车票价为一元。'), clause(2, '本办法由交通局负责解释工作。')],
      [clause(1, '经营者应当保障乘客安全。'), clause(2, '公共汽车票价为二元。')],
    );

    expect(changes.map(({ kind, draft, final }) => [kind, draft, final])).toEqual([
      ['added', null, '第1条'],
      ['changed', '第1条', '第2条'],
      ['removed', '第2条', null],
    ]);
    expect(changes[1]!.pieces.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '一' },
      { kind: 'added', text: '二' },
    ]);
  });

  it('the pieces of a text comparison contain both texts in full', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom(...'甲乙丙,。123\n'), maxLength: 30 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const changes = compareTexts(
          before.map((text, index) => clause(index + 1, text)),
          after.map((text, index) => clause(index + 1, text)),
        );
        expect(textOf(changes, 'removed')).toEqual(before);
        expect(textOf(changes, 'added')).toEqual(after);
      }),
    );
  });

  it('a rewritten clause is shown as one text in place of another', () => {
    const before = clause(1, '甲乙'.repeat(3000));
    const after = clause(1, `${'甲乙'.repeat(100)}${'丙丁'.repeat(2900)}`);
    const changes = compareTexts(
      [before],
      [{ ...after, text: `${before.text.slice(0, 3000)}${after.text}` }],
    );

    expect(textOf(changes, 'removed')).toEqual([before.text]);
  });
});

it('similar opinions on one clause are suggested once, under the one received first', async () => {
  const opinion = (id: string, clauseNumber: number | null, body: string) => ({
    id,
    clause: clauseNumber,
    body,
  });
  const suggested = await suggestGroups(
    [
      opinion('a', 1, '建议学生免费乘车'),
      opinion('b', 2, '建议学生免费乘车'),
      opinion('c', 1, '建议学生可以免费乘车!'),
      opinion('d', 1, '票价不应上涨'),
      opinion('e', 1, '学生免费乘车'),
    ],
    10,
  );

  expect(suggested.map(({ opinion: id, similar }) => [id, similar.map((one) => one.opinion)])).toEqual([
    ['a', ['e', 'c']],
  ]);
});
