import { t } from '../../messages/t.js';
import type { FieldTexts } from '../../ui/field-parts.js';
import type { Faults } from '../model/check.js';
import { hintOf, labelOf, type Field } from '../model/schema.js';
import type { Value } from '../model/values.js';

/** What every field of a form is drawn from. */
export interface FieldProps {
  readonly field: Field;
  readonly value: Value;
  readonly faults: Faults;
  /** Changes the value at a path of the form. */
  readonly onChange: (path: string, value: Value) => void;
}

/** Id of the box around a field: the summary of faults leads to it. */
export const boxId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

/** Finds the box of the first field in a form. */
export const FIRST_FIELD = '[id^="field-"]';

/** Label, hint and fault of a field, as parts of ui/ take them. */
export function textsOf({ field, faults }: FieldProps): FieldTexts & { readonly isRequired: boolean } {
  return {
    label: labelOf(field),
    note: field.isRequired ? undefined : t('forms.optional'),
    hint: hintOf(field),
    error: faults.get(field.path),
    isRequired: field.isRequired,
  };
}
