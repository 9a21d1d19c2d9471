import { ApiProperty } from '@nestjs/swagger';
import { mentionableUnits, type NamedUnit } from '../../../domain/letters/letter-units.repository.js';
import { textOf } from '../../../domain/messages/index.js';
import type { Executor } from '../../../infra/database/query.js';
import accusation from './accusation-words.json' with { type: 'json' };

/** Tasks that decide who gets a letter. */
const DECIDING_WHO = ['register', 'reconsider', 'assign', 'superiorRule'];

export class LetterHint {
  @ApiProperty({ enum: ['ACCUSATION_WORD', 'UNIT_MENTIONED'] }) kind!: 'ACCUSATION_WORD' | 'UNIT_MENTIONED';
  @ApiProperty({ description: 'As in title or body', example: '受贿' }) text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit mentioned' }) unit!:
    string | null;
  @ApiProperty({ description: 'Hint in Chinese for the person who decides' }) message!: string;
}

/** Removes spaces and format characters and folds widths, so that they hide no word. */
const folded = (text: string): string => text.normalize('NFKC').replace(/[\p{Cf}\p{White_Space}]/gu, '');

/** Finds the words of an accusation (检举控告) in a text. */
export function accusationWords(text: string): string[] {
  const read = folded(text);
  return accusation.words.filter((word) => read.includes(word));
}

/** Returns the name, or else the short name, by which a text mentions a unit; null if it does not. */
export function mentionOf({ name, shortName }: NamedUnit, text: string): string | null {
  const read = folded(text);
  return [name, shortName].find((word) => word !== '' && read.includes(word)) ?? null;
}

/**
 * Finds words of an accusation and units mentioned in a letter, for the person who decides who gets it. They are hints:
 * they decide nothing.
 *
 * @param letter title and body; null once they are erased
 */
export async function readHints(
  db: Executor,
  task: { readonly name: string; readonly state: string },
  letter: { readonly title: string | null; readonly body: string | null } | null,
): Promise<LetterHint[]> {
  const isAsked = task.state === 'open' && DECIDING_WHO.includes(task.name);
  if (!isAsked || letter === null) return [];
  const text = `${letter.title ?? ''}\n${letter.body ?? ''}`;
  const units = await mentionableUnits(db);
  return [
    ...accusationWords(text).map((word) => ({
      kind: 'ACCUSATION_WORD' as const,
      text: word,
      unit: null,
      message: textOf('letters.accusationWord', { word }),
    })),
    ...units.flatMap((unit) => {
      const mention = mentionOf(unit, text);
      if (mention === null) return [];
      const message = textOf('letters.unitMentioned', { unit: unit.name });
      return [{ kind: 'UNIT_MENTIONED' as const, text: mention, unit: unit.code, message }];
    }),
  ];
}
