import type { FeedRow } from './feed-rows.js';

/** What a reader is told, made once for all of them. */
export const frameOf = (row: FeedRow): Buffer =>
  row.retracts === null
    ? event('utterance', row.number, {
        number: row.number,
        speaker: row.speaker,
        role: row.role,
        text: row.text,
        images: row.images,
        question: row.question,
        publishedAt: row.publishedAt.toISOString(),
      })
    : event('retraction', row.number, { number: row.number, retracts: row.retracts });

/** The last event; whoever comes back after it is answered with 204, which ends an EventSource. */
export const END_FRAME = Buffer.from('event: end\ndata: {}\n\n');

/** JSON has no line breaks of its own, so that an event is one line of data. */
function event(type: string, id: number, data: object): Buffer {
  return Buffer.from(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** A number of an interview is missing: a defect, which the next look would find again. */
export class FeedGap extends Error {
  override readonly name = 'FeedGap';
}

/**
 * The frames of one interview by number, from 1 without gaps. An interview of two hours has some thousand utterances, so
 * all of them are kept while somebody reads: who comes late or comes back is served from here.
 */
export class FeedFrames {
  /** Null: taken back. */
  private readonly frames: (Buffer | null)[] = [];

  /** Number of the last frame. */
  get last(): number {
    return this.frames.length;
  }

  /** @throws {FeedGap} when a number is missing: what follows it must not be told on */
  append(rows: readonly FeedRow[]): void {
    for (const row of rows) {
      if (row.number !== this.last + 1)
        throw new FeedGap(`utterance ${row.number} follows on ${this.last}: a number is missing`);
      this.frames.push(row.gone ? null : frameOf(row));
      if (row.retracts !== null) this.frames[row.retracts - 1] = null;
    }
  }

  /** Null: there is nothing to tell under this number any more. */
  at(number: number): Buffer | null {
    return this.frames[number - 1] ?? null;
  }
}
