import type { StaffApi, Task } from '../staff-api/staff-api.js';
import type { Offices } from './offices.js';
import { DRAFT, VIEWS } from './texts/desks.js';

/** What people leave on their desks: a draft that is not finished, a task that somebody has claimed, saved views. */
export class Desks {
  private readonly api: StaffApi;

  constructor({ api }: Offices) {
    this.api = api;
  }

  async prepare(): Promise<void> {
    const draft = await this.first(DRAFT.account, 'draft');
    await this.api.put(
      `/tasks/${draft.id}/draft`,
      { outcome: 'submit', content: DRAFT.content },
      DRAFT.account,
    );
    await this.api.post(`/tasks/${draft.id}/claim`, {}, { as: DRAFT.account });
    const review = await this.first('mailbox.reviewer', 'review');
    await this.api.post(`/tasks/${review.id}/claim`, {}, { as: 'mailbox.reviewer' });
    for (const { account, ...view } of VIEWS) await this.api.post('/me/views', view, { as: account });
  }

  private async first(account: string, name: string): Promise<Task> {
    const tasks = await this.api.all<Task>('/tasks?mine=true', account);
    return tasks.find((task) => task.name === name)!;
  }
}
