import { get, type ClientRequest } from 'node:http';

/** Readers come back after what the feed tells them, and not all in the same instant. */
const COME_BACK_MS = 1000;
const SPREAD_MS = 500;

/** Somebody who reads along, as an EventSource does it: thin, because a thousand of them share a core. */
export class InterviewReader {
  /** Of the utterances that came, in the order in which they came. */
  readonly numbers: number[] = [];
  /** From its publication until it was read, of each utterance: ms. */
  readonly lateMs: number[] = [];
  connections = 0;
  private request: ClientRequest | null = null;
  private timer: NodeJS.Timeout | null = null;
  private text = '';
  private stopped = false;

  constructor(private readonly url: string) {}

  /** Resolves once it is connected. */
  start(): Promise<void> {
    return new Promise((resolve) => this.connect(resolve));
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.request?.destroy();
  }

  private connect(connected?: () => void): void {
    let over = false;
    const again = (): void => {
      if (over || this.stopped) return;
      over = true;
      this.text = '';
      this.timer = setTimeout(() => this.connect(connected), COME_BACK_MS + Math.random() * SPREAD_MS);
    };
    const headers = { 'last-event-id': String(this.numbers.at(-1) ?? 0) };
    this.request = get(this.url, { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.resume();
        return again();
      }
      this.connections += 1;
      connected?.();
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => this.read(chunk));
      answer.on('error', again);
      answer.on('close', again);
    });
    this.request.on('error', again);
  }

  private read(chunk: string): void {
    this.text += chunk;
    for (let end = this.text.indexOf('\n\n'); end >= 0; end = this.text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(this.text.slice(0, end))?.[1];
      this.text = this.text.slice(end + 2);
      if (data === undefined) continue;
      const { number, publishedAt } = JSON.parse(data) as { number: number; publishedAt: string };
      this.numbers.push(number);
      this.lateMs.push(Date.now() - Date.parse(publishedAt));
    }
  }
}
