import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { processWordsQuery } from '../../../api/process-words.js';
import { dayOf, endOf, shortDay } from '../../../lib/dates.js';
import { t, type MessageKey } from '../../../messages/t.js';
import type { Option } from '../../../ui/option.js';
import type { Condition } from '../letters-search.js';

export const LETTER_PROCESS = 'mailbox-letter';

/** Codes that have a text of their own in the catalogue. */
const FIXED = {
  light: ['red', 'amber', 'green', 'none'],
  card: ['yellow', 'red', 'urge', 'accountability'],
  kind: ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'REPORT', 'THANKS'],
  state: ['running', 'completed', 'suspended', 'cancelled'],
  onTime: ['true', 'false'],
  rating: ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED', 'UNRATED'],
  rated: ['true', 'false'],
} as const;
const UNITS: readonly Condition[] = ['lead', 'holder', 'unit'];

export interface LetterWords {
  /** What a condition can be. */
  readonly optionsOf: (name: Condition) => readonly Option[];
  readonly titleOf: (name: Condition, value: string) => string;
  readonly classTitle: (code: string | null) => string | undefined;
  readonly unitName: (code: string) => string;
}

/** Codes of letters in words. */
export function useLetterWords(): LetterWords {
  const { data: words } = useQuery(processWordsQuery(LETTER_PROCESS));
  const { data: units } = useQuery(unitsQuery);
  return useMemo(() => {
    const unitNames = new Map(units?.map(({ code, shortName }) => [code, shortName]));
    const tableOf = (name: Condition): Readonly<Record<string, string>> => {
      if (name === 'class') return words?.classes ?? {};
      if (name === 'stage') return words?.stages ?? {};
      return isFixed(name) ? fixedTable(name) : {};
    };
    const unitOptions =
      units
        ?.filter(({ validTo }) => validTo === null)
        .map(({ code, shortName }) => ({ id: code, name: shortName, note: code })) ?? [];
    return {
      optionsOf: (name) =>
        UNITS.includes(name)
          ? unitOptions
          : Object.entries(tableOf(name)).map(([id, title]) => ({ id, name: title })),
      titleOf: (name, value) => {
        if (UNITS.includes(name)) return unitNames.get(value) ?? value;
        if (/(After|Before)$/.test(name)) return dayText(value, name.endsWith('Before'));
        return tableOf(name)[value] ?? value;
      },
      classTitle: (code) => (code === null ? undefined : (words?.classes[code] ?? code)),
      unitName: (code) => unitNames.get(code) ?? code,
    };
  }, [words, units]);
}

const isFixed = (name: string): name is keyof typeof FIXED => name in FIXED;

const fixedTable = (name: keyof typeof FIXED): Record<string, string> =>
  Object.fromEntries(
    FIXED[name].map((code) => [code, t(`letters.${name}_${code}` as MessageKey & PlainKey)]),
  );

/** Keys without parameters. */
type PlainKey = Extract<MessageKey, `letters.${keyof typeof FIXED}_${string}`>;

/** A day, or the day of an instant; an end at midnight is the day before. */
function dayText(value: string, isEnd: boolean): string {
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+08:00` : value);
  if (Number.isNaN(at)) return value;
  const today = dayOf(Date.now());
  return shortDay(isEnd ? endOf(at - 1_000).day : dayOf(at), today);
}
