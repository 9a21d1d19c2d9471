import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Of the formats that documents are made in. */
export const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type DocumentFormat = keyof typeof MEDIA_TYPES;

/** Answers with a document as a file to keep: never shown as a page, not cached on the way. */
export function sendDocument(
  reply: FastifyReply,
  {
    title,
    format,
    bytes,
  }: { readonly title: string; readonly format: DocumentFormat; readonly bytes: Buffer },
): StreamableFile {
  void reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
  const name = encodeURIComponent(`${title}.${format}`);
  return new StreamableFile(bytes, {
    type: MEDIA_TYPES[format],
    length: bytes.length,
    disposition: `attachment; filename="file"; filename*=UTF-8''${name}`,
  });
}
