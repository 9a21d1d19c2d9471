import { accountSeeds } from '../../../../infra/database/seeds/accounts.js';
import { calendarSeed } from '../../../../infra/database/seeds/calendar.js';
import { DEFAULT_POLICY, policySeeds } from '../../../../infra/database/seeds/policies.js';
import { ROLES } from '../../../../infra/database/seeds/roles.js';
import { unitSeeds } from '../../../../infra/database/seeds/units.js';

const units = unitSeeds();
const accounts = accountSeeds();

it('the calendar covers 2004 to 2026 for state and prefecture, each day with its source', () => {
  const { days, coveredYears } = calendarSeed();
  for (const region of ['CN', '5226']) {
    const years = coveredYears.filter((row) => row.region === region).map(({ year }) => year);
    expect(years).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
  }
  expect(days.filter(({ note, source }) => !note || !source)).toEqual([]);
  expect(days.filter(({ region }) => region === '5226')).toHaveLength(46);
  expect(new Set(days.map(({ region, date }) => `${region} ${date}`)).size).toBe(days.length);
});

it('worked days of the calendar are weekend days, and the Monday on which work resumed in 2020', () => {
  const { days } = calendarSeed();
  const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
  const others = days.filter(({ kind, date }) => kind === 'workday' && weekday(date) % 6 !== 0);
  expect(others.map(({ date }) => date)).toEqual(['2020-02-03']);
});

it('the default preset is the first policy', () => {
  expect(policySeeds().map(({ id }) => id)).toEqual([
    DEFAULT_POLICY,
    'GZ-2014',
    'GB-2014',
    'STRICT',
    'WUHU-2008',
    'PETITION-2005',
    'PETITION-2022',
  ]);
});

it('the units are one prefecture, 16 counties with five offices each and 217 townships, and those of the plan', () => {
  const ofKind = (kind: string): string[] =>
    units.filter((unit) => unit.kind === kind).map(({ code }) => code);
  expect(ofKind('PREFECTURE')).toEqual(['5226']);
  expect(ofKind('COUNTY')).toHaveLength(16);
  expect(ofKind('COUNTY_OFFICE')).toHaveLength(80);
  expect(ofKind('TOWNSHIP')).toHaveLength(217);
  const codes = new Set(units.map(({ code }) => code));
  expect(codes.size).toBe(units.length);
  for (const code of ['ZFB', 'ZWZX', 'XFJ', 'QGZ', 'XXB', 'JCJ']) expect(codes).toContain(code);
});

it('units are listed after their parents, with the path to each', () => {
  const known = new Map<string, readonly string[]>();
  for (const { code, parentCode, path } of units) {
    const above = parentCode === null ? [] : known.get(parentCode);
    expect(path).toEqual([...(above ?? ['unknown parent']), code]);
    known.set(code, path);
  }
  expect(known.get('522601-ZJJ')).toEqual(['5226', '522601', '522601-ZJJ']);
  expect(known.get('522601105')).toEqual(['5226', '522601', '522601105']);
});

it('every unit but a township has a clerk and a signer, and no account name is used twice', () => {
  const names = accounts.flatMap(({ username, alias }) => (alias === null ? [username] : [username, alias]));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      'mailbox.clerk',
      'kaili.signer',
      '522601.clerk',
      'zjj.clerk',
      '522601-zjj.signer',
      'admin.audit',
    ]),
  );
  for (const { code, kind } of units) {
    if (kind === 'PREFECTURE' || kind === 'TOWNSHIP') continue;
    const roles = accounts.filter(({ unitCode }) => unitCode === code).flatMap((account) => account.roles);
    expect(roles).toEqual(expect.arrayContaining(['agency-clerk', 'agency-signer']));
  }
});

it('every role has an account, and the three administrators are three persons', () => {
  const held = new Set(accounts.flatMap(({ roles }) => roles));
  expect(ROLES.map(({ id }) => id).filter((role) => !held.has(role))).toEqual([]);
  const administrators = accounts.filter(({ roles }) => roles.some((role) => role.startsWith('admin-')));
  expect(administrators.map(({ roles }) => roles.length)).toEqual([1, 1, 1]);
  const codes = new Set(units.map(({ code }) => code));
  expect(accounts.filter(({ unitCode }) => !codes.has(unitCode))).toEqual([]);
});
