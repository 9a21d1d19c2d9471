import { isUtf8 } from 'node:buffer';
import { detail } from '../messages/index.js';
import { UnreadableList } from './import-issues.js';

/** What Excel's "Unicode text" is; null without a byte order mark of UTF-16. */
export function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 2) return null;
  const mark = bytes.readUInt16BE(0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : null;
}

/**
 * Text in UTF-8 with or without byte order mark, GB18030 (what Excel writes on a Chinese Windows) or UTF-16 with a mark.
 *
 * @throws {UnreadableList} encodingUnknown
 */
export function decodeText(bytes: Buffer): string {
  const encoding = utf16Of(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes); // drops a byte order mark
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw cause;
    throw new UnreadableList(detail('catalogue.encodingUnknown'), { cause });
  }
}
