import { basename } from 'node:path/posix';
import { issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';

/**
 * Returns the last part of a file's path, without characters that could mislead a file system, a terminal or a reader.
 *
 * @param given name as the multipart parser read it; the parser replaces invalid UTF-8 by U+FFFD
 * @param code error code of the rejection
 * @throws {DubanError} `code` when the name is not UTF-8
 */
export function fileName(
  given: string | undefined,
  code: 'ATTACHMENT_REJECTED' | 'LIST_REJECTED' = 'ATTACHMENT_REJECTED',
): string {
  if (given?.includes('\ufffd')) {
    throw DubanError.ofFields(code, [issue('file', 'cases.fileNameNotUtf8')]);
  }
  return basename((given ?? '').replaceAll('\\', '/'))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}"<>|:*?/]/gu, '')
    .trim();
}
