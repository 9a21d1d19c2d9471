import type { LetterBody, LetterFile, LetterKind } from './letter-types.js';

/** A letter that is being written. */
export interface LetterDraft {
  readonly kind?: LetterKind | undefined;
  readonly title: string;
  readonly body: string;
  /** Where it happened: a county, and more exactly in words. */
  readonly county: string;
  readonly place: string;
  /** YYYY-MM-DD */
  readonly eventOn: string;
  readonly namedUnits: readonly string[];
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
  county: '',
  place: '',
  eventOn: '',
  namedUnits: [],
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
  place: { min: 0, max: 180 },
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
  eventOn: 'letter',
  eventPlace: 'letter',
  namedUnits: 'letter',
  files: 'letter',
  attachmentIds: 'letter',
  writerName: 'contact',
  phone: 'contact',
  email: 'contact',
  address: 'contact',
  wantsPublic: 'contact',
};

/** Controls that are not named as the field at the server. */
const CONTROLS: Readonly<Record<string, string>> = { attachmentIds: 'files', eventPlace: 'place' };

/** The step that a field stands on, given its name at the server (`attachmentIds`, `attachmentIds.0`, `title`). */
export function placeOf(serverField: string): { readonly step: WritingStep; readonly id: string } | null {
  const [name = ''] = serverField.split('.');
  const step = STEP_OF[name];
  return step ? { step, id: CONTROLS[name] ?? name } : null;
}

/** An accusation is never published and its writer is not asked. */
export const isReport = ({ kind }: Pick<LetterDraft, 'kind'>): boolean => kind === 'REPORT';

export const isEmpty = ({ kind, wantsPublic, files, namedUnits, ...texts }: LetterDraft): boolean =>
  !kind &&
  !wantsPublic &&
  files.length === 0 &&
  namedUnits.length === 0 &&
  Object.values(texts).every((text) => text.trim() === '');

/** Only letters against somebody name units: they are then kept from those. */
export const namesUnits = ({ kind }: Pick<LetterDraft, 'kind'>): boolean =>
  kind === 'COMPLAINT' || kind === 'REPORT';

/** County and place in one line. */
export const placeText = ({ county, place }: Pick<LetterDraft, 'county' | 'place'>): string =>
  `${county}${place.trim()}`;

/** The letter as the server takes it. `kind` is chosen by then. */
export function bodyOf(draft: LetterDraft): LetterBody {
  const { kind, title, body, files, writerName, phone, email, address, wantsPublic } = draft;
  const eventPlace = placeText(draft);
  return {
    kind: kind!,
    title: title.trim(),
    body: body.trim(),
    writerName: writerName.trim(),
    phone: phone.trim(),
    ...(email.trim() && { email: email.trim() }),
    ...(address.trim() && { address: address.trim() }),
    wantsPublic: !isReport(draft) && wantsPublic === 'yes',
    ...(eventPlace && { eventPlace }),
    ...(draft.eventOn && { eventOn: draft.eventOn }),
    ...(namesUnits(draft) && draft.namedUnits.length > 0 && { namedUnits: [...draft.namedUnits] }),
    ...(files.length > 0 && { attachmentIds: files.map(({ id }) => id) }),
  };
}
