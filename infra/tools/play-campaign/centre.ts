import type { ServiceSite } from '../service-sites/generate.js';
import type { StaffApi, Task } from '../staff-api/staff-api.js';
import { CENTRE } from './habits.js';
import { fallbackFile, type Answer, type Department, type Finding } from './departments.js';

/** Simulates the service centre, which checks declarations, and the government's office, which approves at the second try. */
export class Centre {
  private readonly returnedLists = new Set<string>();
  private returnedPlan = false;
  private readonly key: ReadonlySet<string>;

  constructor(
    private readonly api: StaffApi,
    private readonly campaign: string,
    site: Pick<ServiceSite, 'key'>,
    private readonly departments: ReadonlyMap<string, Department>,
  ) {
    this.key = new Set(site.key.map(({ type, item, element }) => [type, item, element].join('|')));
  }

  async answer(task: Task, unit: string | undefined): Promise<Answer> {
    switch (task.name) {
      case 'supplyFallback':
        return { outcome: 'supply', decision: { list: await this.listInForce() } };
      case 'checkList':
        return this.checkList(unit!);
      case 'reviewFindings':
        await this.review();
        return {};
      case 'ruleFindings':
      case 'ruleNewFindings':
        return { outcome: 'withdraw' };
      case 'recheck':
        return this.recheck(unit!);
      case 'approvePlan': {
        const outcome = this.returnedPlan ? 'approve' : 'return';
        this.returnedPlan = true;
        return { outcome };
      }
      default:
        return {};
    }
  }

  /** Supplied on request: the list of silent and unchanged departments. */
  private async listInForce(): Promise<string> {
    const rows = [...this.departments.values()]
      .filter(({ habit }) => habit === 'silent' || habit === 'unchanged')
      .flatMap(({ unit, items }) => items.map((item) => [unit, item] as const));
    const { id } = await this.api.post<{ id: string }>('/fallback-lists', fallbackFile(rows), { as: CENTRE });
    return id;
  }

  private checkList(unit: string): Answer {
    const isShort = this.departments.get(unit)!.habit === 'corrected' && !this.returnedLists.has(unit);
    if (!isShort) return { outcome: 'accept' };
    this.returnedLists.add(unit);
    return { outcome: 'return' };
  }

  /** Reviews ambiguous findings by the key of the site. Failed links are left for another day. */
  private async review(): Promise<void> {
    const path = `/campaigns/${this.campaign}/findings`;
    const found = await this.api.all<Finding>(`${path}?state=found`, CENTRE);
    for (const { id, unit, kind, item, element, certainty } of found) {
      if (certainty !== 'ambiguous') continue;
      const isRight = unit !== null && this.key.has([kind, item, element ?? ''].join('|'));
      const verdict = isRight ? 'confirm' : 'dismiss';
      await this.api.post(`${path}/${id}/review`, { verdict }, { as: CENTRE });
    }
  }

  /** Bounces findings that the inspector has seen again. */
  private async recheck(unit: string): Promise<Answer> {
    const path = `/campaigns/${this.campaign}/findings?unit=${unit}&state=open`;
    const open = await this.api.all<Finding>(path, CENTRE);
    const findings = open.filter(({ seenAgain }) => seenAgain === true).map(({ id }) => id);
    return findings.length > 0 ? { outcome: 'bounce', decision: { findings } } : { outcome: 'pass' };
  }
}
