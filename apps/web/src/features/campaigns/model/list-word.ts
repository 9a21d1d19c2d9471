import { factsOf, type Department } from '../campaigns-api.js';

/** How a department's list came. */
export type ListWord = 'reported' | 'unchanged' | 'fallback' | 'submitted' | 'returned' | 'none';

export function listWord(department: Department): ListWord {
  const { list, reportedList } = factsOf(department);
  if (list === 'FALLBACK') return 'fallback';
  if (list === 'REPORTED') return reportedList ? 'reported' : 'unchanged';
  if (department.listTask === 'checkList') return 'submitted';
  return department.listTask === 'correctList' ? 'returned' : 'none';
}
