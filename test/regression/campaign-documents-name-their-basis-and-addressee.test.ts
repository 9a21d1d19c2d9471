import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { makeBulletin, makeNotices, makeReport } from '../../domain/campaigns/campaign-documents.js';
import { CataloguesRepository } from '../../domain/campaigns/catalogue/catalogues.repository.js';
import { frozenCampaign } from '../domain/campaigns/stage.js';
import { partsOf, paragraphsOf } from '../domain/documents/unpacked.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let campaign: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const items = { JYJ: ['教师资格认定'], '522601': ['再生育审批'] };
  campaign = await frozenCampaign(database.dataSource, { url: 'http://example.gov.cn/', items });
  const list = randomUUID();
  await database.query(
    `INSERT INTO catalogue_version (id, scope, version, state, created_at, frozen_at)
     VALUES ($1, 'fallback', 1, 'frozen', now(), now())`,
    [list],
  );
  await database.query(
    `INSERT INTO fallback_list (id, name, number, dated)
     VALUES ($1, '黔东南州人民政府各部门行政权力清单(试行)', '第38次常务会议', '2011-08-08')`,
    [list],
  );
  await database.query('UPDATE campaign SET fallback_version = $2 WHERE id = $1', [campaign, list]);
  for (const [unit, found] of Object.entries({ JYJ: 'REPORTED', '522601': 'FALLBACK' }))
    await database.query(
      `INSERT INTO process (id, key, version, subject, state, parent_id, facts, started_at)
       VALUES (gen_random_uuid(), 'campaign-department', 1, 'SX', 'running', $1, $2, now())`,
      [campaign, JSON.stringify({ unit, list: found })],
    );
  for (const unit of Object.keys(items))
    await database.query(
      `INSERT INTO campaign_finding (id, campaign_id, round, unit_code, item_name, kind, certainty, state, address, seen, excerpt, found_at)
       VALUES (gen_random_uuid(), $1, 1, $2, '某事项', 'ITEM_MISSING', 'certain', 'open', 'http://example.gov.cn/', '', '', now())`,
      [campaign, unit],
    );
});
afterAll(() => database.drop());

/** Paragraphs of a document's DOCX. */
async function textOf(kind: string, unit = ''): Promise<string[]> {
  const [file] = await database.query<{ bytes: Buffer }>(
    `SELECT bytes FROM document WHERE process_id = $1 AND kind = $2 AND unit_code = $3 AND format = 'docx'`,
    [campaign, kind, unit],
  );
  return paragraphsOf(partsOf(file!.bytes).get('word/document.xml')!);
}
const LIST = '《黔东南州人民政府各部门行政权力清单（试行）》（2011年8月8日第38次常务会议）';

describe('documents of a campaign', () => {
  it('the report of a campaign addresses the government and names the fallback list', async () => {
    await makeReport(database.dataSource, campaign);
    const report = await textOf('report');

    expect(report).toContain('黔东南州人民政府：');
    expect(report.join('\n')).toContain(`凯里市未按时报送清单，按${LIST}检查。`);
  });

  it('notice and bulletin address a county as its government', async () => {
    await makeNotices(database.dataSource, campaign);
    await makeBulletin(database.dataSource, campaign);
    const bulletin = await textOf('bulletin');

    expect(await textOf('notice', '522601')).toContain('凯里市人民政府：');
    expect(await textOf('notice', 'JYJ')).toContain('州教育局：');
    expect(bulletin).toContain('凯里市人民政府、州教育局：');
    expect(bulletin.join('\n')).toContain(`以${LIST}为准`);
  });
});

it('documents name the catalogue of the earlier campaign as fallback list', async () => {
  expect(await new CataloguesRepository(database.dataSource).listName(campaign)).toEqual({
    name: '检查清理事项目录',
    number: null,
    date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  });
});
