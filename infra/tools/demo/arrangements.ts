import { shanghaiDay } from '../staff-api/temporary-policy.js';
import type { Offices } from './offices.js';
import type { Proposal } from './texts/arrangement.js';

const EDITOR = 'info.editor';
const PROPOSING_DAYS = 14;

interface Entry {
  readonly id: string;
}

/** The year's arrangement of columns, as information office and units. */
export class Arrangements {
  constructor(private readonly offices: Offices) {}

  /** An arrangement whose table is published. */
  async published(year: number, proposals: readonly Proposal[]): Promise<void> {
    const id = await this.proposed(year, proposals);
    const { api } = this.offices;
    await this.offices.opened(id, 'arrange', EDITOR);
    for (const entry of await this.entries(id))
      await api.post(`/arrangements/${id}/entries/${entry.id}/decision`, { accept: true }, { as: EDITOR });
    await this.offices.completes(id, { task: 'arrange', outcome: 'submit', content: {} }, EDITOR);
    await this.offices.completes(id, { task: 'approve', outcome: 'publish', content: {} }, EDITOR);
  }

  /** An arrangement for which topics are being proposed. @returns its id */
  async proposed(year: number, proposals: readonly Proposal[]): Promise<string> {
    const { api } = this.offices;
    const units = proposals.map(({ unit }) => unit);
    const body = { year, units, firstMonth: 1, lastMonth: 12, proposeBy: shanghaiDay(PROPOSING_DAYS) };
    const { id } = await api.post<{ id: string }>('/arrangements', body, { as: EDITOR });
    for (const { unit, topics } of proposals) {
      if (topics === null) continue;
      const clerk = `${unit.toLowerCase()}.clerk`;
      await this.offices.opened(id, 'propose', clerk);
      for (const topic of topics) await api.post(`/arrangements/${id}/entries`, topic, { as: clerk });
      const outcome = topics.length > 0 ? 'propose' : 'none';
      const content = topics.length > 0 ? {} : { reason: '本年无适合公开的选题。' };
      await this.offices.completes(id, { task: 'propose', outcome, content, as: clerk }, clerk);
    }
    return id;
  }

  private entries(id: string): Promise<Entry[]> {
    return this.offices.api
      .get<{ items: Entry[] }>(`/arrangements/${id}/entries`, EDITOR)
      .then(({ items }) => items);
  }
}
