import { fileTypeFromBlob } from 'file-type';
import { createReadStream, openAsBlob } from 'node:fs';
import { issue } from '../../../../domain/messages/index.js';
import { DubanError, type Issue } from '../../../../workflows/engine/errors.js';
import { fileName } from './file-name.js';

export interface AttachmentType {
  readonly mediaType: string;
  /** What the name may end in; the first one is added to a name without. */
  readonly extensions: readonly string[];
}

/** By what the bytes are (file-type's name of it), whatever the name or the browser says. */
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

/** @throws {DubanError} ATTACHMENT_REJECTED */
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

/** A name that is not too long, with the ending of its type. */
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

/** Null: not UTF-8. @param chunk none at the end of the file */
function decoded(decoder: TextDecoder, chunk?: Buffer): string | null {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return null;
  }
}

const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';

const rejected = (fault: Issue): DubanError => DubanError.ofFields('ATTACHMENT_REJECTED', [fault]);
