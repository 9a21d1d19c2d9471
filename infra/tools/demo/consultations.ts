import { until, type Offices } from './offices.js';
import { CONSULTATION, OTHER_POLICIES } from './texts/consultation.js';

/** Registers policies and consults the public, as units, legal office, information office and citizens. */
export class Consultations {
  /** @param suffix keeps titles apart, because the register holds each title once */
  constructor(
    private readonly offices: Offices,
    private readonly suffix: string,
  ) {}

  /** A consultation that is open, with opinions of which some are published. */
  async open(): Promise<void> {
    const { api } = this.offices;
    const { unit, title, kind, reason, draft } = CONSULTATION;
    const clerk = `${unit.toLowerCase()}.clerk`;
    const id = await this.start({ unit, title, kind, major: true, reason });
    await this.completes(id, 'classify', 'major', { reason });
    await this.offices.opened(id, 'prepare', clerk);
    await api.put(`/consultations/${id}/draft`, draft, clerk);
    await this.completes(id, 'prepare', 'submit');
    await this.completes(id, 'checkDraft', 'accept');
    await this.completes(id, 'publish', 'publish');
    await this.offices.opened(id, 'collect', clerk);
    for (const opinion of CONSULTATION.opinions) {
      const captcha = await api.challenge();
      await api.post(`/public/consultations/${id}/opinions`, { ...opinion, captcha });
    }
    const received = await api.all<{ id: string }>(`/consultations/${id}/opinions`, clerk);
    const shown = received.slice(0, Math.ceil((received.length * 2) / 3)).map((opinion) => opinion.id);
    await api.post(
      `/consultations/${id}/opinions/moderation`,
      { opinions: shown, action: 'publish' },
      { as: 'info.editor' },
    );
  }

  /** Policies that wait for the legal office or their unit. */
  async others(): Promise<void> {
    for (const { ends, ...policy } of OTHER_POLICIES) {
      const id = await this.start(policy);
      if (ends === 'classifying') continue;
      const { reason } = policy;
      if (ends === 'preparing') {
        await this.completes(id, 'classify', 'major', { reason });
        continue;
      }
      await this.completes(id, 'classify', 'ordinary', { reason });
      await this.completes(id, 'choose', 'without', { reason });
      await this.completes(id, 'submitReview', 'submit');
    }
  }

  private async start(policy: {
    unit: string;
    title: string;
    kind: string;
    major: boolean;
    reason: string;
  }): Promise<string> {
    const { unit, title, ...rest } = policy;
    const { api } = this.offices;
    const as = `${unit.toLowerCase()}.clerk`;
    const body = { ...rest, title: `${title}${this.suffix}` };
    const registered = await api.post<{ id: string }>('/policy-documents', body, { as });
    const { id } = await api.post<{ id: string }>('/consultations', { policy: registered.id }, { as });
    await until(
      async () => api.get<object>(`/consultations/${id}`, as).catch(() => undefined),
      `the consultation on ${title}`,
    );
    return id;
  }

  private completes(id: string, task: string, outcome: string, content: object = {}): Promise<void> {
    return this.offices.completes(id, { task, outcome, content });
  }
}
