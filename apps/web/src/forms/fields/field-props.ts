import type { Faults } from '../model/check.js';
import type { Field } from '../model/schema.js';
import type { Value } from '../model/values.js';

/** What every field of a form is drawn from. */
export interface FieldProps {
  readonly field: Field;
  readonly value: Value;
  readonly faults: Faults;
  /** Changes the value at a path of the form. */
  readonly onChange: (path: string, value: Value) => void;
}

export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

/** Id of the control of a field: the summary of faults links to it. */
export const controlId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

/** Ids that tie a control to its hint and its fault. */
export function controlIds({ field, faults }: FieldProps, hasHint: boolean): ControlIds {
  const id = controlId(field.path);
  const isFaulty = faults.has(field.path);
  const described = [hasHint && `${id}-hint`, isFaulty && `${id}-fault`].filter(Boolean).join(' ');
  return {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': isFaulty || undefined,
    'aria-required': field.isRequired || undefined,
  };
}
