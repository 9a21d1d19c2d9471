import { StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import type { DocumentFormat } from '../../../../domain/documents/render.js';
import { attachmentNamed } from './content-disposition.js';

/** Format of a document -> media type. */
export const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<DocumentFormat, string>;

/** Documents a response that is a file of one of these media types. */
export const ApiFile = (...mediaTypes: readonly string[]) =>
  ApiOkResponse({
    content: Object.fromEntries(
      mediaTypes.map((mediaType) => [mediaType, { schema: { type: 'string', format: 'binary' } }]),
    ),
  });

export interface FileAnswer {
  /** File name for the download. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer | Readable;
  /** Bytes of a stream, where they are known. */
  readonly size?: number;
  /** The caller wants to display it: granted for images and PDF, which run no script. @default false */
  readonly inline?: boolean;
}

const DISPLAYED = /^(image\/(jpeg|png|gif)|application\/pdf)$/;

/** A rendered document. */
export interface StoredDocument {
  readonly title: string;
  readonly format: DocumentFormat;
  readonly bytes: Buffer;
}

/** A stored document as the file of a response. */
export function documentFile({ title, format, bytes }: StoredDocument): FileAnswer {
  return { name: `${title}.${format}`, mediaType: MEDIA_TYPES[format], content: bytes };
}

/** Sends a file as a download, or for display, that browsers neither sniff nor give our origin's rights. */
export function sendFile(
  reply: FastifyReply,
  { name, mediaType, content, size, inline = false }: FileAnswer,
): StreamableFile {
  void reply.headers({
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  const disposition = attachmentNamed(name, inline && DISPLAYED.test(mediaType) ? 'inline' : 'attachment');
  return Buffer.isBuffer(content)
    ? new StreamableFile(content, { type: mediaType, length: content.length, disposition })
    : new StreamableFile(content, {
        type: mediaType,
        disposition,
        ...(size !== undefined && { length: size }),
      });
}
