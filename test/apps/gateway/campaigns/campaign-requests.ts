import { randomUUID } from 'node:crypto';
import type { Answer, TestGateway } from '../../../support/gateway.js';

export const CENTRE = 'service.centre';
export const UNITS = ['FGW', 'JYJ'];

const FALLBACK = {
  name: '黔东南州人民政府各部门行政权力清单',
  number: '第十二届州人民政府第三十八次常务会议',
  date: '2011-08-08',
};

/** A list as an upload has it. */
export const csv = (...rows: string[]) => ({
  name: 'list.csv',
  bytes: ['部门,事项名称,类别', ...rows].join('\n'),
});

/** Requests about campaigns, for the gateway of a test. */
export function campaignRequests({ request, query }: TestGateway) {
  const create = (fields: object = {}): Promise<Answer> =>
    request('POST', '/campaigns', {
      as: CENTRE,
      body: {
        preset: 'QDN-2015',
        firstDay: '2030-05-15',
        departments: UNITS,
        site: { url: 'http://example.gov.cn/' },
        ...fields,
      },
    });
  /** A campaign whose notice is issued: its departments are asked for their lists. */
  async function begun(fields: object = {}): Promise<string> {
    const { body } = await create(fields);
    const { body: tasks } = await request('GET', `/tasks?processId=${body.id}`, { as: CENTRE });
    await request('POST', `/tasks/${tasks.items[0].id}/complete`, {
      as: CENTRE,
      body: { outcome: 'issue', content: {} },
    });
    const campaign = body.id as string;
    for (const unit of UNITS) await departmentPart(campaign, unit);
    return campaign;
  }

  /** A department's process, which asks for its list. Children of a process do not run in this gateway. */
  async function departmentPart(campaign: string, unit: string): Promise<void> {
    const id = randomUUID();
    await query(
      `INSERT INTO process (id, key, version, subject, state, stage, parent_id, facts, input, units, started_at)
       VALUES ($1, 'campaign-department', 1, 'SX', 'running', 'listing', $2, $3, $3, $4, now())`,
      [id, campaign, { campaign, unit }, [unit]],
    );
    await query(
      `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
       VALUES ($1, 'campaign-department', 1, 'reportList', 'listing', $2, 'agency-clerk', 'open', now())`,
      [id, unit],
    );
  }

  function upload(
    path: string,
    as: string,
    file: { name: string; bytes: Buffer | string },
    fields: Readonly<Record<string, string>> = path === '/fallback-lists' ? FALLBACK : {},
  ): Promise<Answer> {
    const boundary = 'x'.repeat(30);
    const texts = Object.entries(fields).map(
      ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
    );
    const body = Buffer.concat([
      Buffer.from(texts.join('')),
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n` +
          'Content-Type: application/octet-stream\r\n\r\n',
      ),
      Buffer.from(file.bytes),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return request('POST', path, {
      as,
      body,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  }
  const fallback = (...rows: string[]): Promise<Answer> => upload('/fallback-lists', CENTRE, csv(...rows));

  async function insertFinding(campaign: string, fields: Record<string, unknown>): Promise<string> {
    const row = {
      id: randomUUID(),
      campaign_id: campaign,
      round: 1,
      unit_code: 'JYJ',
      item_name: '教师资格认定',
      kind: 'ELEMENT_INACCURATE',
      element: '联系电话',
      certainty: 'ambiguous',
      state: 'found',
      address: 'http://example.gov.cn/g',
      seen: 'only mobile numbers',
      excerpt: '13985512345',
      found_at: new Date(),
      ...fields,
    };
    const columns = Object.keys(row);
    await query(
      `INSERT INTO campaign_finding (${columns.join()}) VALUES (${columns.map((_, n) => `$${n + 1}`).join()})`,
      Object.values(row),
    );
    return row.id;
  }

  return { create, begun, upload, fallback, insertFinding };
}
