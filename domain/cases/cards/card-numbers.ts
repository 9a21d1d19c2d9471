import type { EntityManager } from 'typeorm';
import { dayOf, yearOf } from '../../time/civil-time.js';
import { basisOf, type CardPolicies } from './card-policies.js';
import { CardRecordsRepository } from './card-records.repository.js';
import { CARD_LEVELS, type CardRow } from './card-rows.js';
import { LEVEL_TITLES } from './card-titles.js';

/**
 * Draws the numbers (牌号) of cards that are issued at an instant: by year and level, from 1 on, in the order of the cards.
 * Call it in the transaction that issues them. The policy has the format of a number, because no rule prescribes it.
 *
 * @param at epoch ms; the year is that of Asia/Shanghai
 * @returns id of the card -> its number
 */
export async function drawNumbers(
  tx: EntityManager,
  cards: readonly CardRow[],
  at: number,
  policies: Pick<CardPolicies, 'policy' | 'calendar'>,
): Promise<Map<string, string>> {
  const year = yearOf(dayOf(at));
  const numbers = new Map<string, string>();
  const records = new CardRecordsRepository(tx);
  // In the order of the levels, so that two transactions that draw several never wait for each other.
  for (const level of CARD_LEVELS) {
    const drawing = cards.filter((card) => card.level === level);
    if (drawing.length === 0) continue;
    const last = await records.drawNumbers(year, level, drawing.length);
    drawing.forEach((card, index) => {
      const { cardNumber } = basisOf(policies, card).policy;
      const n = last - drawing.length + 1 + index;
      numbers.set(card.id, numberText(cardNumber, { kind: LEVEL_TITLES[level], year, n }));
    });
  }
  return numbers;
}

const numberText = (
  format: string,
  parts: { readonly kind: string; readonly year: number; readonly n: number },
): string =>
  format.replace('{kind}', parts.kind).replace('{year}', String(parts.year)).replace('{n}', String(parts.n));
