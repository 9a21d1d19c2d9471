import { CARDS, MANUAL_CARD, ORDER } from './texts/cards.js';
import { until, type Offices } from './offices.js';
import type { SentLetter } from './letters.js';

interface Card {
  readonly id: string;
  readonly unit: string;
  readonly level: string;
  readonly state: string;
}

/** Waits for the cards of the late letters, and acts on them: statements, appeals, decisions. */
export class Cards {
  constructor(private readonly offices: Offices) {}

  /** The yellow card that a unit has got for a late answer. */
  private yellowOf(letters: readonly SentLetter[], unit: string): Promise<Card> {
    const late = new Set(letters.map(({ processId }) => processId));
    return until(async () => {
      const cards = await this.offices.api.all<Card & { processId: string }>(
        `/cards?unit=${unit}&level=yellow&state=issued`,
        'supervisor',
      );
      return cards.find(({ processId }) => late.has(processId));
    }, `a yellow card of ${unit}`);
  }

  /** @param letters those that are late */
  async run(letters: readonly SentLetter[]): Promise<void> {
    for (const { unit, statement, appeal, decision } of CARDS) {
      const card = await this.yellowOf(letters, unit);
      const clerk = `${unit.toLowerCase()}.clerk`;
      const { api } = this.offices;
      if (statement !== undefined)
        await api.post(`/cards/${card.id}/statement`, { statement }, { as: clerk });
      if (appeal === undefined) continue;
      const { appealProcessId } = await api.post<{ appealProcessId: string }>(
        `/cards/${card.id}/appeal`,
        { evidence: appeal },
        { as: clerk },
      );
      if (decision)
        await this.offices.completes(appealProcessId, {
          task: 'decide',
          outcome: decision.outcome,
          content: { reason: decision.reason },
        });
    }
  }

  /** An order to hurry, and a card that the supervisor issues himself. */
  async byHand(hurried: SentLetter, carded: SentLetter): Promise<void> {
    const { api } = this.offices;
    await api.post('/supervision/orders', { letterNo: hurried.letterNo, ...ORDER }, { as: 'supervisor' });
    await api.post('/supervision/cards', { letterNo: carded.letterNo, ...MANUAL_CARD }, { as: 'supervisor' });
  }
}
