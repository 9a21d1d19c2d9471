import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../lib/me.js';
import { unitsQuery } from '../../../api/case-queries.js';

/** Whether the account is of a county, which dispatches to the offices below it. */
export function useIsCounty(): boolean {
  const { unit } = useMe();
  const { data } = useQuery(unitsQuery);
  return data?.some(({ code, kind }) => code === unit && kind === 'COUNTY') ?? false;
}
