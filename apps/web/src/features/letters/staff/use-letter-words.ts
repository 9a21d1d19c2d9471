import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { processWordsQuery } from '../../../api/process-words.js';
import { dayOf, endOf, shortDay } from '../../../lib/dates.js';
import { shortUnitOption } from '../../../ui/unit-option.js';
import { t } from '../../../messages/t.js';
import type { Option } from '../../../ui/option.js';
import type { Condition } from '../letters-search.js';

export const LETTER_PROCESS = 'mailbox-letter';

const LIGHTS = ['red', 'amber', 'green', 'none'] as const;
const CARDS = ['yellow', 'red', 'urge', 'accountability'] as const;
const KINDS = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'REPORT', 'THANKS'] as const;
const STATES = ['running', 'completed', 'suspended', 'cancelled'] as const;
const RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED', 'UNRATED'] as const;
const LISTINGS = ['untitled', 'listed', 'unlisted'] as const;
const FLAGS = ['true', 'false'] as const;

type Table = Readonly<Record<string, string>>;
const table = <Code extends string>(codes: readonly Code[], title: (code: Code) => string): Table =>
  Object.fromEntries(codes.map((code) => [code, title(code)]));

/** Codes that have a text of their own in the catalogue, by condition. */
const ownTexts = (): Partial<Record<Condition, Table>> => ({
  light: table(LIGHTS, (code) => t(`letters.light_${code}`)),
  card: table(CARDS, (code) => t(`letters.card_${code}`)),
  kind: table(KINDS, (code) => t(`letters.kind_${code}`)),
  state: table(STATES, (code) => t(`letters.state_${code}`)),
  onTime: table(FLAGS, (code) => t(`letters.onTime_${code}`)),
  rating: table(RATINGS, (code) => t(`letters.rating_${code}`)),
  rated: table(FLAGS, (code) => t(`letters.rated_${code}`)),
  listing: table(LISTINGS, (code) => t(`letters.listing_${code}`)),
});

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
    const tables: Partial<Record<Condition, Table>> = {
      ...ownTexts(),
      ...(words && { class: words.classes, stage: words.stages }),
    };
    const tableOf = (name: Condition): Table => tables[name] ?? {};
    const unitOptions = units?.filter(({ validTo }) => validTo === null).map(shortUnitOption) ?? [];
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

/** A day, or the day of an instant; an end at midnight is the day before. */
function dayText(value: string, isEnd: boolean): string {
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+08:00` : value);
  if (Number.isNaN(at)) return value;
  const today = dayOf(Date.now());
  return shortDay(isEnd ? endOf(at - 1_000).day : dayOf(at), today);
}
