import { setTimeout as sleep } from 'node:timers/promises';

/** One event of a stream of server-sent events, with its data read as JSON. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the gateway says; the tests look into it
  readonly data: any;
}

/** A connection from which a test reads events. */
export interface OpenStream {
  readonly status: number;
  readonly type: string | null;
  readonly events: readonly StreamEvent[];
  /** `seq` of the entries so far, where events are entries of a timeline. */
  readonly seqs: readonly number[];
  /** Whether the server has ended it. */
  readonly ended: boolean;
  /** Waits up to five seconds for `count` events. @returns their `seq`s */
  until(count: number): Promise<readonly number[]>;
  /** Waits until the server ends it, five seconds at most. */
  untilEnded(): Promise<boolean>;
  close(): void;
}

/** Opens a stream. A rejected one ends at once. */
export async function openStream(url: string, headers: Record<string, string> = {}): Promise<OpenStream> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  const events: StreamEvent[] = [];
  const seqs = (): number[] => events.map(({ data }) => (data as { seq: number }).seq);
  let ended = false;
  void (async () => {
    let text = '';
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const event = toEvent(text.slice(0, end));
          if (event) events.push(event);
          text = text.slice(end + 2);
        }
      }
    } catch {
      if (controller.signal.aborted) return; // closed by the test
    }
    ended = true;
  })();
  const patiently = async (done: () => boolean): Promise<boolean> => {
    for (let waited = 0; !done() && waited < 5000; waited += 20) await sleep(20);
    return done();
  };
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    events,
    get seqs() {
      return seqs();
    },
    get ended() {
      return ended;
    },
    async until(count) {
      await patiently(() => events.length >= count);
      return seqs();
    },
    untilEnded: () => patiently(() => ended),
    close: () => controller.abort(),
  };
}

function toEvent(text: string): StreamEvent | null {
  const line = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? null;
  const data = line('data');
  return data === null
    ? null
    : { event: line('event') ?? 'message', id: line('id'), data: JSON.parse(data) as unknown };
}
