import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

const DAY_MS = 86_400_000;

/** What lists say of a process in words: its stages, and the classes that its forms offer. */
export interface ProcessWords {
  readonly stages: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<string, string>>;
}

export const processWordsQuery = (key: string) =>
  queryOptions({
    queryKey: ['process-words', key],
    staleTime: DAY_MS,
    gcTime: Infinity,
    queryFn: async ({ signal }): Promise<ProcessWords> => {
      const { data } = await api.GET('/api/v1/process-definitions/{key}', {
        params: { path: { key } },
        signal,
      });
      return { stages: data!.stages, classes: classTitles(data!.tasks) };
    },
  });

/** Code -> title of every field `class` of the forms. */
function classTitles(node: unknown): Record<string, string> {
  if (typeof node !== 'object' || node === null) return {};
  const titles: Record<string, string> = {};
  for (const [name, value] of Object.entries(node)) {
    const own = name === 'class' ? (value as { 'x-titles'?: Record<string, string> } | null) : null;
    Object.assign(titles, classTitles(value), own?.['x-titles']);
  }
  return titles;
}
