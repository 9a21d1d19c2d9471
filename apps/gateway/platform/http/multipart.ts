import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';

/** What busboy says of a form that is none or ends early, and Node of a caller who has gone. */
const MALFORMED =
  /^(Multipart: Boundary not found|Boundary required|(Part|File) terminated early|Unexpected end|Premature close|aborted$)/i;

/**
 * The files of a form, each as it comes: it has to be read before the next one.
 *
 * @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST; what the plugin throws beyond its limits
 */
export async function* filesOf(request: FastifyRequest): AsyncGenerator<MultipartFile> {
  if (!request.isMultipart())
    throw new DubanError('MEDIA_TYPE_NOT_ALLOWED', detail('platform.sendMultipart'));
  try {
    for await (const file of request.files()) yield file;
  } catch (error) {
    throw orMalformed(error);
  }
}

/** The file of a form with the texts beside it, in whatever order they come. */
export interface FileForm {
  /** Null: there is none. */
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads a form to its end; of several files the first one counts.
 *
 * @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST; what the plugin throws beyond its limits
 */
export async function fileForm(request: FastifyRequest): Promise<FileForm> {
  if (!request.isMultipart())
    throw new DubanError('MEDIA_TYPE_NOT_ALLOWED', detail('platform.sendMultipart'));
  let file: FileForm['file'] = null;
  const fields: Record<string, unknown> = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else if (file === null) file = { name: part.filename, bytes: await part.toBuffer() };
      else part.file.resume();
    }
  } catch (error) {
    throw orMalformed(error);
  }
  return { file, fields };
}

/** What was thrown while a form was read: MALFORMED_REQUEST where the form is at fault. */
export function orMalformed(error: unknown): unknown {
  if (!(error instanceof Error) || !MALFORMED.test(error.message)) return error;
  return new DubanError('MALFORMED_REQUEST', detail('platform.formMalformed'), {}, { cause: error });
}
