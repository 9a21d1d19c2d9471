import type { DataSource } from 'typeorm';
import { bulletin } from './documents/bulletin.js';
import type { CampaignFacts, FindingLine, Issue, UnitResult } from './documents/facts.js';
import { inspectionReport } from './documents/inspection-report.js';
import { problemReport } from './documents/problem-report.js';
import { rectificationNotice } from './documents/rectification-notice.js';
import { problemOf } from './documents/tables.js';
import { DutyListRepository } from '../cases/duty/duty-list.repository.js';
import { keepDocument } from '../cases/documents/document-store.js';
import type { ItemTable } from '../documents/item-table.js';
import type { OfficialDocument } from '../documents/model.js';
import { fullWidthBrackets } from '../documents/wording.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import { CampaignsRepository, type CampaignRow } from './campaigns.repository.js';
import { CataloguesRepository } from './catalogue/catalogues.repository.js';
import { measureDepartments } from './department-measures.js';
import { FindingsRepository } from './findings.repository.js';
import { InspectionPagesRepository } from './inspection-pages.repository.js';
import { readCampaign } from './read-campaign.js';

interface Basis {
  readonly campaign: CampaignRow;
  readonly facts: CampaignFacts;
  /** By code. */
  readonly names: ReadonlyMap<string, string>;
  /** By code, as documents address them. */
  readonly formalNames: ReadonlyMap<string, string>;
  /** By code, as letterheads and signatures have them. */
  readonly fullNames: ReadonlyMap<string, string>;
  /** The government that reports go to. */
  readonly reportedTo: string;
  readonly units: readonly UnitResult[];
  readonly lines: readonly FindingLine[];
  readonly today: string;
}

/** A2.3: makes the report with the rectification plan, and the table of all findings. */
export async function makeReport(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  const text = inspectionReport(basis.facts, basis.units, basis.lines, toGovernment(basis));
  await keepDocument(dataSource, { process: campaign, kind: 'report', content: { text } });
  await keepDocument(dataSource, { process: campaign, kind: 'items', content: { table: tableOf(basis) } });
}

/** A2.4: makes the notice of each department that has something to rectify. */
export async function makeNotices(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  const register = new DutyListRepository(dataSource);
  const officers = await register.contacts(basis.campaign.departments, 'campaign', basis.today);
  for (const unit of basis.campaign.departments) {
    const name = basis.names.get(unit)!;
    const own = basis.lines.filter((line) => line.unit === name);
    if (own.length === 0) continue;
    const issue = { ...toGovernment(basis), recipients: basis.formalNames.get(unit)! };
    const text = rectificationNotice(basis.facts, own, issue, officers.get(unit));
    await keepDocument(dataSource, { process: campaign, kind: 'notice', unit, content: { text } });
  }
}

/** A3.2: makes the report on the findings that are open after the full recheck. */
export async function makeProblemReport(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  const text = problemReport(basis.facts, basis.units, basis.lines, toGovernment(basis));
  await keepDocument(dataSource, { process: campaign, kind: 'problems', content: { text } });
}

/** A3.3: makes the government's bulletin (通报), and the table of open findings. */
export async function makeBulletin(dataSource: DataSource, campaign: string): Promise<void> {
  const basis = await read(dataSource, campaign);
  await keepDocument(dataSource, {
    process: campaign,
    kind: 'bulletin',
    content: { text: bulletinOf(basis) },
  });
  await keepDocument(dataSource, { process: campaign, kind: 'items', content: { table: tableOf(basis) } });
}

/** The text of an issued bulletin, and the results by unit that it states. */
export interface IssuedBulletin {
  readonly text: OfficialDocument;
  readonly units: readonly UnitResult[];
}

/**
 * Reads an issued bulletin again. A campaign ends with it, so that its findings and items stay as they were.
 *
 * @param on `YYYY-MM-DD`: when it was issued
 */
export async function readBulletin(
  dataSource: DataSource,
  campaign: string,
  on: string,
): Promise<IssuedBulletin> {
  const basis = { ...(await read(dataSource, campaign)), today: on };
  return { text: bulletinOf(basis), units: basis.units };
}

function bulletinOf({ campaign, facts, units, lines, names, formalNames, fullNames, today }: Basis) {
  const signer = fullNames.get(campaign.government)!;
  return bulletin(facts, units, lines, {
    letterhead: signer,
    number: null,
    recipients: campaign.departments.map((unit) => formalNames.get(unit)!).join('、'),
    signer,
    date: today,
    copies: [names.get(campaign.centre)!],
    issuedBy: signer,
  });
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
  const named = await new CampaignsRepository(dataSource).unitNamings(codes);
  const names = new Map(named.map(({ code, name }) => [code, name]));
  const inspected = await new InspectionPagesRepository(dataSource).period(`${id}/1`);
  const findings = new FindingsRepository(dataSource);
  const catalogues = new CataloguesRepository(dataSource);
  const { fallbackVersion } = campaign;
  const today = formatDay(dayOf(Date.now()));
  const dayOr = (at: Date | null): string => (at ? formatDay(dayOf(at.getTime())) : today);
  return {
    campaign,
    names,
    formalNames: new Map(named.map(({ code, formal }) => [code, formal])),
    fullNames: new Map(named.map(({ code, full }) => [code, full])),
    reportedTo: named.find(({ code }) => code === campaign.government)!.reportedTo,
    today,
    lines: await findings.openLines(id),
    units: await measureDepartments(dataSource, id),
    facts: {
      subject: '政务服务中心网站在线办事事项',
      plan: fullWidthBrackets(campaign.plan),
      inspector: names.get(campaign.centre)!,
      inspectedFrom: dayOr(inspected.first),
      inspectedTo: dayOr(inspected.last),
      rectifyBy: campaign.dates.rectifyBy,
      fallback: fallbackVersion === null ? null : await catalogues.listName(fallbackVersion),
      siteDown: await findings.wasSiteDown(id),
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
