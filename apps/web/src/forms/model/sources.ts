import { createContext, useContext } from 'react';
import type { Schemas } from '../../api/client.js';
import type { StoredFile } from '../../ui/stored-file.js';
import type { FormValues } from './values.js';

export interface UnitOption {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: Schemas['UnitView']['kind'];
  /** Of the reader's own county: offered like any other, though it is a township. */
  readonly isNear: boolean;
}

/** What fields need that is not in their schema. The page that shows a form provides it. */
export interface FormSources {
  readonly units: readonly UnitOption[];
  /** @throws {ProblemError} with the reason, in Chinese */
  readonly upload: (file: File) => Promise<StoredFile>;
  /** Name and size of a file of which a restored draft holds the id only. */
  readonly describe: (id: string) => Promise<StoredFile>;
  /** Address of a file. */
  readonly addressOf: (id: string) => string;
}

const none = (): Promise<never> => Promise.reject(new Error('this form takes no files'));

export const FormSourcesContext = createContext<FormSources>({
  units: [],
  upload: none,
  describe: none,
  addressOf: (id) => id,
});

export const useFormSources = (): FormSources => useContext(FormSourcesContext);

/** What the page around a form knows already: the revision that it shows, the suggestions to be answered. Fields that a form lacks are left out. */
export const KnownValuesContext = createContext<FormValues>({});

export const useKnownValues = (): FormValues => useContext(KnownValuesContext);
