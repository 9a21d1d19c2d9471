import { z } from 'zod';
import { earliestLiveAt, leadWarning } from '../../domain/interviews/preview-lead.js';
import { createFalseClosureCard } from '../../activities/cards.activities.js';
import { extensionCheck } from '../../domain/cases/time-limits/extension.js';
import { computeLadder } from '../../domain/cases/time-limits/ladder.js';
import { parsePolicy, policySchema, type Policy } from '../../domain/cases/time-limits/policy.js';
import { LateLetters } from '../support/cards.js';
import { at, calendar, qdn2015 } from '../domain/cases/time-limits/seeded.js';

/**
 * What people read, and no rule: titles in lists, the day that the stored row has as a column, and where a number comes
 * from. Everything else must be read by what follows the policy.
 */
const FOR_PEOPLE = ['title', 'effectiveFrom', '*.source.basis', '*.source.note'];

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Paths of all values that a policy may hold; `*` stands for any name, `[]` for any element. */
function leavesOf(schema: JsonSchema, path = ''): string[] {
  const inner = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])] as JsonSchema[];
  const nested = [
    ...parts.flatMap((part) => leavesOf(part, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, part]) =>
      leavesOf(part as JsonSchema, inner(key)),
    ),
    ...(typeof schema.additionalProperties === 'object'
      ? leavesOf(schema.additionalProperties, inner('*'))
      : []),
    ...(schema.items ? leavesOf(schema.items as JsonSchema, `${path}[]`) : []),
  ];
  if (nested.length > 0) return [...new Set(nested)];
  return schema.type === 'null' ? [] : [path];
}

const RECORDS = /(^limits|^cards|\.byClass|\.beforeComplexDecision)$/;

/** The same policy, which notes every value that is taken out of it. */
function watched<T extends object>(value: T, read: Set<string>, path = ''): T {
  return new Proxy(value, {
    get(target, key): unknown {
      const found: unknown = Reflect.get(target, key);
      if (
        typeof key === 'symbol' ||
        typeof found === 'function' ||
        (Array.isArray(target) && key === 'length')
      )
        return found;
      const name = Array.isArray(target)
        ? '[]'
        : `${path === '' ? '' : '.'}${RECORDS.test(path) ? '*' : key}`;
      if (typeof found === 'object' && found !== null) return watched(found, read, path + name);
      read.add(path + name);
      return found;
    },
  });
}

const STARTED = '2015-07-08T10:00:00';
const source = { basis: 'design', note: '测试' } as const;
const limit = (title: string, rest: object) => ({ title, endsAt: 'midnight', source, ...rest });

/** The default preset with a limit for every way of giving one, and every threshold, in lengths of one unit. */
function everySetting(unit: 'workingDays' | 'workingHours' | 'calendarDays'): Policy {
  const length = (count: number) => ({ [unit]: count });
  const days = (count: number) => (unit === 'workingHours' ? { workingDays: count } : length(count));
  const dayLength = days(2);
  const ladder = (more: object = {}) => ({
    clock: 'C9',
    warning: {
      before: length(2),
      longer: { fromWorkingDays: 10, before: length(3) },
      again: { before: length(1) },
    },
    yellow: { after: length(1) },
    red: { after: length(2), ...more },
    urge: { after: length(3) },
    accountability: { after: length(4) },
    source,
  });
  return parsePolicy({
    ...qdn2015,
    complexNeedsDecision: true,
    limits: {
      ...qdn2015.limits,
      plain: limit('甲', { duration: length(5) }),
      long: limit('乙', { duration: { workingDays: 12 } }),
      untilDate: limit('辛', { duration: { workingDays: 5 }, extension: { max: 1, by: 'date' } }),
      byDays: limit('壬', {
        duration: days(12),
        extension: { max: 1, by: days(5), totalCap: days(20), askBefore: { workingDays: 1 } },
      }),
      capped: limit('丙', { duration: { workingDays: 5, capByClock: 'long', minWorkingDays: 1 } }),
      classed: limit('丁', {
        byClass: { OPEN: length(5), KNOWN: length(6) },
        beforeComplexDecision: { KNOWN: length(3) },
      }),
      cappedClass: limit('戊', {
        byClass: {
          OPEN: { workingDays: 5, capByClock: 'long', minWorkingDays: 1 },
          KNOWN: { workingDays: 9 },
        },
        beforeComplexDecision: { KNOWN: { workingDays: 5, capByClock: 'long', minWorkingDays: 1 } },
      }),
      before: limit('己', { dated: { roll: 'next', before: dayLength, atLeast: { workingDays: 2 } } }),
      after: limit('庚', { dated: { roll: 'none', after: dayLength } }),
    },
    cards: { ...qdn2015.cards, plain: ladder(), long: ladder() },
  });
}

/** Everything that computes with a policy and needs no database. */
function compute(policy: Policy): void {
  const basis = { policy, calendar };
  const startedAt = at(STARTED);
  const cap = { dueAt: at('2015-08-01T00:00'), from: startedAt };
  for (const name of ['plain', 'long', 'capped']) computeLadder({ ...basis, limit: name, startedAt, cap });
  for (const caseClass of ['OPEN', 'KNOWN'])
    for (const name of ['classed', 'cappedClass'])
      computeLadder({ ...basis, limit: name, caseClass, startedAt, cap });
  for (const name of ['before', 'after'])
    computeLadder({ ...basis, limit: name, due: '2015-08-05', startedAt });
  for (const name of ['untilDate', 'byDays']) {
    const running = { ...basis, limit: name, startedAt, dueAt: at('2015-07-25T00:00') };
    for (const by of [{ workingDays: 1 }, { calendarDays: 1 }, { until: '2015-07-30' }])
      extensionCheck(running, { by, at: startedAt, extensions: 0 });
  }
  leadWarning(policy, { previewAt: startedAt, liveAt: earliestLiveAt(policy, startedAt) });
}

let letters: LateLetters;
beforeAll(async () => void (letters = await LateLetters.create()));
afterAll(() => letters.database.drop());

/** What cards, their events and their numbers read of the policy that clocks are pinned to. */
async function raiseCards(read: Set<string>): Promise<void> {
  const { policies } = letters;
  const [policy, policyAt] = [policies.policy.bind(policies), policies.policyAt.bind(policies)];
  Object.assign(policies, {
    policy: (id: string, version: number) => watched(policy(id, version), read),
    policyAt: (instant: number) => watched(policyAt(instant), read),
  });
  const late = await letters.letter();
  await letters.clock(late, { startedAt: STARTED });
  await letters.clock(late, { number: 2, limit: 'triage', unit: 'QGZ', startedAt: STARTED });
  await letters.turn('2015-08-10T00:00:00');
  await letters.turn('2015-08-10T10:00:00');
  const step = createFalseClosureCard({ ...letters, dataSource: letters.database.dataSource });
  await step({ process: late, argument: { unit: '522601' } });
}

it('only the planted settings of a policy have no reader', async () => {
  const read = new Set<string>();
  const policy = everySetting('workingDays');
  const planted = { ...policy, points: { ...policy.points, bonus: 1 }, exposure: { from: 'RED' } };
  const schema = z.strictObject({
    ...policySchema.shape,
    points: z.strictObject({ ...policySchema.shape.points.shape, bonus: z.int() }),
    exposure: z.strictObject({ from: z.enum(['RED', 'YELLOW']) }),
  });

  for (const unit of ['workingDays', 'workingHours', 'calendarDays'] as const)
    compute(watched<Policy>(unit === 'workingDays' ? planted : everySetting(unit), read));
  await raiseCards(read);

  const leaves = leavesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const forPeople = (leaf: string): boolean =>
    FOR_PEOPLE.some((name) => (name.startsWith('*') ? leaf.endsWith(name.slice(1)) : leaf === name));
  expect(leaves.filter(forPeople).length).toBe(6);
  expect(leaves.length).toBeGreaterThan(60);
  expect(leaves.filter((leaf) => !read.has(leaf) && !forPeople(leaf))).toEqual([
    'points.bonus',
    'exposure.from',
  ]);
});
