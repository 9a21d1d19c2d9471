import type { ServiceSite } from '../service-sites/generate.js';
import type { StaffApi, Task } from '../staff-api/staff-api.js';
import { GOVERNMENT, type Habit } from './habits.js';

export interface Department {
  readonly unit: string;
  readonly clerk: string;
  readonly habit: Habit;
  /** Names of its items. */
  readonly items: readonly string[];
}

/** A finding as the API gives it. */
export interface Finding {
  readonly id: string;
  readonly unit: string | null;
  readonly item: string;
  readonly kind: string;
  readonly element: string | null;
  readonly certainty: string;
  readonly state: string;
  readonly seenAgain: boolean | null;
  readonly bounces: number;
}

/** What an account does with a task; null: nothing yet. */
export type Answer = { readonly outcome?: string; readonly decision?: object } | null;

/** Distributes the items of a site to departments. */
export function dealOut(
  units: readonly string[],
  habits: readonly Habit[],
  site: Pick<ServiceSite, 'catalogue'>,
): Department[] {
  return units.map((unit, place) => ({
    unit,
    clerk: `${unit.toLowerCase()}.clerk`,
    habit: habits[place % habits.length]!,
    items: site.catalogue.filter((_, index) => index % units.length === place).map(({ name }) => name),
  }));
}

/** A list as offices upload it. */
export function listFile(rows: readonly (readonly [unit: string, item: string])[]): FormData {
  const lines = ['部门,事项名称,类别', ...rows.map(([unit, item]) => `${unit},"${item}",行政许可`)];
  const form = new FormData();
  form.append('file', new Blob([lines.join('\n')], { type: 'text/csv' }), '权力清单.csv');
  return form;
}

/** The list of 2011 as the centre uploads it. */
export function fallbackFile(rows: readonly (readonly [unit: string, item: string])[]): FormData {
  const form = listFile(rows);
  form.append('name', '黔东南州人民政府各部门行政权力清单');
  form.append('number', '第十二届州人民政府第三十八次常务会议');
  form.append('date', '2011-08-08');
  return form;
}

/** Bounces after which a department gives up. */
const MOST_DECLARATIONS = 6;

/** Simulates the departments, each by its habit. */
export class Departments {
  /** Unit -> how often it has declared its rectification. */
  private readonly declared = new Map<string, number>();
  private readonly parted = new Set<string>();
  /** Unit -> yellow cards at the last call. */
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly api: StaffApi,
    private readonly campaign: string,
    private readonly site: Pick<ServiceSite, 'repair'>,
  ) {}

  async answer(department: Department, task: Task): Promise<Answer> {
    const { habit } = department;
    if (habit === 'silent') return null;
    switch (task.name) {
      case 'reportList':
        if (habit === 'late' && !(await this.hasNewCard(department, task))) return null;
        if (habit === 'unchanged') return { decision: { list: null } };
        return this.report(department, habit === 'corrected' ? department.items.slice(1) : department.items);
      case 'correctList':
        return this.report(department, department.items);
      case 'confirmFindings':
        return habit === 'contesting' ? this.contest(department) : { outcome: 'confirm' };
      case 'rectify':
        if (habit === 'late' && !(await this.hasNewCard(department, task))) return null;
        return this.rectify(department);
      default:
        return {};
    }
  }

  openFindings({ unit, clerk }: Department): Promise<Finding[]> {
    return this.api.all(`/campaigns/${this.campaign}/findings?unit=${unit}&state=open`, clerk);
  }

  /** Whether the unit has got another yellow card since the last call. */
  private async hasNewCard({ unit }: Department, { processId }: Task): Promise<boolean> {
    const cards = await this.api.all(`/cards?processId=${processId}&level=yellow`, GOVERNMENT);
    const isNew = cards.length > (this.noted.get(unit) ?? 0);
    this.noted.set(unit, cards.length);
    return isNew;
  }

  private async report({ unit, clerk }: Department, items: readonly string[]): Promise<Answer> {
    const rows = items.map((item) => [unit, item] as const);
    const path = `/campaigns/${this.campaign}/departments/${unit}/lists`;
    const { id } = await this.api.post<{ id: string }>(path, listFile(rows), { as: clerk });
    return { decision: { list: id } };
  }

  private async contest(department: Department): Promise<Answer> {
    const [first] = await this.openFindings(department);
    return first ? { outcome: 'contest', decision: { findings: [first.id] } } : { outcome: 'confirm' };
  }

  private async rectify(department: Department): Promise<Answer> {
    const { unit, habit } = department;
    const times = (this.declared.get(unit) ?? 0) + 1;
    if (times > MOST_DECLARATIONS) return null;
    this.declared.set(unit, times);
    const open = await this.openFindings(department);
    if (habit === 'careless' && times <= 2) return { outcome: 'declare' };
    if (habit === 'contesting' && open.length > 1 && !this.parted.has(unit)) {
      this.parted.add(unit);
      const item = open[0]!.item;
      this.site.repair([item]);
      const findings = open.filter((finding) => finding.item === item).map(({ id }) => id);
      return { outcome: 'declarePart', decision: { findings } };
    }
    this.site.repair(open.map(({ item }) => item));
    return { outcome: 'declare' };
  }
}
