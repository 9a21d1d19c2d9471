import { setTimeout as sleep } from 'node:timers/promises';
import type { ServedSite } from '../service-sites/serve.js';
import type { ServiceSite } from '../service-sites/generate.js';
import { ApiError, type StaffApi, type Task } from '../staff-api/staff-api.js';
import { Centre } from './centre.js';
import { dealOut, Departments, type Answer, type Department } from './departments.js';
import { CENTRE, GOVERNMENT, HABITS, type Habit } from './habits.js';
import { Requests, type PhaseRequests } from './requests.js';

export interface SimulationOptions {
  readonly api: StaffApi;
  readonly site: ServiceSite;
  readonly served: ServedSite;
  /** Codes of the departments. */
  readonly units: readonly string[];
  /** How they behave, in turn. @default HABITS */
  readonly habits?: readonly Habit[];
  /** `YYYY-MM-DD`: the plan's first day. */
  readonly firstDay: string;
  /** Called at every change with the stage of the campaign and the number of completed tasks. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called before a task of the campaign itself is completed. */
  readonly onTask?: (name: string) => void;
}

export interface Progress {
  readonly stage: string;
  readonly completed: number;
  /** Progress of the inspection. */
  readonly pages: number | null;
  readonly departments: Readonly<Record<string, number>>;
}

export interface SimulatedCampaign {
  readonly campaign: string;
  readonly departments: readonly Department[];
  /** End of the campaign: completed or carried. */
  readonly result: string;
  readonly requests: Readonly<Record<'inspection' | 'rechecks' | 'full recheck', PhaseRequests>>;
  /** Tasks that had timed out before they could be completed. */
  readonly tooLate: number;
}

interface CampaignState {
  readonly inspection: { readonly pages: number } | null;
  readonly process: { readonly state: string; readonly stage: string; readonly result: string };
}
interface DepartmentState {
  readonly unit: string;
  readonly process: { readonly id: string; readonly stage: string } | null;
}

const IDLE_MS = 300;
/** Accounts that work concurrently. */
const LANES = 8;

/**
 * Simulates a campaign from its notice to its bulletin: departments by their habits, the centre, the government's office,
 * and the webmaster who fixes the site for departments. Everything goes through the staff API.
 *
 * @throws {ApiError} when the gateway rejects a simulated person's request
 */
export async function simulateCampaign(options: SimulationOptions): Promise<SimulatedCampaign> {
  const { api, site, served, units, firstDay, habits = HABITS } = options;
  const departments = dealOut(units, habits, site);
  const { id } = await api.post<{ id: string }>(
    '/campaigns',
    {
      preset: 'QDN-2015',
      firstDay,
      departments: units,
      site: { url: served.url, allow: ['127.0.0.0/8'], rate: 50, concurrency: 16 },
    },
    { as: CENTRE },
  );
  return new CampaignSimulation(options, id, departments).untilEnd();
}

class CampaignSimulation {
  private readonly offices: Departments;
  private readonly centre: Centre;
  private readonly requests: Requests;
  private readonly unitOf = new Map<string, string>();
  private completed = 0;
  private tooLate = 0;

  constructor(
    private readonly options: SimulationOptions,
    private readonly campaign: string,
    private readonly departments: readonly Department[],
  ) {
    const { api, site, served } = options;
    this.offices = new Departments(api, campaign, site);
    this.centre = new Centre(api, campaign, site, new Map(departments.map((one) => [one.unit, one])));
    this.requests = new Requests(served);
  }

  async untilEnd(): Promise<SimulatedCampaign> {
    const { api, onProgress } = this.options;
    for (;;) {
      const { inspection, process } = await api.get<CampaignState>(`/campaigns/${this.campaign}`, CENTRE);
      if (process.state === 'completed') {
        const requests = {
          inspection: this.requests.until('rechecks'),
          rechecks: this.requests.between('rechecks', 'full recheck'),
          'full recheck': this.requests.since('full recheck'),
        };
        const { campaign, departments, tooLate } = this;
        return { campaign, departments, result: process.result, requests, tooLate };
      }
      if (process.stage === 'rectifying') this.requests.mark('rechecks');
      if (process.stage === 'rechecking') this.requests.mark('full recheck');
      const stages = await this.readDepartments();
      onProgress?.({
        stage: process.stage,
        completed: this.completed,
        pages: inspection?.pages ?? null,
        departments: stages,
      });
      const before = this.completed;
      await this.everyAccountOnce();
      if (this.completed === before) await sleep(IDLE_MS);
    }
  }

  private async readDepartments(): Promise<Record<string, number>> {
    const path = `/campaigns/${this.campaign}/departments`;
    const { items } = await this.options.api.get<{ items: DepartmentState[] }>(path, CENTRE);
    const stages: Record<string, number> = {};
    for (const { unit, process } of items) {
      if (!process) continue;
      this.unitOf.set(process.id, unit);
      stages[process.stage] = (stages[process.stage] ?? 0) + 1;
    }
    return stages;
  }

  private async everyAccountOnce(): Promise<void> {
    const accounts: (() => Promise<void>)[] = [
      () => this.work(CENTRE, (task) => this.centre.answer(task, this.unitOf.get(task.processId))),
      () => this.work(GOVERNMENT, (task) => this.centre.answer(task, this.unitOf.get(task.processId))),
      ...this.departments.map(
        (department) => () => this.work(department.clerk, (task) => this.offices.answer(department, task)),
      ),
    ];
    const lane = async (): Promise<void> => {
      for (let next = accounts.shift(); next; next = accounts.shift()) await next();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  private async work(account: string, answerTo: (task: Task) => Promise<Answer>): Promise<void> {
    const { api, onTask } = this.options;
    const tasks = await api.all<Task>('/tasks?state=open&mine=true', account);
    for (const task of tasks) {
      if (task.processId !== this.campaign && !this.unitOf.has(task.processId)) continue;
      const answer = await answerTo(task);
      if (!answer) continue;
      const { outcome = task.outcomes[0]!.name, decision } = answer;
      const { example } = task.outcomes.find(({ name }) => name === outcome)!;
      if (task.processId === this.campaign) onTask?.(task.name);
      try {
        await api.complete(task, { ...example, outcome, ...(decision && { decision }) }, account);
        this.completed += 1;
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'TASK_NOT_OPEN')) throw error;
        this.tooLate += 1;
      }
    }
  }
}
