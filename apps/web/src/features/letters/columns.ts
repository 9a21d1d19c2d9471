/** Columns that can be chosen, in their order; number and title are always there. */
export const COLUMNS = [
  'class',
  'stage',
  'lead',
  'holder',
  'due',
  'cards',
  'received',
  'onTime',
  'rating',
] as const;
export type ColumnId = (typeof COLUMNS)[number];

const DEFAULT: readonly ColumnId[] = ['class', 'stage', 'holder', 'due', 'cards', 'received'];
const LIST = 'letters';

/** What an account has chosen, of each list. */
export interface ListColumns {
  readonly list: string;
  readonly columns: string[];
}

/** The chosen columns in their order. Unknown names of another version are left out. */
export function chosenColumns(lists: readonly ListColumns[] | undefined): readonly ColumnId[] {
  const chosen = lists?.find(({ list }) => list === LIST)?.columns;
  return chosen === undefined ? DEFAULT : COLUMNS.filter((column) => chosen.includes(column));
}

/** The choices of all lists, with that of the letters replaced. */
export const withColumns = (
  lists: readonly ListColumns[] | undefined,
  columns: readonly ColumnId[],
): ListColumns[] => [
  ...(lists ?? []).filter(({ list }) => list !== LIST),
  { list: LIST, columns: [...columns] },
];
