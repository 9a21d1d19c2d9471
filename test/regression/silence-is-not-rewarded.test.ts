import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { compileCatalogue, replaceFallback } from '../../domain/campaigns/compile-catalogue.js';
import {
  freezeVersion,
  openDraft,
  replaceItems,
} from '../../domain/campaigns/catalogue/catalogue-versions.js';
import { CataloguesRepository } from '../../domain/campaigns/catalogue/catalogues.repository.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import { serviceItemCampaignProcess } from '../../workflows/campaigns/behaviour.js';
import { campaignInput, dates } from '../workflows/campaigns/campaign.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestGateway, type Answer } from '../support/gateway.js';

const gateway = await startTestGateway();
const LIST = '00000000-0000-4000-8000-00000000aaaa';

describe('the catalogue of a campaign with a silent unit', () => {
  /** What the step has found each time: units without an item. */
  async function compiled(...without: string[][]): Promise<Simulation> {
    const found = [...without];
    const campaign = await new Simulation(serviceItemCampaignProcess, campaignInput(['AJJ', 'JYJ']), {
      childResult: () => new Promise(() => undefined),
      stepResult: (name) =>
        name === 'compileCatalogue'
          ? { items: 30, reported: 1, fallback: 1, without: found.shift() }
          : undefined,
    }).start();
    await campaign.complete('issueNotice', 'issue');
    await campaign.signal('listed', { list: 'FALLBACK', reported: null }, 'AJJ');
    await campaign.signal('listed', { list: 'REPORTED', reported: null }, 'JYJ');
    return campaign;
  }
  const open = (campaign: Simulation): unknown[] =>
    campaign.openTasks().map(({ name, unit, due }) => [name, unit, due]);
  const steps = (campaign: Simulation): string[] => campaign.steps.map(({ name }) => name);

  it('the catalogue waits for a list of a silent unit, by the day of the catalogue', async () => {
    const campaign = await compiled(['AJJ']);

    expect(open(campaign)).toEqual([['supplyFallback', 'ZWZX', dates.catalogueBy]]);
  });

  it('the catalogue is compiled again with each supplied list until every unit has items', async () => {
    const campaign = await compiled(['AJJ'], ['AJJ'], []);

    await campaign.complete('supplyFallback', 'supply', { list: LIST });
    const stillWithout = open(campaign);
    await campaign.complete('supplyFallback', 'supply', { list: LIST });

    expect(stillWithout).toEqual([['supplyFallback', 'ZWZX', dates.catalogueBy]]);
    expect(steps(campaign)).toEqual([
      ...['compileCatalogue', 'takeFallback', 'compileCatalogue', 'takeFallback', 'compileCatalogue'],
    ]);
    expect(campaign.steps[1]!.argument).toEqual({ list: LIST });
    expect(open(campaign)).toEqual([['freezeCatalogue', 'ZWZX', dates.catalogueBy]]);
  });

  it('a catalogue with items of every unit can be frozen at once', async () => {
    expect(open(await compiled([]))).toEqual([['freezeCatalogue', 'ZWZX', dates.catalogueBy]]);
  });
});

describe('compiling', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function campaignWithout(): Promise<string> {
    const id = randomUUID();
    await database.query(
      `INSERT INTO campaign (id, title, plan, centre, government, departments, dates, site, fallback_source, created_by, created_at)
       VALUES ($1, '检查清理', '《方案》', 'ZWZX', 'ZFB', '{AJJ,JYJ}', '{}', '{}', 'FALLBACK_2011', 'test', now())`,
      [id],
    );
    return id;
  }
  async function listOf(unit: string): Promise<string> {
    const { dataSource } = database;
    const id = randomUUID();
    await openDraft(dataSource, { id, scope: 'fallback', at: Date.now(), empty: true });
    const item = { unit, name: '安全生产许可', code: null, powerType: null, guideUrl: null };
    await dataSource.transaction((tx) =>
      replaceItems(tx, {
        ...{ versionId: id, source: 'FALLBACK_2011', units: [unit] },
        items: [{ ...item, category: 'ADMIN_APPROVAL' }],
      }),
    );
    await freezeVersion(dataSource, id, Date.now());
    return id;
  }
  const argument = [
    { unit: 'AJJ', list: 'FALLBACK', reported: null },
    { unit: 'JYJ', list: 'REPORTED', reported: null },
  ] as const;

  it('compiling returns the units without an item, silent or unchanged', async () => {
    const process = await campaignWithout();

    const result = await compileCatalogue(database.dataSource, { process, argument });

    expect(result).toEqual({ items: 0, reported: 1, fallback: 1, without: ['AJJ', 'JYJ'] });
  });

  it('compiling takes the items of the supplied list, with their source', async () => {
    const process = await campaignWithout();
    await compileCatalogue(database.dataSource, { process, argument });

    await replaceFallback(database.dataSource, { process, argument: { list: await listOf('AJJ') } });
    const result = await compileCatalogue(database.dataSource, { process, argument });

    expect(result).toMatchObject({ items: 1, without: ['JYJ'] });
    expect(await new CataloguesRepository(database.dataSource).items(process)).toMatchObject([
      { unit: 'AJJ', name: '安全生产许可', source: 'FALLBACK_2011' },
    ]);
  });
});

describe('the supplied fallback list', () => {
  const CENTRE = 'service.centre';
  async function asked(unlisted: readonly string[]): Promise<(list: string) => Promise<Answer>> {
    const { request, query } = gateway;
    const body = {
      preset: 'QDN-2015',
      firstDay: '2030-05-15',
      departments: ['AJJ', 'JYJ'],
      site: { url: 'http://example.gov.cn/' },
    };
    const { body: campaign } = await request('POST', '/campaigns', { as: CENTRE, body });
    await query(`UPDATE process SET facts = facts || $2 WHERE id = $1`, [
      campaign.id,
      JSON.stringify({ unlisted }),
    ]);
    await query(
      `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
       VALUES ($1, 'service-item-campaign', 90, 'supplyFallback', 'listing', 'ZWZX', 'service-centre', 'open', now())`,
      [campaign.id],
    );
    return (list) =>
      request('POST', `/tasks/${campaign.id}.90/complete`, {
        as: CENTRE,
        body: { outcome: 'supply', decision: { list }, content: {} },
      });
  }
  async function uploaded(...rows: string[]): Promise<string> {
    const form = formOf(['部门,事项名称,类别', ...rows].join('\n'), {
      name: '《黔东南州人民政府各部门行政权力清单》',
      number: '第38次常务会议',
      date: '2011-08-08',
    });
    const { body } = await gateway.request('POST', '/fallback-lists', { as: CENTRE, ...form });
    return body.id;
  }

  it('a supplied list without items of an unlisted unit is rejected', async () => {
    const supply = await asked(['AJJ', 'JYJ']);

    const { status, body } = await supply(await uploaded('州安监局,安全生产许可,行政许可'));

    expect([status, body.issues]).toMatchObject([
      400,
      [{ field: 'decision.list', code: 'campaigns.fallbackListLacksUnit', params: { unit: 'JYJ' } }],
    ]);
  });

  it('an unknown supplied list is rejected', async () => {
    const supply = await asked(['AJJ']);

    const { status, body } = await supply(randomUUID());

    expect([status, body.issues]).toMatchObject([
      400,
      [{ field: 'decision.list', code: 'campaigns.fallbackListUnknown' }],
    ]);
  });

  it('a supplied list with every unlisted unit is accepted', async () => {
    const supply = await asked(['AJJ']);

    const { body } = await supply(await uploaded('州安监局,安全生产许可,行政许可'));

    // The process of this test has not come so far: it is the process that refuses, not the check.
    expect(body.code).not.toBe('VALIDATION_FAILED');
  });
});

/** A form with a list and the texts beside it, the file first. */
function formOf(
  csv: string,
  fields: Readonly<Record<string, string>>,
): { body: Buffer; headers: Record<string, string> } {
  const part = (head: string, text: string): string =>
    `--xx\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
  const texts = Object.entries(fields).map(([name, text]) => part(`name="${name}"`, text));
  return {
    body: Buffer.from([part('name="file"; filename="list.csv"', csv), ...texts, '--xx--\r\n'].join('')),
    headers: { 'content-type': 'multipart/form-data; boundary=xx' },
  };
}
