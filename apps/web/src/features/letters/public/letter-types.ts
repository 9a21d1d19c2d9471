import type { components } from '../../../api/schema.js';

type Schemas = components['schemas'];

export type LetterStatus = Schemas['LetterStatus'];
export type LetterKind = Schemas['SubmitLetterBody']['kind'];
export type LetterBody = Omit<Schemas['SubmitLetterBody'], 'captcha'>;
export type Receipt = Schemas['SubmittedLetter'];
export type LetterFile = Schemas['AttachmentView'];
export type Unit = Schemas['UnitView'];
export type Rating = Schemas['RatingBody']['rating'];

/** What opens a letter for its writer. */
export interface Credentials {
  readonly letterNo: string;
  readonly queryCode: string;
}
