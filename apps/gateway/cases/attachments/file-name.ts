import { basename } from 'node:path/posix';
import { issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';

/**
 * The name of an uploaded file: its last part, without what could lead a file system, a terminal or a reader astray.
 *
 * @param given as the parser of multipart bodies has read it: what is not UTF-8 is U+FFFD by then, and is lost
 * @param code how the upload is refused
 * @throws {DubanError} of that code
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
