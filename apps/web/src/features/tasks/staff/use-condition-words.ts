import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { processWordsQuery, type ProcessWords } from '../../../api/process-words.js';
import { useMe } from '../../../lib/me.js';
import { shortUnitOption } from '../../../ui/unit-option.js';
import { t } from '../../../messages/t.js';
import type { Option } from '../../../ui/option.js';
import { unitsQuery } from '../../../api/case-queries.js';
import type { TaskItem } from '../api.js';
import { processTitlesQuery } from '../work-api.js';
import { CARDS, TIMES, type Condition, type Time, type WorkSearch } from '../work-search.js';

export interface ConditionWords {
  /** What a condition can be; none: it is not offered. */
  readonly optionsOf: (name: Condition) => readonly Option[];
  readonly titleOf: (name: Condition, value: string) => string;
  readonly classTitle: (task: TaskItem) => string | undefined;
}

export const conditionName = (name: Condition): string =>
  t(name === 'unit' ? 'work.unitCondition' : `work.${name}`);

/** Conditions in words. Classes and stages are those of the chosen process, else of the processes in the list. */
export function useConditionWords(
  { processKey, unit, stage }: WorkSearch,
  rows: readonly TaskItem[],
): ConditionWords {
  const me = useMe();
  const { data: titles } = useQuery(processTitlesQuery);
  const { data: units } = useQuery(unitsQuery);
  const keys = useMemo(
    () =>
      processKey
        ? [processKey]
        : [...new Set(rows.filter((row) => row.class ?? row.chosenClass).map((row) => row.processKey))],
    [processKey, rows],
  );
  const combine = useCallback(
    (answers: readonly { readonly data?: ProcessWords | undefined }[]) =>
      new Map(keys.flatMap((key, index) => (answers[index]?.data ? [[key, answers[index].data]] : []))),
    [keys],
  );
  const words = useQueries({ queries: keys.map(processWordsQuery), combine }) as ReadonlyMap<
    string,
    ProcessWords
  >;

  return useMemo(() => {
    const of = (name: 'stages' | 'classes'): Readonly<Record<string, string>> =>
      Object.assign({}, ...[...words.values()].map((one) => one[name])) as Record<string, string>;
    const below = new Set(me.unitsBelow.map(({ code }) => code));
    const tables: Readonly<Record<Condition, Readonly<Record<string, string>>>> = {
      q: {},
      processKey: Object.fromEntries(titles ?? []),
      stage: processKey || stage ? of('stages') : {},
      class: of('classes'),
      time: Object.fromEntries(TIMES.map((time) => [time, timeName(time)])),
      card: Object.fromEntries(CARDS.map((card) => [card, t(`work.card_${card}`)])),
      unit: Object.fromEntries(units?.map(({ code, shortName }) => [code, shortName]) ?? []),
    };
    const isOffered = (code: string): boolean =>
      below.size === 0 || below.has(code) || code === me.unit || code === unit;
    return {
      optionsOf: (name) =>
        name === 'unit'
          ? (units ?? []).filter(({ code }) => isOffered(code)).map(shortUnitOption)
          : Object.entries(tables[name]).map(([id, title]) => ({ id, name: title })),
      titleOf: (name, value) => tables[name][value] ?? value,
      classTitle: ({ class: given, chosenClass, processKey }) => {
        const title = words.get(processKey)?.classes[given ?? chosenClass ?? ''];
        return title !== undefined && given === null ? t('tasks.chosenClass', { class: title }) : title;
      },
    };
  }, [me, titles, units, words, processKey, stage, unit]);
}

const timeName = (time: Time): string => t(`work.time_${time}`);
