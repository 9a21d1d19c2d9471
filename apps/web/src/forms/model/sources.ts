import { createContext, useContext } from 'react';

export interface UnitOption {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
}

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
}

/** What fields need that is not in their schema. The page that shows a form provides it. */
export interface FormSources {
  readonly units: readonly UnitOption[];
  /** @throws {ProblemError} with the reason, in Chinese */
  readonly upload: (file: File) => Promise<UploadedFile>;
}

export const FormSourcesContext = createContext<FormSources>({
  units: [],
  upload: () => Promise.reject(new Error('this form takes no files')),
});

export const useFormSources = (): FormSources => useContext(FormSourcesContext);
