import { fileTypeFromBlob } from 'file-type';
import { createReadStream, openAsBlob } from 'node:fs';
import { issue } from '../../../../domain/messages/index.js';
import { DubanError, type Issue } from '../../../../workflows/engine/errors.js';
import { fileName } from './file-name.js';

export interface AttachmentType {
  readonly mediaType: string;
  /** Allowed extensions of the name; the first one is added to a name without one. */
  readonly extensions: readonly string[];
}

/** By the type that `file-type` detects in the bytes; the name and the browser's media type do not count. */
const TYPES: Readonly<Record<string, AttachmentType>> = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
  },
  jpg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  gif: { mediaType: 'image/gif', extensions: ['gif'] },
};
const TEXT: AttachmentType = { mediaType: 'text/plain; charset=utf-8', extensions: ['txt'] };
export const ATTACHMENT_MEDIA_TYPES = [
  ...Object.values(TYPES).map(({ mediaType }) => mediaType),
  'text/plain',
];
const NAME_LENGTH = 120;

/** Detects the type of a file from its content. @throws {DubanError} ATTACHMENT_REJECTED unless it is accepted and fits the name */
export async function detectType({ name, path }: { name: string; path: string }): Promise<AttachmentType> {
  const content = await openAsBlob(path);
  const detected = await fileTypeFromBlob(content);
  const type = detected ? TYPES[detected.ext] : (await isText(path)) ? TEXT : undefined;
  if (!type || content.size === 0) throw rejected(issue(name || 'file', 'cases.fileTypeNotAllowed'));
  const extension = extensionOf(name);
  if (extension !== '' && !type.extensions.includes(extension)) {
    throw rejected(issue(name || 'file', 'cases.fileTypeDiffers', { type: type.extensions[0]! }));
  }
  return type;
}

/** Shortens a name and adds the extension of its type. */
export function acceptedName(given: string, { extensions }: AttachmentType): string {
  const cleaned = fileName(given);
  const whole = extensionOf(cleaned) === '' ? cleaned : cleaned.slice(0, cleaned.lastIndexOf('.'));
  const stem = [...whole].slice(0, NAME_LENGTH).join('');
  return `${stem || 'file'}.${extensionOf(cleaned) || extensions[0]}`;
}

async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoded(decoder, chunk);
    if (text === null || text.includes('\0')) return false;
  }
  return decoded(decoder) !== null;
}

/** Decodes a chunk. @param chunk undefined at the end of the file. @returns null when it is not UTF-8 */
function decoded(decoder: TextDecoder, chunk?: Buffer): string | null {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return null;
  }
}

const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';

const rejected = (fault: Issue): DubanError => DubanError.ofFields('ATTACHMENT_REJECTED', [fault]);
