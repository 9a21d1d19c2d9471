/** The fields of the form of a draft, as they are typed. */
export interface DraftValues {
  readonly text: string;
  readonly explanation: string;
  readonly howToAnswer: string;
  readonly phone: string;
  readonly address: string;
  readonly postcode: string;
  readonly email: string;
  readonly period: 'PRESET' | 'DATED' | null;
  readonly closesOn: string | null;
  readonly shortReason: string;
  readonly opinionsShown: 'NEVER' | 'AFTERWARDS' | 'ALWAYS';
  readonly hasHearing: boolean;
  readonly on: string | null;
  readonly time: string;
  readonly place: string;
  readonly participants: string;
  readonly notice: string;
}

interface Saved {
  readonly clauses: readonly {
    readonly label: string;
    readonly heading: string | null;
    readonly text: string;
  }[];
  readonly explanation: string | null;
  readonly howToAnswer: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly email: string | null;
  readonly period: string | null;
  readonly closesOn: string | null;
  readonly shortReason: string | null;
  readonly opinionsShown: string;
  readonly hearings: readonly {
    readonly on: string;
    readonly time: string;
    readonly place: string;
    readonly participants: string;
    readonly notice: string;
    readonly state: string;
  }[];
}

/** What the form begins with. */
export function draftValues(saved: Saved): DraftValues {
  const hearing = saved.hearings.findLast(({ state }) => state === 'planned');
  return {
    text: textOf(saved.clauses),
    explanation: saved.explanation ?? '',
    howToAnswer: saved.howToAnswer ?? '',
    phone: saved.phone ?? '',
    address: saved.address ?? '',
    postcode: saved.postcode ?? '',
    email: saved.email ?? '',
    period: saved.period as DraftValues['period'],
    closesOn: saved.closesOn,
    shortReason: saved.shortReason ?? '',
    opinionsShown: saved.opinionsShown as DraftValues['opinionsShown'],
    hasHearing: hearing !== undefined,
    on: hearing?.on ?? null,
    time: hearing?.time ?? '',
    place: hearing?.place ?? '',
    participants: hearing?.participants ?? '',
    notice: hearing?.notice ?? '',
  };
}

/** Clauses as the server splits them again: headings on lines of their own, each clause begins with its label. */
const textOf = (clauses: Saved['clauses']): string =>
  clauses
    .map(({ label, heading, text }) => `${heading === null ? '' : `${heading}\n`}${label}　${text}`)
    .join('\n');

/** The body of the request: what is empty is left out, and so cleared. */
export function draftBody({
  period,
  closesOn,
  shortReason,
  opinionsShown,
  hasHearing,
  on,
  time,
  place,
  participants,
  notice,
  ...texts
}: DraftValues) {
  const written = Object.fromEntries(
    Object.entries(texts).filter(([, text]) => text.trim() !== ''),
  ) as Partial<typeof texts>;
  return {
    ...written,
    opinionsShown,
    ...(period && {
      period: {
        kind: period,
        ...(period === 'DATED' && closesOn && { closesOn }),
        ...(shortReason.trim() && { shortReason }),
      },
    }),
    ...(hasHearing && { hearing: { on: on ?? '', time, place, participants, notice } }),
  };
}
