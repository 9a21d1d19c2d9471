import { listFile } from '../play-campaign/departments.js';
import { CENTRE } from '../play-campaign/habits.js';
import { shanghaiDay } from '../staff-api/temporary-policy.js';
import { until, type Offices } from './offices.js';
import { DEPARTMENTS, ITEMS, SITE, TITLE, type Progress } from './texts/campaign.js';

/** How far each progress has got: the tasks that have been completed. */
const STEPS: readonly Progress[] = ['silent', 'contact', 'reported', 'returned', 'accepted'];

interface Department {
  readonly unit: string;
  readonly process: { readonly id: string } | null;
}

/** A campaign in its first phase, with departments that have got differently far. */
export class Campaign {
  constructor(private readonly offices: Offices) {}

  async run(): Promise<void> {
    const { api } = this.offices;
    const { id } = await api.post<{ id: string }>(
      '/campaigns',
      {
        preset: 'QDN-2015',
        title: TITLE,
        firstDay: shanghaiDay(),
        departments: DEPARTMENTS.map(({ unit }) => unit),
        site: { url: SITE },
      },
      { as: CENTRE },
    );
    await this.offices.completes(id, { task: 'issueNotice', outcome: 'issue', content: {} });
    for (const { unit, progress, contact } of DEPARTMENTS) {
      const process = await until(async () => {
        const { items } = await api.get<{ items: Department[] }>(`/campaigns/${id}/departments`, CENTRE);
        return items.find((department) => department.unit === unit)?.process?.id;
      }, `the part of ${unit} in the campaign`);
      const reached = STEPS.indexOf(progress);
      if (reached >= 1)
        await this.offices.completes(process, { task: 'nameContact', outcome: 'name', content: contact });
      if (reached >= 2) await this.report(id, unit, process);
      if (reached >= 3) {
        const outcome = progress === 'returned' ? 'return' : 'accept';
        const content = outcome === 'return' ? { reason: '缺少公共服务事项，请补充后重新上报。' } : {};
        await this.offices.completes(process, { task: 'checkList', outcome, content });
      }
    }
  }

  private async report(campaign: string, unit: string, process: string): Promise<void> {
    const clerk = `${unit.toLowerCase()}.clerk`;
    const file = listFile(ITEMS.map((item) => [unit, item] as const));
    const path = `/campaigns/${campaign}/departments/${unit}/lists`;
    const { id: list } = await this.offices.api.post<{ id: string }>(path, file, { as: clerk });
    await this.offices.completes(process, {
      task: 'reportList',
      outcome: 'report',
      decision: { list },
      content: { note: '已核对，共上报事项见附件。' },
    });
  }
}
