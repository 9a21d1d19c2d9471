import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';

/** A file as an answer: to be kept, never to be shown as a page of ours. */
export function sendFile(
  reply: FastifyReply,
  file: { readonly name: string; readonly mediaType: string; readonly content: Buffer | Readable },
): StreamableFile {
  const { name, mediaType: type, content } = file;
  void reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
  const disposition = `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`;
  return Buffer.isBuffer(content)
    ? new StreamableFile(content, { type, length: content.length, disposition })
    : new StreamableFile(content, { type, disposition });
}
