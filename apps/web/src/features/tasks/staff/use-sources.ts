import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import type { FormSources } from '../../../forms/model/sources.js';
import { describeFile, fileAddress } from '../acts-api.js';
import { useMe } from '../../../lib/me.js';
import { uploadFile } from '../../../api/case-acts.js';

/** Those that letters go to come before the offices of a county, its townships and the prefecture itself. */
const LATER = ['COUNTY_OFFICE', 'TOWNSHIP', 'PREFECTURE'];
const byKind = (a: { readonly kind: string }, b: { readonly kind: string }): number =>
  LATER.indexOf(a.kind) - LATER.indexOf(b.kind);

/** What the fields of task forms are filled from: units of today, files of the account. */
export function useSources(): FormSources {
  const { data: units } = useQuery(unitsQuery);
  const { unitsBelow } = useMe();
  return useMemo(() => {
    const below = new Set(unitsBelow.map(({ code }) => code));
    return {
      units: (units ?? [])
        .filter(({ validTo }) => validTo === null)
        .map((unit) => ({ ...unit, isNear: below.has(unit.code) }))
        .sort(byKind),
      upload: uploadFile,
      describe: describeFile,
      addressOf: fileAddress,
    };
  }, [units, unitsBelow]);
}
