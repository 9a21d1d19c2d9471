import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from './client.js';
import { definitionQuery } from './definition-queries.js';

/** What lists say of a process in words: its stages, and the classes that its forms offer. */
export interface ProcessWords {
  readonly stages: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<string, string>>;
}

/** The words of the newest version of a process. */
export const processWordsQuery = (key: string) => queryOptions({ ...definitionQuery(key), select: wordsOf });

const wordsOf = ({ stages, tasks }: Schemas['DefinitionView']): ProcessWords => ({
  stages,
  classes: classTitles(tasks),
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
