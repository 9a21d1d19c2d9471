import { Client, type Answer, type Task } from '../../e2e/client.js';
import type { TimeTravel } from '../../support/time-travel.js';

const DAY = 86_400_000;
/** Sees every task. */
const SUPERVISOR = 'supervisor';

/** One policy on its way, played through HTTP by whoever each task waits for. */
export class Play {
  client: Client;
  /** Of the consultation and its process. */
  id = '';

  constructor(readonly world: TimeTravel) {
    this.client = new Client(world.url);
  }

  /** Sessions end when time passes. */
  async pass(days: number): Promise<void> {
    await this.world.pass(days * DAY);
    this.client = new Client(this.world.url);
  }

  /** The open task of this name; waits for one that opens by itself. */
  async open(name: string): Promise<Task> {
    await this.until(async () => (await this.openTasks()).includes(name));
    return this.client.task(this.id, name, SUPERVISOR);
  }

  async openTasks(): Promise<string[]> {
    return (await this.client.tasks(this.id, SUPERVISOR)).map(({ name }) => name);
  }

  /** What is not given comes from the outcome's example. */
  async complete(name: string, outcome: string, fields: object = {}, as?: string): Promise<Answer> {
    const task = await this.open(name);
    const { example } = task.outcomes.find((one) => one.name === outcome)!;
    return this.client.complete(task, { ...example, ...fields, outcome, ...(as && { as }) });
  }

  async done(name: string, outcome: string, fields: object = {}, as?: string): Promise<void> {
    expect(await this.complete(name, outcome, fields, as)).toMatchObject({ status: 200 });
  }

  /** Completes a task below the gateway and its checks. */
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
    throw new Error(`it does not come about; open are: ${(await this.openTasks()).join()}`);
  }

  /** A request about this consultation. */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, as: string, body?: object): Promise<Answer> {
    return this.client.ask(method, `/consultations/${this.id}${path}`, { as, ...(body && { body }) });
  }
}
