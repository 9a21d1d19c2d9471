import type { FieldSchema } from '../../forms/model/schema.js';
import type { FormValues } from '../../forms/model/values.js';
import type { Preview } from './acts-api.js';

/** What a page knows for a form, with the class that the case has, where the form asks for the class and offers it. */
export function withClass(known: FormValues, schema: FieldSchema, ofCase: string | null): FormValues {
  const offered = schema.properties?.['decision']?.properties?.['class']?.enum ?? [];
  if (ofCase === null || !offered.includes(ofCase)) return known;
  return { ...known, decision: { class: ofCase, ...(known['decision'] as FormValues | undefined) } };
}

/** Paths of the fields that completing would be refused for. */
export const askedFor = (preview: Preview | undefined): ReadonlySet<string> =>
  new Set(preview?.refusals.flatMap(({ issues = [] }) => issues.map(({ field }) => field)));
