export type ExportedList =
  'letters' | 'cards' | 'tasks' | 'statistics/letters' | 'supervision/orders' | 'duty' | 'audit';

/** Where a list comes as a spreadsheet, with its filter. @param filter query of the list */
export function exportAddress(list: ExportedList, filter: string): string {
  const query = new URLSearchParams(filter);
  for (const page of ['cursor', 'limit', 'count']) query.delete(page);
  return `/api/v1/${list}/export?${query.toString()}`;
}
