import type { DataSource } from 'typeorm';
import type { FindingKind } from './measures/findings.js';
import { bulletin } from './documents/bulletin.js';
import type { CampaignFacts, FindingLine, Issue, UnitResult } from './documents/facts.js';
import { inspectionReport } from './documents/inspection-report.js';
import { problemReport } from './documents/problem-report.js';
import { rectificationNotice } from './documents/rectification-notice.js';
import { problemOf } from './documents/tables.js';
import { keepDocument } from '../cases/documents/document-store.js';
import type { ItemTable } from '../documents/item-table.js';
import { fullWidthBrackets } from '../documents/wording.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import type { ElementName } from '../inspection/text/elements.js';
import { formalName, fullName, reportedTo } from '../cases/units/formal-name.js';
import { readCampaign, type CampaignRow } from './campaign-row.js';
import { fallbackOf } from './catalogue/fallback-list.js';
import { measureDepartments } from './department-measures.js';

interface Basis {
  readonly campaign: CampaignRow;
  readonly facts: CampaignFacts;
  readonly names: ReadonlyMap<string, string>;
  /** As documents address them. */
  readonly formalNames: ReadonlyMap<string, string>;
  /** By code, as letterheads and signatures have them. */
  readonly fullNames: ReadonlyMap<string, string>;
  /** The government that reports go to. */
  readonly reportedTo: string;
  readonly units: readonly UnitResult[];
  readonly lines: readonly FindingLine[];
  readonly today: string;
}

/** A2.3: report and rectification plan in one document, and the table of all findings. */
export async function makeReport(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  const text = inspectionReport(basis.facts, basis.units, basis.lines, toGovernment(basis));
  await keepDocument(dataSource, { process: campaign, kind: 'report', content: { text } });
  await keepDocument(dataSource, { process: campaign, kind: 'items', content: { table: tableOf(basis) } });
}

/** A2.4: what each department has to put right. */
export async function makeNotices(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  for (const unit of basis.campaign.departments) {
    const name = basis.names.get(unit)!;
    const own = basis.lines.filter((line) => line.unit === name);
    if (own.length === 0) continue;
    const text = rectificationNotice(basis.facts, own, {
      ...toGovernment(basis),
      recipients: basis.formalNames.get(unit)!,
    });
    await keepDocument(dataSource, { process: campaign, kind: 'notice', unit, content: { text } });
  }
}

/** A3.2: what is left after the recheck of everything. */
export async function makeProblemReport(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  const text = problemReport(basis.facts, basis.units, basis.lines, toGovernment(basis));
  await keepDocument(dataSource, { process: campaign, kind: 'problems', content: { text } });
}

/** A3.3: the government's bulletin. */
export async function makeBulletin(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  const { names, formalNames, fullNames, today } = basis;
  const signer = fullNames.get(basis.campaign.government)!;
  const text = bulletin(basis.facts, basis.units, basis.lines, {
    letterhead: signer,
    number: null,
    recipients: [...basis.campaign.departments].map((unit) => formalNames.get(unit)!).join('、'),
    signer,
    date: today,
    copies: [names.get(basis.campaign.centre)!],
    issuedBy: signer,
  });
  await keepDocument(dataSource, { process: campaign, kind: 'bulletin', content: { text } });
  await keepDocument(dataSource, { process: campaign, kind: 'items', content: { table: tableOf(basis) } });
}

const toGovernment = ({ campaign, fullNames, today, reportedTo }: Basis): Issue => ({
  letterhead: fullNames.get(campaign.centre)!,
  number: null,
  recipients: reportedTo,
  signer: fullNames.get(campaign.centre)!,
  date: today,
  copies: [],
  issuedBy: null,
});

async function read(dataSource: DataSource, id: string): Promise<Basis> {
  const campaign = await readCampaign(dataSource, id);
  const codes = [campaign.centre, campaign.government, ...campaign.departments];
  const named: { code: string; name: string; formal: string; full: string; reportedTo: string }[] =
    await dataSource.query(
      `SELECT u.code, u.name, ${formalName('u')} AS formal, ${fullName('u')} AS full,
       ${reportedTo('u', 'above')} AS "reportedTo"
     FROM unit u LEFT JOIN unit above ON above.code = u.parent_code WHERE u.code = ANY($1)`,
      [codes],
    );
  const names = new Map(named.map(({ code, name }) => [code, name]));
  const [inspected]: { first: Date | null; last: Date | null }[] = await dataSource.query(
    'SELECT min(at) AS first, max(at) AS last FROM inspection_page WHERE inspection = $1',
    [`${id}/1`],
  );
  const down: unknown[] = await dataSource.query(
    `SELECT 1 FROM campaign_finding WHERE campaign_id = $1 AND kind = 'SITE_DOWN' AND state <> 'dismissed' LIMIT 1`,
    [id],
  );
  const today = formatDay(dayOf(Date.now()));
  const dayOr = (at: Date | null | undefined): string => (at ? formatDay(dayOf(at.getTime())) : today);
  const lines: (Omit<FindingLine, 'kind' | 'element'> & {
    kind: FindingKind;
    element: ElementName | null;
  })[] = await dataSource.query(LINES, [id]);
  return {
    campaign,
    names,
    formalNames: new Map(named.map(({ code, formal }) => [code, formal])),
    fullNames: new Map(named.map(({ code, full }) => [code, full])),
    reportedTo: named.find(({ code }) => code === campaign.government)!.reportedTo,
    today,
    lines,
    units: await measureDepartments(dataSource, id),
    facts: {
      subject: '政务服务中心网站在线办事事项',
      plan: fullWidthBrackets(campaign.plan),
      inspector: names.get(campaign.centre)!,
      inspectedFrom: dayOr(inspected?.first),
      inspectedTo: dayOr(inspected?.last),
      rectifyBy: campaign.dates.rectifyBy,
      fallback: await fallbackOf(dataSource, campaign),
      siteDown: down.length > 0,
    },
  };
}

const tableOf = ({ campaign, names, lines, today }: Basis): ItemTable => ({
  title: '检查发现问题清单',
  madeBy: names.get(campaign.centre)!,
  madeOn: today,
  columns: [
    { title: '序号', width: 6 },
    { title: '单位', width: 24, align: 'left' },
    { title: '事项', width: 40, align: 'left' },
    { title: '问题', width: 28, align: 'left' },
    { title: '页面地址', width: 50, align: 'left' },
  ],
  rows: lines.map((line, index) => [index + 1, line.unit, line.item, problemOf(line), line.url]),
});

const LINES = `
  SELECT u.name AS unit, f.item_name AS item, f.kind, f.element,
    CASE WHEN f.kind <> 'ITEM_MISSING' THEN f.address END AS url
  FROM campaign_finding f JOIN campaign c ON c.id = f.campaign_id JOIN unit u ON u.code = f.unit_code
  WHERE f.campaign_id = $1 AND f.state = 'open'
  ORDER BY array_position(c.departments, f.unit_code), f.item_name, f.kind, f.element, f.id`;
