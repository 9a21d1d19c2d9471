import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changePreferences, preferencesQuery, type Preferences } from '../../../api/preferences.js';
import { chosenColumns, withColumns, type ColumnId } from '../columns.js';

export type Density = NonNullable<Preferences['density']>;

/** How the account wants the list. */
export interface ListLook {
  readonly columns: readonly ColumnId[];
  readonly density: Density;
  readonly setColumns: (columns: readonly ColumnId[]) => void;
  readonly setDensity: (density: Density) => void;
}

/** Columns and density, as the account has chosen them on any device. */
export function useListLook(): ListLook {
  const queries = useQueryClient();
  const { data: preferences } = useQuery(preferencesQuery);
  const change = useMutation({
    mutationFn: changePreferences,
    onMutate: (part) =>
      queries.setQueryData(preferencesQuery.queryKey, (known) => ({ ...known, ...part }) as Preferences),
    onSettled: () => void queries.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
  return {
    columns: chosenColumns(preferences?.lists),
    density: preferences?.density ?? 'normal',
    setColumns: (columns) =>
      change.mutate({ lists: withColumns(preferences?.lists, columns) as Preferences['lists'] & object }),
    setDensity: (density) => change.mutate({ density }),
  };
}
