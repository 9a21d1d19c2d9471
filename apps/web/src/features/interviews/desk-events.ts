/** A member of the crew, as the stream says it. */
export interface CrewMember {
  readonly account: string;
  readonly title: string;
  readonly roles: readonly ('host' | 'guest' | 'recorder' | 'reviewer')[];
  readonly state: 'writing' | 'here' | 'away' | 'never';
  readonly writingAs: 'host' | 'guest' | 'recorder' | null;
  readonly awaySince: string | null;
}
export interface Presence {
  readonly crew: readonly CrewMember[];
  /** How many read the public page. */
  readonly readers: number;
}

export interface DeskListener {
  /** Queries to read anew, by the beginning of their keys. */
  readonly onStale: (keys: readonly string[]) => void;
  readonly onPresence: (presence: Presence) => void;
  /** Undefined: the server refuses, and the browser does not try again. */
  readonly onState: (isUp: boolean | undefined) => void;
}

/** Event -> beginnings of the keys of what it makes stale. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  ready: ['interview', 'interview-questions', 'interview-utterances'],
  interview: ['interview', 'interview-papers', 'tasks-of-process', 'process'],
  questions: ['interview-questions'],
  // A published answer makes its question an answered one.
  utterances: ['interview-utterances', 'interview-questions'],
};

/** Follows the desk of an interview. @returns the function that closes the stream */
export function followDesk(id: string, { onStale, onPresence, onState }: DeskListener): () => void {
  const source = new EventSource(`/api/v1/interviews/${id}/events`);
  source.onopen = () => onState(true);
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? undefined : false);
  for (const [event, keys] of Object.entries(STALE)) source.addEventListener(event, () => onStale(keys));
  source.addEventListener('presence', ({ data }: MessageEvent<string>) =>
    onPresence(JSON.parse(data) as Presence),
  );
  return () => source.close();
}
