/** A published utterance. */
export interface Word {
  readonly number: number;
  readonly speaker: string;
  readonly role: string;
  readonly text: string;
  readonly images: readonly string[];
  readonly publishedAt: string;
  /** The question that it answers. */
  readonly asked?: { readonly nickname: string; readonly text: string } | null;
  /** Its words were taken back. */
  readonly isRetracted?: boolean;
}

export type FeedEvent =
  | { readonly type: 'utterance'; readonly data: Word }
  | { readonly type: 'retraction'; readonly data: { readonly retracts: number } };

/** Words in the order of their numbers. After a reconnection the server repeats nothing; a repetition would change nothing. */
export function wordsAfter(words: readonly Word[], events: readonly FeedEvent[]): readonly Word[] {
  const next = [...words];
  for (const event of events) {
    if (event.type === 'utterance') {
      if (event.data.number > (next.at(-1)?.number ?? 0)) next.push(event.data);
      continue;
    }
    const index = next.findIndex(({ number }) => number === event.data.retracts);
    if (index >= 0) next[index] = { ...next[index]!, text: '', images: [], isRetracted: true };
  }
  return next;
}

/** Words of a block: what is drawn anew for one more. */
const BLOCK = 50;

/** Words in blocks of fifty, of which only the last grows. */
export const blocksOf = (words: readonly Word[]): readonly (readonly Word[])[] =>
  Array.from({ length: Math.ceil(words.length / BLOCK) }, (_, block) =>
    words.slice(block * BLOCK, (block + 1) * BLOCK),
  );

/** Whether two blocks hold the same words. */
export const sameWords = (one: readonly Word[], other: readonly Word[]): boolean =>
  one.length === other.length && one.every((word, index) => word === other[index]);

/** So many events are drawn at once: a burst of a thousand is drawn in steps, each shorter than 50 ms. */
const STEP = 60;
const STEP_MS = 30;

export interface FeedListener {
  readonly onEvents: (events: readonly FeedEvent[]) => void;
  /** Nothing follows. */
  readonly onEnd: () => void;
  readonly onState: (isUp: boolean) => void;
}

/** Follows the public feed of an interview. @returns the function that closes it */
export function followFeed(id: string, { onEvents, onEnd, onState }: FeedListener): () => void {
  const source = new EventSource(`/api/v1/public/interviews/${id}/feed`);
  let waiting: FeedEvent[] = [];
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const step = (): void => {
    timer = undefined;
    const [now, later] = [waiting.slice(0, STEP), waiting.slice(STEP)];
    waiting = later;
    if (now.length > 0) onEvents(now);
    if (waiting.length > 0) timer = setTimeout(step, STEP_MS);
    else if (isOver) onEnd();
  };
  const take = (event: FeedEvent): void => {
    waiting.push(event);
    timer ??= setTimeout(step, STEP_MS);
  };
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  source.addEventListener('utterance', ({ data }: MessageEvent<string>) =>
    take({ type: 'utterance', data: JSON.parse(data) as Word }),
  );
  source.addEventListener('retraction', ({ data }: MessageEvent<string>) =>
    take({ type: 'retraction', data: JSON.parse(data) as { retracts: number } }),
  );
  source.addEventListener('end', () => {
    source.close();
    isOver = true;
    timer ??= setTimeout(step, 0);
  });
  return () => {
    source.close();
    clearTimeout(timer);
  };
}
