import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';

/** Messages of busboy for malformed or incomplete forms, and of Node for a caller that has disconnected. */
const MALFORMED =
  /^(Multipart: Boundary not found|Boundary required|(Part|File) terminated early|Unexpected end|Premature close|aborted$)/i;

/**
 * Yields the files of a form as they arrive; each has to be read before the next one.
 *
 * @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST; the plugin's errors beyond its limits
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

/** The file of a form and its text fields, in any order. */
export interface FileForm {
  /** Null: the form has none. */
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads a form to its end and returns its first file.
 *
 * @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST; the plugin's errors beyond its limits
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

/** Maps an error from reading a form: MALFORMED_REQUEST when the form is at fault, otherwise the error itself. */
export function orMalformed(error: unknown): unknown {
  if (!(error instanceof Error) || !MALFORMED.test(error.message)) return error;
  return new DubanError('MALFORMED_REQUEST', detail('platform.formMalformed'), {}, { cause: error });
}
