import { useQuery } from '@tanstack/react-query';
import { preferencesQuery } from '../../../api/preferences.js';
import { useChangePreferences, type Preferences } from '../../../lib/preferences.js';
import { chosenColumns, withColumns, type ColumnId } from '../columns.js';

export type Density = NonNullable<Preferences['density']>;

/** How the account wants the list. */
export interface ListLook {
  readonly columns: readonly ColumnId[];
  readonly density: Density;
  readonly setColumns: (columns: readonly ColumnId[]) => void;
  readonly setDensity: (density: Density) => void;
}

/** Columns and height of the rows, as the account has chosen them on any device. */
export function useListLook(): ListLook {
  const { data: preferences } = useQuery(preferencesQuery);
  const change = useChangePreferences();
  return {
    columns: chosenColumns(preferences?.lists),
    density: preferences?.density ?? 'comfortable',
    setColumns: (columns) => change({ lists: withColumns(preferences?.lists, columns) }),
    setDensity: (next) => change({ density: next }),
  };
}
