import { durationOf, parsePolicy } from '../../../../domain/cases/time-limits/policy.js';
import { policySeeds } from '../../../../infra/database/seeds/policies.js';
import { policyOf, qdn2015 } from './seeded.js';

const CLASSES = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'COMPLEX', 'URGENT'];
const sign = qdn2015.limits['sign'];
const handling = qdn2015.cards['handling'];
const { handling: handlingLimit } = qdn2015.limits;
const extendedBy = (change: object) => ({
  limits: { handling: { ...handlingLimit, extension: { ...handlingLimit!.extension, ...change } } },
});

it.each([
  ['QDN-2015', [5, 7, 7, 10, 15, 1]],
  ['GZ-2014', [10, 10, 20, 20, 20, 1]],
  ['GB-2014', [7, 7, 7, 15, 15, 1]],
  ['STRICT', [3, 5, 5, 7, 10, 1]],
  ['WUHU-2008', [5, 7, 7, 10, 15, 1]],
])('%s gives each class of letter its working days', (id, workingDays) => {
  const policy = policyOf(id);
  expect(CLASSES.map((caseClass) => durationOf(policy, 'handling', caseClass))).toEqual(
    workingDays.map((n) => ({ workingDays: n })),
  );
  expect(durationOf(policy, 'handling', 'THANKS')).toBeNull();
});

it.each(['PETITION-2005', 'PETITION-2022'])('%s counts its clocks in calendar days', (id) => {
  const policy = policyOf(id);
  const clocks = [
    'petitionInform',
    'petitionClose',
    'petitionExtension',
    'petitionReview',
    'petitionRecheck',
  ];
  expect(clocks.map((limit) => durationOf(policy, limit))).toEqual(
    [15, 60, 30, 30, 30].map((n) => ({ calendarDays: n })),
  );
  expect(clocks.map((limit) => policy.cards[limit]?.clock)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5']);
});

it('complaints have seven days under GB-2014 while “complex” needs a decision', () => {
  const strict = { ...policyOf('GB-2014'), complexNeedsDecision: true };
  expect(durationOf(strict, 'handling', 'COMPLAINT')).toEqual({ workingDays: 7 });
  expect(durationOf(strict, 'handling', 'COMPLEX')).toEqual({ workingDays: 15 });
});

it('every preset is stored as it is parsed, so that clocks can read their policy again', () => {
  for (const { id, version, body } of policySeeds()) {
    const policy = parsePolicy(body);
    expect([policy.id, policy.version]).toEqual([id, version]);
    expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  }
});

it.each([
  ['effectiveFrom: 须为日期', { effectiveFrom: '2015-02-30' }],
  ['receiptCutoff: 须为时刻', { receiptCutoff: '25:00' }],
  ['region: 须为 CN', { region: 'Kaili' }],
  [
    'officeHours: 须按先后排列',
    {
      officeHours: [
        { from: '14:00', to: '17:30' },
        { from: '08:30', to: '12:00' },
      ],
    },
  ],
  [
    'limits.sign.duration: 须为以下之一:workingDays',
    { limits: { sign: { ...sign, duration: { days: 1 } } } },
  ],
  ['limits.sign: duration、byClass、dated 须填且只填一项', { limits: { sign: { ...sign, byClass: {} } } }],
  ['cardNumber: 须含 {kind}、{year}、{n}，各一次', { cardNumber: '{kind}〔{year}〕号' }],
  ['Unrecognized key: "extension"', { extension: { max: 1, totalCap: null, askBefore: null } }],
  ['limits.handling.extension.max: Too small', extendedBy({ max: 0 })],
  [
    'limits.handling.extension.by: 须为 workingDays(工作日)、calendarDays(自然日)',
    extendedBy({ by: { workingHours: 8 } }),
  ],
  [
    'limits.handling.extension.totalCap: 此时限不以 calendarDays 计',
    extendedBy({ totalCap: { calendarDays: 15 } }),
  ],
  ['limits.handling.extension: Unrecognized key: "noAnswer"', extendedBy({ noAnswer: 'REFUSE' })],
  ['Unrecognized key: "ledger"', { ledger: { day: 'MON', publishBy: '17:00', roll: 'next' } }],
  ['limits.sign.endsAt', { limits: { sign: { ...sign, endsAt: 'noon' } } }],
  [
    'limits.rework: 封顶所用的时限“handling”不存在',
    { limits: { rework: qdn2015.limits['rework'] }, cards: {} },
  ],
  ['cards.typo: 没有此名称的时限', { cards: { typo: handling } }],
  [
    'cards.handling.red: 须晚于 yellow',
    { cards: { handling: { ...handling, red: { after: { workingDays: 1 } } } } },
  ],
  [
    'cards.handling.urge: 须与 red 一样',
    { cards: { handling: { ...handling, urge: { after: { calendarDays: 20 } } } } },
  ],
  [
    'cards.handling.warning.again: 须比首次预警更接近到期',
    {
      cards: {
        handling: {
          ...handling,
          warning: { before: { workingDays: 1 }, again: { before: { workingDays: 2 } } },
        },
      },
    },
  ],
  [
    'cards.handling.warning.again: 须与 warning 一样以 workingDays 计',
    {
      cards: {
        handling: {
          ...handling,
          warning: { before: { workingDays: 1 }, again: { before: { workingHours: 2 } } },
        },
      },
    },
  ],
  ['cards.toString: 没有此名称的时限', { cards: { toString: handling } }],
  ['Unrecognized key: "limit"', { limit: {} }],
])('refuses a policy and says where: %s', (message, change) => {
  expect(() => parsePolicy({ ...qdn2015, ...change })).toThrow(message);
});

it('all faults of a policy are reported at once', () => {
  expect(() => parsePolicy({ ...qdn2015, version: 0, points: { yellow: -1, red: 10 } })).toThrow(
    /policy QDN-2015 is not valid:[^]*version: [^]*points\.yellow: /,
  );
  expect(() => parsePolicy(null)).toThrow('policy is not valid');
});
