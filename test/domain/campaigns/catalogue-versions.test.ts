import { randomUUID } from 'node:crypto';
import {
  copyItems,
  freezeVersion,
  openDraft,
} from '../../../domain/campaigns/catalogue/catalogue-versions.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { importList } from '../../../domain/campaigns/catalogue/import-list.js';
import { compareVersions, decideRename } from '../../../domain/campaigns/catalogue/renames.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let catalogues: CataloguesRepository;
beforeAll(async () => {
  database = await createTestDatabase();
  catalogues = new CataloguesRepository(database.dataSource);
});
afterAll(() => database.drop());

const ACCOUNT = randomUUID();
const AT = Date.parse('2015-05-28T10:00:00+08:00');
let scopes = 0;

async function draft(scope = `campaign-${(scopes += 1)}`): Promise<{ id: string; scope: string }> {
  const id = randomUUID();
  await openDraft(database.dataSource, { id, scope, at: AT, empty: true });
  return { id, scope };
}
function take(versionId: string, csv: string, options: { source?: string; reporter?: string } = {}) {
  const { source = 'REPORTED', reporter = null } = options;
  const bytes = Buffer.from(csv);
  const request = { versionId, source, reporter, fileName: '清单.csv', bytes, account: ACCOUNT, at: AT };
  return importList(database.dataSource, request);
}
const query = <T>(sql: string, ...values: unknown[]): Promise<T[]> => database.dataSource.query(sql, values);
const namesOf = async (version: string): Promise<string[]> =>
  (await catalogues.items(version)).map(({ unit, name, source }) => `${unit} ${name} ${source}`);
const TWO_UNITS = '部门,事项名称\n州教育局,教师资格认定\n州教育局,民办学校设立审批\n州人社局,技能鉴定\n';

describe('importing a list', () => {
  it('an imported list replaces the items of the units it names, and reports what it did', async () => {
    const { id } = await draft();
    await take(id, TWO_UNITS);

    const report = await take(id, '部门,事项名称\n州教育局,教师资格认定\n州教育局,校车使用许可\n');

    expect(report).toMatchObject({ accepted: true, items: 2, units: ['JYJ'], ignoredSheets: [] });
    expect(await namesOf(id)).toEqual([
      'JYJ 教师资格认定 REPORTED',
      'JYJ 校车使用许可 REPORTED',
      'RSJ 技能鉴定 REPORTED',
    ]);
    const imports = await query<{ items: number; account: string; file: string }>(
      'SELECT items, account, file_name AS file FROM catalogue_import WHERE version_id = $1 ORDER BY items',
      id,
    );
    expect(imports).toEqual([
      { items: 2, account: ACCOUNT, file: '清单.csv' },
      { items: 3, account: ACCOUNT, file: '清单.csv' },
    ]);
  });

  it('one wrong row rejects the whole list and is reported', async () => {
    const { id } = await draft();
    await take(id, TWO_UNITS);

    const report = await take(id, '部门,事项名称\n州教育局,校车使用许可\n州教育厅委局,甲\n');

    expect(report).toMatchObject({
      accepted: false,
      issueCount: 1,
      issues: [{ code: 'catalogue.unitUnknown', row: 3, column: '部门' }],
    });
    expect(await namesOf(id)).toHaveLength(3);
    expect(await query('SELECT 1 FROM catalogue_import WHERE version_id = $1', id)).toHaveLength(1);
  });

  it('an import that fails in the database leaves nothing behind', async () => {
    const { id } = await draft();
    await take(id, TWO_UNITS);

    await expect(take(id, '部门,事项名称\n州教育局,校车使用许可\n', { source: 'NO_SUCH' })).rejects.toThrow(
      'catalogue_item_source_fkey',
    );

    expect(await namesOf(id)).toHaveLength(3);
  });

  it('an import report lists the first 500 issues and counts all of them', async () => {
    const { id } = await draft();

    const report = await take(id, `部门,事项名称\n${'州教育厅委局,甲\n'.repeat(1200)}`);

    expect(report).toMatchObject({ accepted: false, issueCount: 1200 });
    expect(!report.accepted && report.issues).toHaveLength(500);
  });

  it('a list of 20,000 items is imported', async () => {
    const { id } = await draft();
    const rows = Array.from({ length: 20_000 }, (_, i) => `州教育局,A${i},事项第${i}号许可,行政许可`);

    const report = await take(id, `部门,事项编码,事项名称,类别\n${rows.join('\n')}\n`);

    expect(report).toMatchObject({ accepted: true, items: 20_000 });
    expect(await catalogues.units(id)).toEqual([{ unit: 'JYJ', items: 20_000, sources: ['REPORTED'] }]);
  });
});

describe('catalogue versions', () => {
  it('a new version has the next number of its scope and copies the items of the one before', async () => {
    const { id, scope } = await draft();
    await take(id, TWO_UNITS);
    const second = { id: randomUUID(), scope, at: AT };

    const [made, again] = [
      await openDraft(database.dataSource, second),
      await openDraft(database.dataSource, second),
    ];

    expect(made).toMatchObject({ scope, version: 2, state: 'draft' });
    expect(again).toEqual(made);
    expect(await namesOf(second.id)).toEqual(await namesOf(id));
    expect((await catalogues.versionsOf(scope)).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('versions opened concurrently get different numbers', async () => {
    const scope = `campaign-${(scopes += 1)}`;
    const open = () => openDraft(database.dataSource, { id: randomUUID(), scope, at: AT });

    const made = await Promise.all([open(), open(), open(), open(), open()]);

    expect(made.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('items copied from the fallback list are marked with their source', async () => {
    const reference = await draft();
    await take(reference.id, TWO_UNITS, { source: 'FALLBACK_2011' });
    const { id } = await draft();
    await take(id, '事项名称\n教师资格认定\n', { reporter: 'JYJ' });

    const counts = await copyItems(database.dataSource, {
      from: reference.id,
      to: id,
      units: ['RSJ', 'CZJ'],
      source: 'FALLBACK_2011',
    });

    expect([...counts]).toEqual([['RSJ', 1]]);
    expect(await namesOf(id)).toEqual(['JYJ 教师资格认定 REPORTED', 'RSJ 技能鉴定 FALLBACK_2011']);
  });
});

describe('a frozen version', () => {
  async function frozen(): Promise<string> {
    const { id } = await draft();
    await take(id, TWO_UNITS);
    await freezeVersion(database.dataSource, id, AT);
    return id;
  }

  it('a frozen version rejects imports and copies', async () => {
    const id = await frozen();
    const other = await draft();

    await expect(take(id, TWO_UNITS)).rejects.toMatchObject({ code: 'CATALOGUE_FROZEN' });
    await expect(
      copyItems(database.dataSource, { from: other.id, to: id, units: ['JYJ'], source: null }),
    ).rejects.toMatchObject({ code: 'CATALOGUE_FROZEN' });
    expect(await namesOf(id)).toHaveLength(3);
  });

  it('a version that is frozen twice keeps its first instant', async () => {
    const id = await frozen();

    const again = await freezeVersion(database.dataSource, id, AT + 1000);

    expect(again.frozenAt).toEqual(new Date(AT));
  });

  it.each([
    [`UPDATE catalogue_item SET name = '改名' WHERE version_id = $1`],
    ['DELETE FROM catalogue_item WHERE version_id = $1'],
    [
      `INSERT INTO catalogue_item (id, version_id, unit_code, number, name, name_key, category, source)
       VALUES (gen_random_uuid(), $1, 'JYJ', 9, '新', '新', 'OTHER', 'REPORTED')`,
    ],
    [`UPDATE catalogue_version SET state = 'draft', frozen_at = NULL WHERE id = $1`],
    [`UPDATE catalogue_version SET note = '改' WHERE id = $1`],
    ['DELETE FROM catalogue_version WHERE id = $1'],
  ])('the database rejects a change of a frozen version: %s', async (sql) => {
    const id = await frozen();
    const before = await catalogues.items(id);

    await expect(query(sql, id)).rejects.toThrow('is frozen');

    expect(await catalogues.items(id)).toEqual(before);
  });

  it('an item cannot be moved into a frozen version', async () => {
    const id = await frozen();
    const other = await draft();
    await take(other.id, '部门,事项名称\n州教育局,校车使用许可\n');

    await expect(
      query('UPDATE catalogue_item SET version_id = $1 WHERE version_id = $2', id, other.id),
    ).rejects.toThrow('stays in its catalogue version');
  });

  it('freezing waits for a concurrent insert of an item', async () => {
    const { id } = await draft();
    const writer = database.dataSource.createQueryRunner();
    await writer.startTransaction();
    await writer.query(
      `INSERT INTO catalogue_item (id, version_id, unit_code, number, name, name_key, category, source)
       VALUES (gen_random_uuid(), $1, 'JYJ', 1, '甲', '甲', 'OTHER', 'REPORTED')`,
      [id],
    );

    const freezing = freezeVersion(database.dataSource, id, AT);
    const early = await Promise.race([freezing.then(() => 'frozen'), waiting(300)]);
    await writer.commitTransaction();
    await writer.release();

    expect(early).toBe('waiting');
    expect((await freezing).state).toBe('frozen');
    expect(await namesOf(id)).toEqual(['JYJ 甲 REPORTED']);
  });
});

const waiting = (ms: number): Promise<string> => new Promise((resolve) => setTimeout(resolve, ms, 'waiting'));

describe('comparing two versions', () => {
  async function twoVersions(): Promise<{ older: string; newer: string; items: Record<string, string> }> {
    const older = await draft();
    const newer = await draft();
    await take(
      older.id,
      '部门,事项名称\n州教育局,教师资格认定\n州教育局,民办学校设立审批\n州教育局,校车许可\n',
    );
    await take(
      newer.id,
      '部门,事项名称\n州教育局,教师资格认定\n州教育局,民办学校设立变更审批\n州教育局,民办学校审批\n州人社局,校车许可\n',
    );
    const items = [
      ...(await catalogues.items(older.id)).map(({ id, name }) => [`older ${name}`, id]),
      ...(await catalogues.items(newer.id)).map(({ id, name }) => [`newer ${name}`, id]),
    ];
    return { older: older.id, newer: newer.id, items: Object.fromEntries(items) };
  }
  const compared = async (older: string, newer: string) => {
    const { unchanged, renamed, added, removed } = await compareVersions(database.dataSource, {
      older,
      newer,
    });
    return {
      unchanged: unchanged.map(({ newer }) => newer.name),
      renamed: renamed.map((pair) => `${pair.older.name} → ${pair.newer.name}${pair.confirmed ? '' : '?'}`),
      added: added.map(({ unit, name }) => `${unit} ${name}`),
      removed: removed.map(({ name }) => name),
    };
  };
  const decide = (older: string, newer: string, verdict: 'confirmed' | 'refused') =>
    decideRename(database.dataSource, { older, newer, verdict, account: ACCOUNT, at: AT });

  it('the most similar names of one unit are proposed as renamed', async () => {
    const { older, newer } = await twoVersions();

    expect(await compared(older, newer)).toEqual({
      unchanged: ['教师资格认定'],
      renamed: ['民办学校设立审批 → 民办学校设立变更审批?'],
      added: ['JYJ 民办学校审批', 'RSJ 校车许可'],
      removed: ['校车许可'],
    });
  });

  it('a comparison keeps confirmed and refused renames', async () => {
    const { older, newer, items } = await twoVersions();
    const from = items['older 民办学校设立审批']!;

    await decide(from, items['newer 民办学校设立变更审批']!, 'refused');
    expect((await compared(older, newer)).renamed).toEqual(['民办学校设立审批 → 民办学校审批?']);
    await decide(from, items['newer 民办学校审批']!, 'confirmed');

    expect(await compared(older, newer)).toMatchObject({
      renamed: ['民办学校设立审批 → 民办学校审批'],
      added: ['JYJ 民办学校设立变更审批', 'RSJ 校车许可'],
    });
  });

  it('an item has one confirmed rename, until that is refused', async () => {
    const { older, newer, items } = await twoVersions();
    const from = items['older 民办学校设立审批']!;
    const [first, second] = [items['newer 民办学校设立变更审批']!, items['newer 民办学校审批']!];
    await decide(from, first, 'confirmed');

    await expect(decide(from, second, 'confirmed')).rejects.toMatchObject({
      code: 'RENAME_NOT_ALLOWED',
      detail: { code: 'catalogue.renamedAlready' },
    });
    await decide(from, first, 'refused');
    await decide(from, second, 'confirmed');

    expect((await compared(older, newer)).renamed).toEqual(['民办学校设立审批 → 民办学校审批']);
  });

  it('a rename into another unit, within one version or of an unknown item is rejected', async () => {
    const { items } = await twoVersions();
    const from = items['older 校车许可']!;

    const results = await Promise.allSettled([
      decide(from, items['newer 校车许可']!, 'confirmed'),
      decide(from, items['older 教师资格认定']!, 'confirmed'),
      decide(from, randomUUID(), 'confirmed'),
    ]);

    expect(results.map((result) => result.status === 'rejected' && result.reason.detail.code)).toEqual([
      'catalogue.unitsDiffer',
      'catalogue.sameVersion',
      'catalogue.noItem',
    ]);
  });

  it('one of two concurrent confirmations of a rename is accepted', async () => {
    const { items } = await twoVersions();
    const from = items['older 民办学校设立审批']!;

    const results = await Promise.allSettled([
      decide(from, items['newer 民办学校设立变更审批']!, 'confirmed'),
      decide(from, items['newer 民办学校审批']!, 'confirmed'),
    ]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
