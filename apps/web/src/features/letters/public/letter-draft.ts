import type { LetterBody, LetterFile, LetterKind } from './api.js';

/** A letter that is being written. */
export interface LetterDraft {
  readonly kind?: LetterKind | undefined;
  readonly title: string;
  readonly body: string;
  readonly files: readonly LetterFile[];
  readonly writerName: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly wantsPublic?: 'yes' | 'no' | undefined;
}

export const EMPTY: LetterDraft = {
  title: '',
  body: '',
  files: [],
  writerName: '',
  phone: '',
  email: '',
  address: '',
};

/** Lengths that the server accepts (SubmitLetterBody), told before it is asked. */
export const LENGTHS = {
  title: { min: 2, max: 50 },
  body: { min: 10, max: 5000 },
  writerName: { min: 1, max: 50 },
  address: { min: 0, max: 200 },
} as const;

/** As many files as the server accepts, and as large (bytes). */
export const FILES = { most: 5, bytes: 10 * 1024 * 1024 } as const;

export type WritingStep = 'letter' | 'contact';
/** Field of the draft, which is also its name at the server and the id of its control. */
export type DraftField = keyof LetterDraft;

const STEP_OF: Readonly<Record<string, WritingStep>> = {
  kind: 'letter',
  title: 'letter',
  body: 'letter',
  files: 'letter',
  attachmentIds: 'letter',
  writerName: 'contact',
  phone: 'contact',
  email: 'contact',
  address: 'contact',
  wantsPublic: 'contact',
};

/** The step that a field stands on, given its name at the server (`attachmentIds`, `attachmentIds.0`, `title`). */
export function placeOf(serverField: string): { readonly step: WritingStep; readonly id: string } | null {
  const [name = ''] = serverField.split('.');
  const step = STEP_OF[name];
  return step ? { step, id: name === 'attachmentIds' ? 'files' : name } : null;
}

/** An accusation is never published and its writer is not asked. */
export const isReport = ({ kind }: Pick<LetterDraft, 'kind'>): boolean => kind === 'REPORT';

export const isEmpty = ({ kind, wantsPublic, files, ...texts }: LetterDraft): boolean =>
  !kind && !wantsPublic && files.length === 0 && Object.values(texts).every((text) => text.trim() === '');

/** The letter as the server takes it. `kind` is chosen by then. */
export function bodyOf(draft: LetterDraft): LetterBody {
  const { kind, title, body, files, writerName, phone, email, address, wantsPublic } = draft;
  return {
    kind: kind!,
    title: title.trim(),
    body: body.trim(),
    writerName: writerName.trim(),
    phone: phone.trim(),
    ...(email.trim() && { email: email.trim() }),
    ...(address.trim() && { address: address.trim() }),
    wantsPublic: !isReport(draft) && wantsPublic === 'yes',
    ...(files.length > 0 && { attachmentIds: files.map(({ id }) => id) }),
  };
}
