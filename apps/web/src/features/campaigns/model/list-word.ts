import { factsOf, type Department } from '../campaigns-api.js';

/** How a department's list came. */
export type ListWord = 'reported' | 'unchanged' | 'fallback' | 'uploaded' | 'none';

export function listWord(department: Department): ListWord {
  const { list, reportedList } = factsOf(department);
  if (list === 'FALLBACK') return 'fallback';
  if (list === 'REPORTED') return reportedList ? 'reported' : 'unchanged';
  return department.list === null ? 'none' : 'uploaded';
}
