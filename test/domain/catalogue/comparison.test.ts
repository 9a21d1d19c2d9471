import fc from 'fast-check';
import {
  compareLists,
  DEFAULT_THRESHOLD,
  type ComparedItem,
} from '../../../domain/catalogue/compare-lists.js';
import { nameKeyOf, similarityOf } from '../../../domain/text/names.js';
import { categoryOf } from '../../../domain/catalogue/item-list.js';

const PHRASES = [
  '民办',
  '学校',
  '设立',
  '变更',
  '审批',
  '许可',
  '教师',
  '资格',
  '认定',
  '林木',
  '采伐',
  'A',
  '(一)',
  '、',
];
const name = fc
  .array(fc.constantFrom(...PHRASES), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(''));
const unit = fc.constantFrom('JYJ', 'RSJ', 'LYJ');
/** As a catalogue has it: one item a unit and key. */
const list = (prefix: string): fc.Arbitrary<ComparedItem[]> =>
  fc
    .uniqueArray(fc.record({ unit, name }), {
      maxLength: 30,
      selector: (item) => `${item.unit} ${nameKeyOf(item.name)}`,
    })
    .map((items) =>
      items
        .filter((item) => nameKeyOf(item.name) !== '')
        .map((item, index) => ({ ...item, id: `${prefix}${index}` })),
    );
const both = fc.tuple(list('a'), list('b'));
const ids = (items: readonly ComparedItem[]): string[] => items.map(({ id }) => id).sort();

it('a comparison puts every item of both lists in exactly one group', () => {
  fc.assert(
    fc.property(both, ([older, newer]) => {
      const { unchanged, renamed, added, removed } = compareLists(older, newer);
      const pairs = [...unchanged, ...renamed];
      expect(ids([...pairs.map((pair) => pair.older), ...removed])).toEqual(ids(older));
      expect(ids([...pairs.map((pair) => pair.newer), ...added])).toEqual(ids(newer));
    }),
  );
});

it('a comparison pairs only similar items of one unit', () => {
  fc.assert(
    fc.property(both, ([older, newer]) => {
      const { unchanged, renamed, added, removed } = compareLists(older, newer);
      for (const pair of unchanged) expect(similarityOf(pair.older.name, pair.newer.name)).toBe(1);
      for (const pair of [...unchanged, ...renamed]) expect(pair.older.unit).toBe(pair.newer.unit);
      for (const { older: a, newer: b, score } of renamed) {
        expect(score).toBeGreaterThanOrEqual(DEFAULT_THRESHOLD);
        expect(score).toBeLessThan(1);
        expect(score).toBe(similarityOf(a.name, b.name));
      }
      for (const a of removed) {
        for (const b of added) {
          if (a.unit === b.unit) expect(similarityOf(a.name, b.name)).toBeLessThan(DEFAULT_THRESHOLD);
        }
      }
    }),
  );
});

it('a comparison does not depend on the order of the lists', () => {
  const shuffled = both.chain(([older, newer]) =>
    fc.tuple(
      fc.constant([older, newer] as const),
      fc.shuffledSubarray(older, { minLength: older.length }),
      fc.shuffledSubarray(newer, { minLength: newer.length }),
    ),
  );
  const facts = (older: ComparedItem[], newer: ComparedItem[]) => {
    const { unchanged, renamed, added, removed } = compareLists(older, newer);
    return {
      unchanged: unchanged.map((pair) => `${pair.older.id} ${pair.newer.id}`).sort(),
      renamed: renamed.map((pair) => `${pair.older.id} ${pair.newer.id}`).sort(),
      added: ids(added),
      removed: ids(removed),
    };
  };
  fc.assert(
    fc.property(shuffled, ([[older, newer], olderAgain, newerAgain]) => {
      expect(facts(olderAgain, newerAgain)).toEqual(facts(older, newer));
    }),
  );
});

it('a reversed comparison swaps added and removed items', () => {
  fc.assert(
    fc.property(both, ([older, newer]) => {
      const there = compareLists(older, newer);
      const back = compareLists(newer, older);
      expect(ids(back.added)).toEqual(ids(there.removed));
      expect(ids(back.removed)).toEqual(ids(there.added));
      expect(back.unchanged).toHaveLength(there.unchanged.length);
    }),
  );
});

it('a list equals itself in any spelling', () => {
  const written = (text: string): string => ` “${text.replaceAll('A', 'A').replaceAll('(', '(')}” `;
  fc.assert(
    fc.property(list('a'), (items) => {
      const copy = items.map((item) => ({ ...item, id: `copy-${item.id}`, name: written(item.name) }));
      const { unchanged, renamed, added, removed } = compareLists(items, copy);
      expect(unchanged.map((pair) => `copy-${pair.older.id}`)).toEqual(
        unchanged.map((pair) => pair.newer.id),
      );
      expect([unchanged.length, renamed, added, removed]).toEqual([items.length, [], [], []]);
    }),
  );
});

it('a comparison keeps confirmed pairs and never proposes refused ones', () => {
  const decided = both
    .filter(([older, newer]) => older.length > 0 && newer.length > 0)
    .chain(([older, newer]) =>
      fc.record({
        older: fc.constant(older),
        newer: fc.constant(newer),
        a: fc.constantFrom(...ids(older)),
        b: fc.constantFrom(...ids(newer)),
        verdict: fc.constantFrom('confirmed' as const, 'refused' as const),
      }),
    );
  fc.assert(
    fc.property(decided, ({ older, newer, a, b, verdict }) => {
      const { renamed } = compareLists(older, newer, { verdicts: [{ older: a, newer: b, verdict }] });
      const pair = renamed.find((each) => each.older.id === a && each.newer.id === b);
      expect(pair?.confirmed).toBe(verdict === 'confirmed' ? true : undefined);
    }),
  );
});

it('the similarity of names is the Dice coefficient of their bigrams', () => {
  expect(similarityOf('民办学校设立审批', '民办学校设立变更审批')).toBeCloseTo((2 * 6) / (7 + 9), 10);
  expect(similarityOf('林木采伐许可', '教师资格认定')).toBe(0);
  expect(similarityOf('《教师资格》认定', '教师资格 认定')).toBe(1);
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(similarityOf(a, b)).toBe(similarityOf(b, a));
      expect(similarityOf(a, b) === 1).toBe(nameKeyOf(a) === nameKeyOf(b));
    }),
  );
});

it.each([
  ['行政许可', 'ADMIN_APPROVAL'],
  ['行政审批类', 'ADMIN_APPROVAL'],
  ['非行政许可审批', 'NON_ADMIN_APPROVAL'],
  ['非行政审批', 'NON_ADMIN_APPROVAL'],
  ['行政处罚', 'OTHER'],
  ['其他行政权力', 'OTHER'],
  ['其它', 'OTHER'],
  ['甲类', null],
])('the wording %s means category %s', (wording, category) => {
  expect(categoryOf(wording)).toBe(category);
});
