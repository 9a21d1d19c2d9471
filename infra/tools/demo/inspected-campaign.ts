import { listFile } from '../play-campaign/departments.js';
import { CENTRE } from '../play-campaign/habits.js';
import { generateSite } from '../service-sites/generate.js';
import { serveSite } from '../service-sites/serve.js';
import { shanghaiDay } from '../staff-api/temporary-policy.js';
import { until, type Offices } from './offices.js';
import { INSPECTED } from './texts/campaign.js';

const LOOPBACK = '127.0.0.0/8';

interface Finding {
  readonly id: string;
  readonly state: string;
}

/**
 * A campaign that has inspected a generated site, served on loopback while it is read: findings with their evidence, an
 * objection that was ruled on, one department that has rectified its findings and one that has not.
 */
export class InspectedCampaign {
  constructor(private readonly offices: Offices) {}

  /** Whether the operator allows inspections of this machine (`DUBAN_INSPECT_ALLOW`). */
  async isPossible(): Promise<boolean> {
    const { networks } = await this.offices.api.get<{ networks: string[] }>('/campaign-presets', CENTRE);
    return networks.includes(LOOPBACK);
  }

  async run(): Promise<void> {
    const { rectifies, contests } = INSPECTED;
    const site = generateSite({ ...INSPECTED.site, departments: [rectifies.name, contests.name] });
    const served = await serveSite(site);
    try {
      const departments = [rectifies, contests].map(({ unit, name }) => ({
        unit,
        items: site.catalogue.flatMap((item) => (item.department === name ? [item.name] : [])),
      }));
      const campaign = await this.begin(
        departments.map(({ unit }) => unit),
        served.url,
      );
      const parts = new Map<string, string>();
      for (const { unit, items } of departments) parts.set(unit, await this.report(campaign, unit, items));
      const [rectifying, contesting] = [parts.get(rectifies.unit)!, parts.get(contests.unit)!];
      await this.done(campaign, 'freezeCatalogue', 'freeze');
      await this.done(campaign, 'reviewFindings', 'handDown');
      await this.done(rectifying, 'confirmFindings', 'confirm');
      await this.contest(campaign, contesting);
      await this.done(campaign, 'submitReport', 'submit');
      await this.done(campaign, 'approvePlan', 'approve');
      site.repair(departments.find(({ unit }) => unit === rectifies.unit)!.items);
      await this.done(rectifying, 'rectify', 'declare');
      await this.done(rectifying, 'recheck', 'pass');
    } finally {
      await served.close();
    }
  }

  private async begin(departments: readonly string[], url: string): Promise<string> {
    const site = { url, allow: [LOOPBACK], rate: 50, concurrency: 16 };
    const body = { preset: 'QDN-2015', title: INSPECTED.title, firstDay: shanghaiDay(), departments, site };
    const { id } = await this.offices.api.post<{ id: string }>('/campaigns', body, { as: CENTRE });
    await this.done(id, 'issueNotice', 'issue');
    return id;
  }

  /** The list of a department, until the centre has accepted it. @returns id of the department's process */
  private async report(campaign: string, unit: string, items: readonly string[]): Promise<string> {
    const { api } = this.offices;
    const process = await until(async () => {
      const found = await api.get<{ items: { unit: string; process: { id: string } | null }[] }>(
        `/campaigns/${campaign}/departments`,
        CENTRE,
      );
      return found.items.find((department) => department.unit === unit)?.process?.id;
    }, `the part of ${unit} in the inspected campaign`);
    await this.done(process, 'nameContact', 'name');
    const { id: list } = await api.post<{ id: string }>(
      `/campaigns/${campaign}/departments/${unit}/lists`,
      listFile(items.map((item) => [unit, item] as const)),
      { as: `${unit.toLowerCase()}.clerk` },
    );
    await this.offices.completes(process, { task: 'reportList', outcome: 'report', decision: { list } });
    await this.done(process, 'checkList', 'accept');
    return process;
  }

  /** The first finding is withdrawn after an objection, the others stay. */
  private async contest(campaign: string, process: string): Promise<void> {
    const { api } = this.offices;
    await this.offices.opened(process, 'confirmFindings', CENTRE);
    const findings = await api.all<Finding>(
      `/campaigns/${campaign}/findings?unit=${INSPECTED.contests.unit}&state=open`,
      CENTRE,
    );
    await this.offices.completes(process, {
      task: 'confirmFindings',
      outcome: 'contest',
      decision: { findings: findings.slice(0, 2).map(({ id }) => id) },
      content: { reason: INSPECTED.objection, attachmentIds: [] },
    });
    await this.offices.completes(process, {
      task: 'ruleFindings',
      outcome: 'withdraw',
      decision: { findings: [findings[0]!.id] },
      content: { reason: INSPECTED.ruling },
    });
  }

  private done(process: string, task: string, outcome: string): Promise<void> {
    return this.offices.completes(process, { task, outcome });
  }
}
