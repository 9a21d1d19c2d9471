/** HTTP responses: headers, redirects, and decompressed bodies within a limit. */
import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { percentEncoded } from '../addresses/page-address.js';

/** A response whose body has not been read. */
export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'> & { readonly body: Readable };

export interface ReadBody {
  readonly body: Buffer;
  /** The body was longer than the limit. */
  readonly truncated: boolean;
}

/** The body ended early; `received` bytes had arrived. */
export class BodyError extends Error {
  constructor(
    cause: unknown,
    readonly received: number,
  ) {
    super('the body could not be read', { cause });
  }
}

/** Headers by name; repeated ones as one, but for Set-Cookie, whose values cannot be joined so: a line feed parts them. */
export function flat(headers: Answer['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(name === 'set-cookie' ? '\n' : ', ') : (value ?? ''),
    ]),
  );
}

/** @returns the target of a redirect as written; null without one */
export function redirectOf({ statusCode, headers }: Answer): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = Array.isArray(headers['location']) ? headers['location'][0] : headers['location'];
  if (!location) return null;
  // Old servers write addresses in their own charset, which arrives as Latin-1; percent-encoding keeps the bytes.
  return location.replace(/[\u0080-\u00ff]/g, (byte) => percentEncoded([byte.charCodeAt(0)]));
}

/** @throws {BodyError} */
export async function readBody(answer: Answer, maxBytes: number): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer): boolean => {
    chunks.push(chunk.subarray(0, maxBytes - length));
    length += chunk.length;
    return length > maxBytes;
  };
  let truncated = false;
  try {
    for await (const chunk of plainChunks(answer)) {
      truncated = take(chunk);
      if (truncated) break;
    }
  } catch (error) {
    throw new BodyError(error, length);
  } finally {
    answer.body.on('error', () => undefined).destroy();
  }
  return { body: Buffer.concat(chunks), truncated };
}

/** Counts compressed bodies after decompression, so that a small one cannot fill the memory. */
async function* plainChunks({ body, headers }: Answer): AsyncGenerator<Buffer> {
  const encoding = String(headers['content-encoding'] ?? '')
    .toLowerCase()
    .trim();
  const chunks = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let isEnd = false;
  while (encoding !== '' && head.length < LONGEST_HEAD && !isEnd) {
    const { value, done } = await chunks.next();
    if (done) isEnd = true;
    else head = Buffer.concat([head, value]);
  }
  const { through, skip } = decompressor(encoding, head);
  const source = async function* (): AsyncGenerator<Buffer> {
    if (head.length > skip) yield head.subarray(skip);
    if (!isEnd) yield* { [Symbol.asyncIterator]: () => chunks };
  };
  if (!through) return yield* source();
  const compressed = Readable.from(source(), { objectMode: false });
  compressed.on('error', (error) => through.destroy(error));
  through.on('error', () => undefined); // readers get the error; after the end there are none
  yield* compressed.pipe(through) as AsyncIterable<Buffer>;
}

/** Bytes of a gzip header without optional fields, which no web server sends. */
const LONGEST_HEAD = 10;

/**
 * Decompresses as leniently as browsers: deflate with or without its header, a missing checksum, and bodies that are not
 * compressed after all.
 *
 * @returns `skip`: bytes of the head in front of the compressed ones
 */
function decompressor(encoding: string, head: Buffer): { through: Transform | null; skip: number } {
  if (head.length === 0) return { through: null, skip: 0 };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip': {
      if (head[0] !== 0x1f || head[1] !== 0x8b) return { through: null, skip: 0 };
      const hasFields = head[3] !== 0;
      return hasFields
        ? { through: createGunzip(), skip: 0 }
        : { through: createInflateRaw(), skip: LONGEST_HEAD };
    }
    case 'deflate': {
      const hasHead = (head[0]! & 15) === 8 && (head[0]! * 256 + head[1]!) % 31 === 0;
      return { through: createInflateRaw(), skip: hasHead ? 2 : 0 };
    }
    case 'br':
      return { through: createBrotliDecompress(), skip: 0 };
    case 'zstd':
      return { through: createZstdDecompress(), skip: 0 };
    default:
      return { through: null, skip: 0 };
  }
}
