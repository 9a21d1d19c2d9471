import { shanghaiDay } from '../staff-api/temporary-policy.js';
import { CARDS, LATE_ANSWER, LATE_ORDER, LATE_ORDER_DAYS, MANUAL_CARD, ORDER } from './texts/cards.js';
import { until, type Offices } from './offices.js';
import type { SentLetter } from './letters.js';

/** Some late letters are left for who tries the cockpit. */
const MOST_ORDERED = 4;

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

  /** Orders to who is late and to hurry, and a card that the supervisor issues himself. */
  async byHand(hurried: SentLetter, carded: SentLetter): Promise<void> {
    const { api } = this.offices;
    const { items } = await api.get<{ items: { processId: string; current: { unit: { code: string } } }[] }>(
      '/letters?light=red',
      'supervisor',
    );
    const answers = ({ current }: (typeof items)[number]): boolean => current.unit.code === LATE_ANSWER.unit;
    const ordered = [...items.filter(answers), ...items.filter((item) => !answers(item))];
    const processIds = ordered.slice(0, MOST_ORDERED).map(({ processId }) => processId);
    const replyBy = `${shanghaiDay(LATE_ORDER_DAYS + 1)}T00:00:00+08:00`; // 24:00 of the day before
    await api.post('/supervision/orders/batch', { processIds, replyBy, ...LATE_ORDER }, { as: 'supervisor' });
    await api.post('/supervision/orders', { letterNo: hurried.letterNo, ...ORDER }, { as: 'supervisor' });
    await api.post('/supervision/cards', { letterNo: carded.letterNo, ...MANUAL_CARD }, { as: 'supervisor' });
  }
}
