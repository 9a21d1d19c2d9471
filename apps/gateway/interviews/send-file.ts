import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { InterviewFile } from './interview-documents.js';

/** Saved, not shown inside our pages. */
export function sendFile({ name, mediaType, bytes }: InterviewFile, reply: FastifyReply): StreamableFile {
  void reply.headers({
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  const disposition = `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`;
  return new StreamableFile(bytes, { type: mediaType, length: bytes.length, disposition });
}
