import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Actor } from '../../../../apps/gateway/platform/identity/actor.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { queryRows } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';
import { createDatabase } from '../../../../infra/local/postgres.js';
import { registeredVisibility } from '../../../support/visibility.js';

const visibility = registeredVisibility();

/** Paths as the seeds make them: the prefecture, its departments, counties and a county's offices. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  '5226': ['5226'],
  QGZ: ['5226', 'QGZ'],
  ZFB: ['5226', 'ZFB'],
  JCJ: ['5226', 'JCJ'],
  JYJ: ['5226', 'JYJ'],
  '522601': ['5226', '522601'],
  '522601-ZJJ': ['5226', '522601', '522601-ZJJ'],
  '522622': ['5226', '522622'],
};

type Task = readonly [unit: string, state: 'open' | 'completed', role?: string, name?: string];
interface Given {
  readonly key?: string;
  readonly confidential?: boolean;
  readonly facts?: object;
  readonly hiddenFrom?: readonly string[];
  readonly hasCard?: boolean;
  /** An agency clerk's unless they say otherwise. */
  readonly tasks: readonly Task[];
}
const OFFICE_DONE: Task = ['QGZ', 'completed', 'mailbox-office'];
const PROCESSES = {
  county: { hasCard: true, tasks: [OFFICE_DONE, ['522601', 'open']] },
  countyPast: {
    tasks: [
      ['522601', 'completed'],
      ['JYJ', 'open'],
    ],
  },
  countyOffice: { tasks: [OFFICE_DONE, ['522601-ZJJ', 'open']] },
  department: { tasks: [OFFICE_DONE, ['JYJ', 'open']] },
  appeal: { key: 'card-appeal', tasks: [['JYJ', 'open']] },
  accusesCounty: { hiddenFrom: ['522601'], tasks: [OFFICE_DONE, ['522622', 'open']] },
  /** A mistake made on purpose: a task of the very unit it is hidden from. */
  accusesItsUnit: {
    hiddenFrom: ['522601'],
    tasks: [
      ['522601', 'open'],
      ['522601-ZJJ', 'open'],
    ],
  },
  accusesCentre: { hiddenFrom: ['QGZ'], tasks: [['ZFB', 'open']] },
  accusesOffice: { hiddenFrom: ['ZFB'], tasks: [['QGZ', 'open', 'mailbox-office']] },
  reportInTriage: { confidential: true, tasks: [['QGZ', 'open', 'mailbox-office']] },
  reportInReview: { confidential: true, tasks: [OFFICE_DONE, ['QGZ', 'open', 'mailbox-reviewer']] },
  reportHandedOver: {
    confidential: true,
    hasCard: true,
    tasks: [OFFICE_DONE, ['JCJ', 'open', 'discipline']],
  },
  reportByDecision: { facts: { confidential: true }, tasks: [OFFICE_DONE, ['JCJ', 'open', 'discipline']] },
  reportOfDiscipline: { confidential: true, hiddenFrom: ['JCJ'], tasks: [['JCJ', 'open', 'discipline']] },
  reportInCounty: { confidential: true, tasks: [['522601', 'open', 'discipline']] },
  appealOfReport: { key: 'card-appeal', confidential: true, tasks: [['ZFB', 'open', 'supervisor']] },
  appealOfReportDecided: {
    key: 'card-appeal',
    confidential: true,
    tasks: [['ZFB', 'completed', 'supervisor']],
  },
  reportPassedOn: {
    confidential: true,
    hiddenFrom: ['JCJ'],
    tasks: [OFFICE_DONE, ['ZFB', 'completed', 'supervisor', 'transfer']],
  },
  reportOfCentre: { confidential: true, hiddenFrom: ['QGZ'], tasks: [['QGZ', 'open', 'mailbox-office']] },
} as const satisfies Record<string, Given>;
type Name = keyof typeof PROCESSES;

const NAMES = Object.keys(PROCESSES) as Name[];
const MAILBOX_LETTERS = NAMES.filter((name) => !/^(report|appeal)/.test(name));

const without = (name: Name): Name[] => MAILBOX_LETTERS.filter((other) => other !== name);
const OF_COUNTY: readonly Name[] = ['county', 'countyPast', 'countyOffice'];
const OF_DEPARTMENT: readonly Name[] = ['countyPast', 'department', 'appeal'];

/** Who sees what: everything named, and nothing else. */
const TABLE: readonly (readonly [string, unit: string, roles: readonly string[], sees: readonly Name[]])[] = [
  ['a county sees what it and its offices have or had', '522601', ['agency-clerk'], OF_COUNTY],
  ['its signer sees the same', '522601', ['agency-signer'], OF_COUNTY],
  ['an office of a county does not see its county’s', '522601-ZJJ', ['agency-clerk'], ['countyOffice']],
  ['another county sees its own only', '522622', ['agency-clerk'], ['accusesCounty']],
  ['a department sees its own, of every process', 'JYJ', ['agency-clerk'], OF_DEPARTMENT],
  [
    'a supervisor sees all but reports, and of what is secret his open task and what he passed on',
    'ZFB',
    ['supervisor'],
    [...without('accusesOffice'), 'appeal', 'appealOfReport', 'reportPassedOn'],
  ],
  [
    'a supervisor of another unit sees nothing of what is secret',
    'QGZ',
    ['supervisor'],
    [...without('accusesCentre'), 'appeal'],
  ],
  [
    'a colleague of the supervisor sees nothing of what is secret',
    'ZFB',
    ['agency-clerk'],
    ['accusesCentre'],
  ],
  [
    'the mailbox office sees every letter, and a report it triages',
    'QGZ',
    ['mailbox-office'],
    [...without('accusesCentre'), 'reportInTriage'],
  ],
  [
    'a reviewer sees every letter, and a report he reviews',
    'QGZ',
    ['mailbox-reviewer'],
    [...without('accusesCentre'), 'reportInReview'],
  ],
  [
    'whoever is both sees what either sees',
    'QGZ',
    ['mailbox-reviewer', 'mailbox-office'],
    [...without('accusesCentre'), 'reportInTriage', 'reportInReview'],
  ],
  [
    'discipline sees the reports handed to it',
    'JCJ',
    ['discipline'],
    ['reportHandedOver', 'reportByDecision'],
  ],
  ['its colleagues without the role do not', 'JCJ', ['agency-clerk'], []],
  [
    'discipline of a county sees that county’s, not its offices’',
    '522601',
    ['discipline'],
    ['county', 'countyPast', 'reportInCounty'],
  ],
  [
    'efficiency sees what has a card and the appeals, but no report',
    'JCJ',
    ['efficiency'],
    ['county', 'appeal'],
  ],
  ['an administrator sees no business, not even of its own unit', 'JYJ', ['admin-system'], []],
  ['nor with all administrators’ roles', 'JYJ', ['admin-system', 'admin-security', 'admin-audit'], []],
  [
    'an administrator who is a clerk sees what a clerk sees',
    'JYJ',
    ['admin-system', 'agency-clerk'],
    OF_DEPARTMENT,
  ],
  ['an account without a role sees nothing', 'JYJ', [], []],
];

let admin: Client;
let dataSource: DataSource;
const database = `visibility_${randomUUID().replaceAll('-', '')}`;
const ids = Object.fromEntries(NAMES.map((name) => [name, randomUUID()])) as Record<Name, string>;

beforeAll(async () => {
  const adminUrl = process.env['TEST_DATABASE_URL'];
  if (!adminUrl) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test');
  admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  dataSource = await createDataSource(await createDatabase(adminUrl, database), { poolSize: 2 }).initialize();
  await dataSource.runMigrations();
  for (const [code, path] of Object.entries(UNITS)) {
    await dataSource.query(
      `INSERT INTO unit (code, name, short_name, kind, parent_code, path, kin) VALUES ($1, $1, $1, 'DEPARTMENT', $2, $3, $3)`,
      [code, path.at(-2) ?? null, path],
    );
  }
  for (const name of NAMES) await insert(ids[name], PROCESSES[name]);
});
afterAll(async () => {
  await dataSource?.destroy();
  await admin?.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await admin?.end();
});

async function insert(id: string, given: Given): Promise<void> {
  const { key = 'mailbox-letter', confidential = false, facts = {}, hiddenFrom = [], hasCard, tasks } = given;
  await dataSource.query(
    `INSERT INTO process (id, key, version, subject, state, confidential, facts, hidden_from, units, started_at)
     VALUES ($1, $2, 1, 'test', 'running', $3, $4, $5, $6, now())`,
    [id, key, confidential, JSON.stringify(facts), hiddenFrom, tasks.map(([unit]) => unit)],
  );
  for (const [index, [unit, state, role = 'agency-clerk', name = 'task']] of tasks.entries()) {
    await dataSource.query(
      `INSERT INTO task (process_id, number, process_key, name, stage, unit, role, state, opened_at)
       VALUES ($1, $2, $3, $7, 'stage', $4, $5, $6, now())`,
      [id, index + 1, key, unit, role, state, name],
    );
  }
  if (!hasCard) return;
  await dataSource.query(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
       policy_id, policy_version, calendar_version)
     VALUES (gen_random_uuid(), $1, 1, 'yellow', 'yellow', $2, 'auto', 'issued', now(), now(), now(), 'test', 1, 1)`,
    [id, tasks[0]![0]],
  );
}

async function seenBy(unit: string, roles: readonly string[]): Promise<Name[]> {
  const unitsBelow = Object.keys(UNITS).filter((code) => UNITS[code]!.includes(unit));
  const actor: Actor = {
    id: randomUUID(),
    username: 'someone',
    title: '某人',
    unit,
    unitPath: UNITS[unit]!,
    unitKin: UNITS[unit]!,
    ownUnits: [unit],
    unitsBelow,
    ownShares: [],
    actsFor: [],
    roles,
  };
  const rows = await queryRows<{ id: string }>(
    dataSource,
    sql`SELECT p.id FROM process p WHERE ${visibility.processes(actor)}`,
  );
  const found = new Set(rows.map(({ id }) => id));
  return NAMES.filter((name) => found.has(ids[name]));
}
const inOrder = (names: readonly Name[]): Name[] => NAMES.filter((name) => names.includes(name));

describe('which processes an account sees', () => {
  it.each(TABLE)('%s (%s, %j) sees the listed processes only', async (_, unit, roles, sees) => {
    expect(await seenBy(unit, roles)).toEqual(inOrder(sees));
  });
});

describe('what was written', () => {
  it.each([
    ['info-editor', 'online-interview', true],
    ['info-reviewer', 'survey', true],
    ['service-centre', 'campaign-department', true],
    ['legal-officer', 'consultation', true],
    ['legal-officer', 'survey', false],
    ['info-editor', 'mailbox-letter', false],
    ['service-centre', 'mailbox-letter', false],
    ['efficiency', 'mailbox-letter', false],
    ['agency-clerk', 'mailbox-letter', true],
    ['agency-clerk', 'survey', true],
    ['admin-system', 'survey', false],
  ])('%s reads the contents of %s: %s', (role, key, reads) => {
    const actor = { roles: [role] } as unknown as Actor;

    expect(visibility.readsContent(actor, key)).toBe(reads);
  });
});

describe('a letter that accuses a unit', () => {
  const everyRole = [
    'agency-clerk',
    'agency-signer',
    'supervisor',
    'mailbox-office',
    'mailbox-reviewer',
    'discipline',
    'efficiency',
    'admin-system',
  ];

  it.each<[Name, string[]]>([
    ['accusesCounty', ['522601', '522601-ZJJ']],
    ['accusesItsUnit', ['522601', '522601-ZJJ']],
    ['accusesCentre', ['QGZ']],
    ['accusesOffice', ['ZFB']],
    ['reportOfDiscipline', ['JCJ']],
    ['reportOfCentre', ['QGZ']],
  ])('%s is hidden from the accused units and below (%j) in every role', async (name, units) => {
    for (const unit of units) {
      for (const role of everyRole) expect(await seenBy(unit, [role])).not.toContain(name);
      expect(await seenBy(unit, everyRole)).not.toContain(name);
    }
  });

  it('a letter that accuses a unit is visible to units above and beside it', async () => {
    expect(await seenBy('5226', ['supervisor'])).toContain('accusesCounty');
    expect(await seenBy('522622', ['agency-clerk'])).toContain('accusesCounty');
  });
});
