import { Client, type Answer, type Task } from '../../e2e/client.js';
import type { TimeTravel } from '../../support/time-travel.js';

const DAY = 86_400_000;
/** Sees every task. */
const SUPERVISOR = 'supervisor';

/** The procedure of one policy, run through HTTP by the performers of its tasks. */
export class ConsultationRun {
  client: Client;
  /** Id of the consultation and of its process. */
  id = '';

  constructor(readonly world: TimeTravel) {
    this.client = new Client(world.url);
  }

  /** Lets days pass, and signs in again: sessions have expired. */
  async pass(days: number): Promise<void> {
    await this.world.pass(days * DAY);
    this.client = new Client(this.world.url);
  }

  /** Waits for the open task of this name. */
  async open(name: string): Promise<Task> {
    await this.until(async () => (await this.openTasks()).includes(name));
    return this.client.task(this.id, name, SUPERVISOR);
  }

  async openTasks(): Promise<string[]> {
    return (await this.client.tasks(this.id, SUPERVISOR)).map(({ name }) => name);
  }

  /** Completes a task; missing fields are those of the outcome's example. */
  async complete(name: string, outcome: string, fields: object = {}, as?: string): Promise<Answer> {
    const task = await this.open(name);
    const { example } = task.outcomes.find((one) => one.name === outcome)!;
    return this.client.complete(task, { ...example, ...fields, outcome, ...(as && { as }) });
  }

  async done(name: string, outcome: string, fields: object = {}, as?: string): Promise<void> {
    expect(await this.complete(name, outcome, fields, as)).toMatchObject({ status: 200 });
  }

  /** Completes a task without the gateway and its checks. */
  async commanded(name: string, outcome: string): Promise<Task> {
    const task = await this.open(name);
    const by = { account: 'somebody', unit: task.unit, roles: [task.role] };
    const command = {
      kind: 'complete',
      task: Number(task.id.split('.')[1]),
      outcome,
      decision: {},
      by,
    } as const;
    await this.world.commands.send({ process: { id: this.id }, command });
    return task;
  }

  async until(condition: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`timed out; open tasks: ${(await this.openTasks()).join()}`);
  }

  /** A request about this consultation. */
  request(method: 'GET' | 'POST' | 'PUT', path: string, as: string, body?: object): Promise<Answer> {
    return this.client.request(method, `/consultations/${this.id}${path}`, { as, ...(body && { body }) });
  }
}
