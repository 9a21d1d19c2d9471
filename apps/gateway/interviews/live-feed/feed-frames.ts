import type { FeedRow } from '../../../../domain/interviews/feed.repository.js';

/** The event of a row, encoded once for all readers. */
const frameOf = (row: FeedRow): Buffer =>
  row.retracts === null
    ? event('utterance', row.number, {
        number: row.number,
        speaker: row.speaker,
        role: row.role,
        text: row.text,
        images: row.images,
        question: row.question,
        asked: row.asked,
        publishedAt: row.publishedAt.toISOString(),
      })
    : event('retraction', row.number, { number: row.number, retracts: row.retracts });

/** The last event. A reader that reconnects after it gets 204, which ends an EventSource. */
export const END_FRAME = Buffer.from('event: end\ndata: {}\n\n');

/** JSON escapes line breaks, so that an event is one line of data. */
function event(type: string, id: number, data: object): Buffer {
  return Buffer.from(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** A number of an interview is missing: a defect, which the next poll would find again. */
export class FeedGap extends Error {
  override readonly name = 'FeedGap';
}

/**
 * The frames of one interview by number, from 1 without gaps. An interview of two hours has some thousand utterances, so
 * that all are kept while anybody reads: late and returning readers are served from memory.
 */
export class FeedFrames {
  /** Null: retracted. */
  private readonly frames: (Buffer | null)[] = [];

  /** Number of the last frame. */
  get last(): number {
    return this.frames.length;
  }

  /** @throws {FeedGap} when a number is missing: later frames must not be sent */
  append(rows: readonly FeedRow[]): void {
    for (const row of rows) {
      if (row.number !== this.last + 1)
        throw new FeedGap(`utterance ${row.number} follows on ${this.last}: a number is missing`);
      this.frames.push(row.gone ? null : frameOf(row));
      if (row.retracts !== null) this.frames[row.retracts - 1] = null;
    }
  }

  /** Null: the utterance of this number was retracted. */
  at(number: number): Buffer | null {
    return this.frames[number - 1] ?? null;
  }
}
