import { StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import type { DocumentFormat } from '../../../../domain/documents/render.js';
import { attachmentNamed } from './content-disposition.js';

/** Of the formats that documents are made in. */
export const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<DocumentFormat, string>;

/** Documents the answer of a route that sends a file of one of these media types. */
export const ApiFile = (...mediaTypes: readonly string[]) =>
  ApiOkResponse({
    content: Object.fromEntries(
      mediaTypes.map((mediaType) => [mediaType, { schema: { type: 'string', format: 'binary' } }]),
    ),
  });

export interface FileAnswer {
  /** The name under which it is saved. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer | Readable;
  /** Bytes, where a stream's are known. */
  readonly size?: number;
}

/** A document that is rendered. */
export interface StoredDocument {
  readonly title: string;
  readonly format: DocumentFormat;
  readonly bytes: Buffer;
}

export function documentFile({ title, format, bytes }: StoredDocument): FileAnswer {
  return { name: `${title}.${format}`, mediaType: MEDIA_TYPES[format], content: bytes };
}

/** Never shown inside our pages: saved, not sniffed, and without any right if somebody opens it after all. */
export function sendFile(
  reply: FastifyReply,
  { name, mediaType, content, size }: FileAnswer,
): StreamableFile {
  void reply.headers({
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  const disposition = attachmentNamed(name);
  return Buffer.isBuffer(content)
    ? new StreamableFile(content, { type: mediaType, length: content.length, disposition })
    : new StreamableFile(content, {
        type: mediaType,
        disposition,
        ...(size !== undefined && { length: size }),
      });
}
