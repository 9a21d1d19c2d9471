import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DocumentFile } from '../campaigns/campaign-documents.js';

/** A document as a download under its own name. */
export function sendFile(reply: FastifyReply, { name, mediaType, bytes }: DocumentFile): StreamableFile {
  void reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
  const disposition = `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`;
  return new StreamableFile(bytes, { type: mediaType, length: bytes.length, disposition });
}
