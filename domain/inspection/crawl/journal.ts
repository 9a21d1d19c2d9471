/** Persistent record of an inspection: after a crash it continues where it was. */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { PageRecord } from './page-record.js';

export interface Journal {
  /** Everything written so far, in the order of writing. */
  load(): AsyncIterable<PageRecord>;
  /** Durable once the promise is fulfilled. */
  append(record: PageRecord): Promise<void>;
  /** Releases open files. */
  close(): Promise<void>;
}

/** One JSON line a page. A line truncated by a crash is ignored: its page is visited again. */
export class FileJournal implements Journal {
  private handle: FileHandle | null = null;
  /** Writes are serialised, because pages are visited concurrently and lines must stay whole. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly file: string) {}

  async *load(): AsyncIterable<PageRecord> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = text.split('\n');
    lines.pop(); // truncated after the last line feed
    for (const line of lines) if (line !== '') yield JSON.parse(line) as PageRecord;
    if (!text.endsWith('\n') && text !== '') {
      const handle = await open(this.file, 'r+');
      await handle.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
      await handle.close();
    }
  }

  append(record: PageRecord): Promise<void> {
    const write = this.last.then(async () => {
      this.handle ??= await open(this.file, 'a');
      await this.handle.appendFile(`${JSON.stringify(record)}\n`);
    });
    this.last = write.catch(() => undefined); // the caller gets the error
    return write;
  }

  async close(): Promise<void> {
    await this.last;
    await this.handle?.close();
    this.handle = null;
  }
}

/** For inspections that are never resumed. */
export class NoJournal implements Journal {
  async *load(): AsyncIterable<PageRecord> {}
  async append(): Promise<void> {}
  async close(): Promise<void> {}
}
