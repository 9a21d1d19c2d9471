import fc from 'fast-check';
import {
  FINDING_KINDS,
  type FindingKind,
  type MeasuredFinding,
  type MeasuredItem,
} from '../../../domain/campaigns/measures/findings.js';
import { ELEMENTS } from '../../../domain/inspection/text/elements.js';
import { measure, percent, type Measures } from '../../../domain/campaigns/measures/measures.js';

const item = (id: string, unit = 'JYJ', attachments = 2, systems = 2): MeasuredItem => ({
  id,
  unit,
  seen: true,
  attachments,
  systems,
});
const finding = (
  id: string | null,
  kind: FindingKind,
  more: Partial<MeasuredFinding> = {},
): MeasuredFinding => ({ unit: 'JYJ', item: id, kind, element: null, state: 'open', bounces: 0, ...more });

describe('the census', () => {
  it('two items without 联系电话 cost 2 census points, as one class', () => {
    const phone = { element: '联系电话' } as const;
    const findings = [finding('1', 'ELEMENT_MISSING', phone), finding('2', 'ELEMENT_MISSING', phone)];

    const { censusDeduction, elements } = measure([item('1'), item('2')], findings, 'found');

    expect(elements.find(({ element }) => element === '联系电话')!.missing).toBe(2);
    expect(censusDeduction).toBe(2);
  });

  it('all eight classes missing cost 16 census points', () => {
    const findings = ['1', '2', '3'].flatMap((id) =>
      ELEMENTS.map((element) => finding(id, 'ELEMENT_MISSING', { element })),
    );

    expect(measure([item('1'), item('2'), item('3')], findings, 'found').censusDeduction).toBe(16);
  });
});

describe('items that could not be checked', () => {
  it('an item that could not be checked is neither present nor missing, and in no rate', () => {
    const unseen = [item('1'), item('2')].map((one) => ({ ...one, seen: false }));

    const { items, present, missing, missingItems, filledElements } = measure(
      unseen,
      [finding(null, 'SITE_DOWN')],
      'found',
    );

    expect({ items, present, missing }).toEqual({ items: 2, present: 0, missing: 0 });
    expect([percent(missingItems), percent(filledElements)]).toEqual(['无', '无']);
  });
});

describe('the measures', () => {
  const items = ['1', '2', '3', '4', '5'].map((id) => item(id));
  const findings = [
    finding('1', 'ITEM_MISSING', { state: 'rectified' }),
    finding('2', 'ITEM_MISSING'),
    finding(null, 'ITEM_EXTRA'),
    finding('3', 'ELEMENT_MISSING', { element: '办理地点', state: 'rectified', bounces: 1 }),
    finding('3', 'ELEMENT_MISSING', { element: '办理时间', bounces: 1 }),
    finding('4', 'ELEMENT_AMBIGUOUS', { element: '办理时间' }),
    finding('4', 'ELEMENT_INACCURATE', { element: '联系电话' }),
    finding('4', 'FORM_MISSING'),
    finding('5', 'FORM_BROKEN'),
    finding('5', 'FORM_BROKEN', { state: 'rectified' }),
    finding('5', 'APPLY_DOWN'),
    finding('3', 'QUERY_DOWN', { state: 'withdrawn' }),
  ];
  const shown = (measures: Measures) =>
    [
      measures.missingItems,
      measures.filledElements,
      measures.validAttachments,
      measures.availableSystems,
      measures.rectified,
      measures.passedAtOnce,
    ].map(({ part, whole }) => `${part}/${whole}`);

  it('measures as found count every finding', () => {
    const measures = measure(items, findings, 'found');

    expect(measures).toMatchObject({ items: 5, present: 3, missing: 2, extra: 1, censusDeduction: 4 });
    expect(shown(measures)).toEqual(['2/5', '22/24', '4/7', '5/6', '3/11', '2/4']);
  });

  it('measures of what is left omit rectified findings', () => {
    const measures = measure(items, findings, 'left');

    expect(measures).toMatchObject({ items: 5, present: 4, missing: 1, extra: 1, censusDeduction: 2 });
    expect(shown(measures)).toEqual(['1/5', '31/32', '7/9', '7/8', '3/11', '2/4']);
  });

  it('a form that was required and is there now is a valid one of what is left', () => {
    const mended = [finding('1', 'FORM_MISSING', { state: 'rectified' }), finding('1', 'FORM_MISSING')];
    const ratioOf = (state: 'found' | 'left') =>
      measure([item('1', 'JYJ', 0)], mended, state).validAttachments;

    expect(ratioOf('found')).toEqual({ part: 0, whole: 2 });
    expect(ratioOf('left')).toEqual({ part: 1, whole: 2 });
  });

  it.each([
    [{ part: 0, whole: 0 }, '无'],
    [{ part: 0, whole: 7 }, '0%'],
    [{ part: 1, whole: 9999 }, '0.1%'],
    [{ part: 9999, whole: 10_000 }, '99.9%'],
    [{ part: 7, whole: 7 }, '100%'],
    [{ part: 12, whole: 13 }, '92.3%'],
  ])('percent prints %j as %s', (ratio, text) => {
    expect(percent(ratio)).toBe(text);
  });
});

describe('properties of measures', () => {
  const unit = fc.constantFrom('JYJ', 'RSJ');
  const elementKinds: readonly FindingKind[] = ['ELEMENT_MISSING', 'ELEMENT_AMBIGUOUS', 'ELEMENT_INACCURATE'];
  const inspection = fc
    .array(fc.record({ unit, attachments: fc.nat(4), systems: fc.nat(2) }), { minLength: 1, maxLength: 12 })
    .map((items) => items.map((each, index) => ({ ...each, seen: true, id: `i${index}` })))
    .chain((items) =>
      fc.record({
        items: fc.constant(items),
        findings: fc.array(
          fc
            .record({
              of: fc.constantFrom(...items),
              kind: fc.constantFrom(...(Object.keys(FINDING_KINDS) as FindingKind[])),
              element: fc.constantFrom(...ELEMENTS),
              state: fc.constantFrom('open' as const, 'withdrawn' as const, 'rectified' as const),
              bounces: fc.nat(2),
            })
            .map(({ of, kind, element, state, bounces }) => ({
              ...{ unit: of.unit, kind, state, bounces },
              item: kind === 'ITEM_EXTRA' ? null : of.id,
              element: elementKinds.includes(kind) ? element : null,
            })),
          { maxLength: 60 },
        ),
      }),
    );
  const ratios = (measures: Measures) => [
    measures.missingItems,
    measures.filledElements,
    measures.validAttachments,
    measures.availableSystems,
    measures.rectified,
    measures.passedAtOnce,
  ];

  it('no part is greater than its whole, and every item is present or missing', () => {
    fc.assert(
      fc.property(
        inspection,
        fc.constantFrom('found' as const, 'left' as const),
        ({ items, findings }, when) => {
          const measures = measure(items, findings, when);
          for (const { part, whole } of ratios(measures)) {
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(whole);
          }
          expect(measures.present + measures.missing).toBe(items.length);
        },
      ),
    );
  });

  it('the census deduction is twice the number of missing classes', () => {
    fc.assert(
      fc.property(inspection, ({ items, findings }) => {
        const { censusDeduction, elements } = measure(items, findings, 'found');
        const missingItems = new Set(
          findings
            .filter(({ kind, state }) => kind === 'ITEM_MISSING' && state !== 'withdrawn')
            .map((f) => f.item),
        );
        const classes = new Set(
          findings
            .filter(({ kind, state }) => kind === 'ELEMENT_MISSING' && state !== 'withdrawn')
            .filter((each) => !missingItems.has(each.item))
            .map(({ element }) => element),
        );
        expect(censusDeduction).toBe(2 * classes.size);
        expect(elements.map(({ element }) => element)).toEqual([...ELEMENTS]);
      }),
    );
  });

  it('a repeated finding changes no measure by item', () => {
    fc.assert(
      fc.property(inspection, ({ items, findings }) => {
        const once = measure(items, findings, 'found');
        const twice = measure(items, [...findings, ...findings], 'found');
        expect(twice.missing).toBe(once.missing);
        expect(twice.elements).toEqual(once.elements);
        expect(twice.censusDeduction).toBe(once.censusDeduction);
      }),
    );
  });

  it('a withdrawn finding changes no measure', () => {
    fc.assert(
      fc.property(inspection, ({ items, findings }) => {
        const valid = findings.filter(({ state }) => state !== 'withdrawn');
        expect(measure(items, findings, 'found')).toEqual(measure(items, valid, 'found'));
      }),
    );
  });

  it('another rectified finding never worsens what is left', () => {
    const worse = (measures: Measures): number[] => [
      measures.missing,
      measures.censusDeduction,
      measures.elements.reduce((sum, { ambiguous, inaccurate }) => sum + ambiguous + inaccurate, 0),
      measures.rectified.whole - measures.rectified.part,
    ];
    const notItems = inspection.map(({ items, findings }) => ({
      items,
      findings: findings.filter(({ kind }) => kind !== 'ITEM_MISSING'), // a page that appears shows its own faults
    }));
    fc.assert(
      fc.property(notItems, fc.nat(), ({ items, findings }, which) => {
        fc.pre(findings.length > 0);
        const index = which % findings.length;
        fc.pre(findings[index]!.state === 'open');
        const better = findings.with(index, { ...findings[index]!, state: 'rectified' });
        const before = worse(measure(items, findings, 'left'));
        worse(measure(items, better, 'left')).forEach((value, i) =>
          expect(value).toBeLessThanOrEqual(before[i]!),
        );
      }),
    );
  });

  it('the measures of the units add up to the whole', () => {
    fc.assert(
      fc.property(inspection, ({ items, findings }) => {
        const whole = measure(items, findings, 'found');
        const of =
          (unit: string) =>
          <T extends { readonly unit: string }>(rows: readonly T[]): T[] =>
            rows.filter((row) => row.unit === unit);
        const units = [...new Set([...items, ...findings].map(({ unit }) => unit))].map((unit) =>
          measure(of(unit)(items), of(unit)(findings), 'found'),
        );
        const sum = (of: (measures: Measures) => number): number =>
          units.reduce((total, m) => total + of(m), 0);
        expect(sum((m) => m.items)).toBe(whole.items);
        expect(sum((m) => m.missing)).toBe(whole.missing);
        expect(sum((m) => m.filledElements.part)).toBe(whole.filledElements.part);
        expect(sum((m) => m.rectified.part)).toBe(whole.rectified.part);
      }),
    );
  });
});
