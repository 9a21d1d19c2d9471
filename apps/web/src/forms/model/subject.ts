import { createContext, useContext, type ComponentType } from 'react';
import type { FieldProps } from '../fields/field-props.js';

/** What a form is about, for fields that offer something of its case. */
export interface FormSubject {
  readonly process: {
    readonly id: string;
    readonly key: string;
    readonly facts: Readonly<Record<string, unknown>>;
  };
  /** Name of the task. */
  readonly task: string;
  readonly outcome: string;
}

/** Undefined: the form is of no task. */
export const FormSubjectContext = createContext<FormSubject | undefined>(undefined);
export const useFormSubject = (): FormSubject | undefined => useContext(FormSubjectContext);

/** `x-widget` -> how a business draws it. The face provides them: forms know no business. */
export const FormWidgetsContext = createContext<Readonly<Record<string, ComponentType<FieldProps>>>>({});
